// The form of a new permission set: once its label is entered, the API name is made of it where there is none yet.
(() => {
  const label = document.querySelector("input[data-names]");
  const name = document.getElementById(label.dataset.names);
  label.addEventListener("change", () => {
    name.value ||= label.value.trim().replace(/\W+/g, "_");
  });
})();
