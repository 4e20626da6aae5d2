/* Suggestions while typing in a field with data-options; without this file a name or number is typed in full. */
(() => {
  "use strict";
  let timer = null;
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-options]");
    if (!field || !field.list) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = field.value.trim();
      if (!typed || /\(#\d+\)$/.test(typed)) return;
      const response = await fetch(`${field.dataset.options}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
      if (!response.ok) return;
      const { options } = await response.json();
      field.list.replaceChildren(...options.map(({ value, label }) => {
        const option = document.createElement("option");
        option.value = value;
        if (label) option.label = `${value} ${label}`;
        return option;
      }));
    }, 200);
  });
})();
