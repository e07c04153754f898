// An error as Salesforce's REST API writes it: a status and an array of {message, errorCode}.

export class Fault extends Error {
  /** @param {number} status @param {string} errorCode @param {string} message */
  constructor(status, errorCode, message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  get body() {
    return [{ message: this.message, errorCode: this.errorCode }];
  }
}

/** What Salesforce would answer but the demo org does not model: never a guess, always loud. */
export class NotModelled extends Fault {
  constructor(what) {
    super(501, "DEMO_ORG_NOT_MODELLED", `The demo org does not model ${what}. Salesforce might; add it here before you use it.`);
  }
}

export const malformed = (message) => new Fault(400, "MALFORMED_QUERY", message);

/** The statement with a caret under `word`, as Salesforce begins the messages about a name in a query. */
function marked(soql, word) {
  const at = Math.max(0, soql.search(new RegExp(`(?<![\\w.])${word.replace(/[^\w]/g, "\\$&")}(?!\\w)`, "i")));
  const line = soql.replace(/\s/g, " ");
  return `\n${line}\n${" ".repeat(at)}^\nERROR at Row:1:Column:${at + 1}\n`;
}

const WSDL = "Please reference your WSDL or the describe call for the appropriate names.";

export const noSuchColumn = (soql, field, entity) => new Fault(400, "INVALID_FIELD",
  `${marked(soql, field)}No such column '${field}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${WSDL}`);

export const noSuchType = (soql, name) => new Fault(400, "INVALID_TYPE",
  `${marked(soql, name)}sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${WSDL}`);

export const noSuchRelationship = (soql, name) => new Fault(400, "INVALID_FIELD",
  `${marked(soql, name)}Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`);

export const noSuchChildren = (soql, name) => new Fault(400, "INVALID_TYPE",
  `${marked(soql, name)}Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`);

export const notFilterable = (soql, field) => new Fault(400, "INVALID_FIELD", `${marked(soql, field)}field '${field}' can not be filtered in a query call`);
