/* @ in the composer's line: the people of the account, by keyboard. Without this file a name is typed in full. */
(() => {
  "use strict";
  let box = null, field = null, start = -1, timer = 0, at = -1, asked = 0;
  const options = () => (box ? [...box.children] : []);
  const close = () => {
    clearTimeout(timer);
    asked += 1;
    box?.remove();
    box = null;
    at = -1;
    field?.setAttribute("aria-expanded", "false");
    field?.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const all = options();
    if (!all.length) return;
    at = (index + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };
  const take = (name) => {
    const end = field.selectionStart;
    field.setRangeText(`@${name} `, start, end, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const show = (people) => {
    box?.remove();
    if (!people.length) { close(); return; }
    box = document.createElement("ul");
    box.className = "k-mentions";
    box.id = "mentions";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "@");
    people.forEach((name, i) => {
      const option = document.createElement("li");
      option.id = `mention-${i}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
      box.append(option);
    });
    field.parentElement.append(box);
    field.setAttribute("aria-expanded", "true");
    mark(0);
  };
  const typed = () => {
    const before = field.value.slice(0, field.selectionStart);
    const found = /(?:^|[^\w@])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(before);
    if (!found) { close(); return; }
    start = before.length - found[1].length - 1;
    clearTimeout(timer);
    const mine = (asked += 1);
    timer = setTimeout(async () => {
      const response = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(found[1])}`, { credentials: "same-origin" });
      if (!response.ok || mine !== asked) return;
      const { people } = await response.json();
      if (mine === asked) show(people);
    }, 120);
  };
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest?.("[data-mentions]");
    if (!line) return;
    field = line;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "mentions");
    field.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("input", (event) => { if (event.target === field && !event.isComposing) typed(); });
  document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field || !box) return;
    const keys = { ArrowDown: () => mark(at + 1), ArrowUp: () => mark(at - 1), Escape: close,
      Enter: () => take(options()[at].textContent), Tab: () => take(options()[at].textContent) };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }, true);
})();
