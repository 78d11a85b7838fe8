"use strict";
// Shows the document that the page names. Its address is relative to the page's, so that both may stand below any prefix.
const page = document.getElementById("page");
const ui = SwaggerUIBundle({
  url: new URL(page.dataset.document, document.baseURI).href,
  domNode: page,
  // Nothing but this server is asked: the validator would be another host.
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  onComplete: () => {
    document.title = ui.specSelectors.info().get("title") || document.title;
  },
});
