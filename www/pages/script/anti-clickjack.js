// Shows a Classic page, which the server sends hidden, once every document around it is one of Salesforce's.
(() => {
  const salesforce = /^https:\/\/[^/]+\.(?:salesforce\.com|salesforce-setup\.com|force\.com)(?::\d+)?$/;
  const ancestors = () => {
    if (window.top === window) return [];
    if (location.ancestorOrigins) return [...location.ancestorOrigins];
    return document.referrer ? [new URL(document.referrer).origin] : [""];
  };
  if (ancestors().every((origin) => salesforce.test(origin))) document.documentElement.style.removeProperty("display");
})();
