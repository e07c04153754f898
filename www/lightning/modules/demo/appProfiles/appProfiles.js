/** A dual list of the Lightning App Builder. */
import { LightningElement, api } from "lwc";

export default class AppProfiles extends LightningElement {
  @api name = "";
  @api label = "";
  @api sourceLabel = "";
  @api selectedLabel = "";
  @api options = [];
  @api value = [];
  @api disabled = false;

  change(event) {
    this.value = event.detail.value;
    this.dispatchEvent(new CustomEvent("chosen", { detail: [...event.detail.value] }));
  }
}
