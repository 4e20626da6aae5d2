/* How far an upload is. Without this file the browser sends it all the same. */
(() => {
  "use strict";
  const bar = (event) => event.target.closest?.("form.k-upload")?.querySelector("progress");
  document.addEventListener("htmx:beforeRequest", (event) => { const line = bar(event); if (line) { line.hidden = false; line.value = 0; } });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const line = bar(event);
    if (line && event.detail.lengthComputable) line.value = (event.detail.loaded / event.detail.total) * 100;
  });
  document.addEventListener("htmx:afterRequest", (event) => { const line = bar(event); if (line) line.hidden = true; });
})();
