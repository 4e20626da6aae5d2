/* What the browser adds to pages that work without it: search dialog, keys, toasts, menus, the theme. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const body = document.body;
  document.documentElement.classList.add("js");
  const typing = (target) =>
    target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(target.type));

  /* ---- Dialogs: [data-open="id"] opens, [data-close] closes, a click on the backdrop closes ---- */
  const open = (dialog) => {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const field = $("[autofocus], input:not([type=hidden]), button", dialog);
    if (field) { field.focus(); if (field.select) field.select(); }
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    const dialog = opener && document.getElementById(opener.dataset.open);
    if (dialog && dialog.showModal && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(dialog);
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.tagName === "DIALOG") event.target.close();
  });

  /* ---- Menus are <details>: one open at a time; Escape and a click elsewhere close them ---- */
  const closeMenus = (except) => $$("details[data-menu][open]").forEach((menu) => {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("htmx:beforeRequest", (event) => { // a chosen item that opens on this page
    const menu = event.target.matches?.("a.k-item") && event.target.closest("details[data-menu]");
    if (menu) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest?.("details[data-menu][open]") || $("details[data-menu][open]");
    if (menu) { menu.open = false; $("summary", menu).focus(); }
  });

  /* ---- Search dialog: a combobox over results from the server and the commands in the page ---- */
  const palette = $("#palette");
  const field = palette && $("[role=combobox]", palette);
  const list = palette && $("[role=listbox]", palette);
  let chosen = null;
  const options = () => $$("[role=option]", list).filter((option) => !option.closest("[hidden]") && !option.hidden);
  const choose = (option) => {
    $$('[aria-selected="true"]', list).forEach((other) => other.setAttribute("aria-selected", "false"));
    chosen = option || null;
    if (!chosen) { field.removeAttribute("aria-activedescendant"); return; }
    chosen.id ||= `pal-${options().indexOf(chosen)}-${chosen.dataset.key || "x"}`;
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const narrow = () => {
    const only = field.value.startsWith(">");
    const words = field.value.replace(/^>/, "").trim().toLowerCase();
    const results = $("#pal-results");
    results.hidden = only;
    if (!field.value.trim()) results.replaceChildren();
    $$(".opt", $("#pal-commands")).forEach((option) => {
      option.hidden = Boolean(words) && !option.textContent.toLowerCase().includes(words);
    });
    $("#pal-commands").hidden = !$$(".opt", $("#pal-commands")).some((option) => !option.hidden);
    choose(options()[0]);
  };
  if (palette && field) {
    field.addEventListener("input", narrow);
    palette.addEventListener("close", () => { field.value = ""; narrow(); });
    $("#pal-results").addEventListener("htmx:afterSwap", () => choose(options()[0]));
    field.addEventListener("keydown", (event) => {
      const all = options();
      const at = all.indexOf(chosen);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(all[(at + step + all.length) % all.length]);
      } else if (event.key === "Home" && event.ctrlKey) { choose(all[0]); }
      else if (event.key === "End" && event.ctrlKey) { choose(all[all.length - 1]); }
      else if (event.key === "Enter" && chosen) { event.preventDefault(); chosen.click(); }
    });
    list.addEventListener("mousemove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && option !== chosen) choose(option);
    });
    list.addEventListener("click", (event) => { if (event.target.closest("[role=option]")) palette.close(); });
    narrow();
  }

  /* ---- Keys: data-keys="g h" on a link or button; off while typing, off when the user says so ---- */
  let first = "";
  let timer = 0;
  const byKeys = (keys) => $$(`[data-keys~="${CSS.escape(keys)}"]`).find((element) => !element.closest("[hidden]"));
  const press = (element) => {
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
    if (element.matches("label")) $("input[type=text], textarea", element.form || element.closest("form"))?.focus();
  };
  const rows = () => $$(".k-table tbody tr, .k-rows > li").filter((row) => $("a[href]", row));
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const row = all[Math.min(Math.max(at + step, 0), all.length - 1)] || all[0];
    ($("th a[href], td a[href], .t a[href], a[href]", row)).focus();
    row.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      open(palette);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (body.dataset.shortcuts === "off" || $("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key.length !== 1) return;
    clearTimeout(timer);
    const pair = first ? byKeys(`${first}${key}`) : null;
    first = "";
    if (pair) { event.preventDefault(); press(pair); return; }
    if (key === "/" && palette) { event.preventDefault(); open(palette); return; }
    if (key === "?") { event.preventDefault(); open($("#keys")); return; }
    if (key === "j" || key === "k") { move(key === "j" ? 1 : -1); return; }
    if (key === "x") {
      const box = $("input[type=checkbox]", document.activeElement.closest("tr, li") || document.createElement("i"));
      if (box) { event.preventDefault(); box.click(); }
      return;
    }
    const single = byKeys(key);
    if (single) { event.preventDefault(); press(single); return; }
    if ($(`[data-keys^="${CSS.escape(key)}"]`)) { first = key; timer = setTimeout(() => { first = ""; }, 1200); }
  });

  /* ---- Toasts: leave after six seconds, never while somebody points at or stands in them ---- */
  const toasts = $("#toasts");
  const retire = (toast) => {
    let left = 6000;
    let started = 0;
    let clock = 0;
    const go = () => { started = Date.now(); clock = setTimeout(() => toast.remove(), left); };
    const stop = () => { clearTimeout(clock); left = Math.max(left - (Date.now() - started), 2000); };
    ["mouseenter", "focusin"].forEach((name) => toast.addEventListener(name, stop));
    ["mouseleave", "focusout"].forEach((name) => toast.addEventListener(name, go));
    go();
  };
  if (toasts) {
    $$(".k-toast", toasts).forEach(retire);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
      if (node.classList?.contains("k-toast")) retire(node);
    }))).observe(toasts, { childList: true });
  }
  const say = (words) => {
    const template = $("#toast-template");
    if (!toasts || !template || !words) return;
    const toast = template.content.firstElementChild.cloneNode(true);
    $("span", toast).textContent = words;
    toasts.append(toast);
  };

  /* ---- htmx: a thin bar after 400 ms, focus kept, a sentence when the server says no ---- */
  let running = 0;
  let bar = 0;
  body.addEventListener("htmx:beforeRequest", () => {
    running += 1;
    clearTimeout(bar);
    bar = setTimeout(() => { if (running) body.classList.add("k-busy"); }, 400);
  });
  body.addEventListener("htmx:afterRequest", () => {
    running = Math.max(running - 1, 0);
    if (!running) { clearTimeout(bar); body.classList.remove("k-busy"); }
  });
  body.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.detail.elt;
    if (document.activeElement !== body || !fresh?.isConnected || palette?.open) return;
    const next = $("[autofocus], .k-errsum", fresh) || fresh.closest("[tabindex]") || $("#main");
    next?.focus({ preventScroll: true });
  });
  body.addEventListener("htmx:responseError", () => say(body.dataset.refused));
  body.addEventListener("htmx:sendError", () => say(body.dataset.offline));
  body.addEventListener("kring:toast", (event) => say(event.detail.value));

  body.addEventListener("htmx:configRequest", (event) => { // an address says only what is filtered
    if (event.detail.verb !== "get" || !event.target.matches("form")) return;
    const data = event.detail.formData;
    [...data.keys()].forEach((key) => { if (data.getAll(key).every((value) => value === "")) data.delete(key); });
  });

  /* ---- Small helps ---- */
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
    const all = event.target.closest("[data-select-all]");
    if (all) $$(`tbody input[type=checkbox]`, all.closest("table")).forEach((box) => { box.checked = all.checked; });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < 1500) event.preventDefault();
    form.dataset.sentAt = String(Date.now());
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-theme-form]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    const root = document.documentElement;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    const data = new FormData(form);
    data.set("theme", next);
    root.dataset.theme = root.dataset.bsTheme = next;
    fetch(form.action, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" });
  });

  /* A region that scrolls can be reached with Tab; one that does not stays out of the way. */
  const reachable = (region) => {
    const scrolls = region.scrollWidth > region.clientWidth + 1;
    region.classList.toggle("k-scrolls", scrolls);
    if (!scrolls) { region.removeAttribute("tabindex"); region.removeAttribute("role"); return; }
    region.tabIndex = 0;
    if (region.ariaLabel || region.hasAttribute("aria-labelledby")) region.setAttribute("role", "region");
  };
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => reachable(entry.target)));
  const watch = (root) => $$(".k-scroll", root).forEach((region) => { reachable(region); watcher.observe(region); });
  watch(document);
  body.addEventListener("htmx:load", (event) => watch(event.detail.elt.parentElement || document));

  /* A row of tabs that scrolls starts at the open one. */
  $$(".k-tabs").forEach((row) => {
    const open = $("[aria-current]", row);
    if (open && open.offsetLeft + open.offsetWidth > row.offsetLeft + row.clientWidth) row.scrollLeft = open.offsetLeft - row.offsetLeft - 32;
  });

  /* The error summary and a fragment asked for by its address get the focus when a page opens on them. */
  $("form[method=post] .k-errsum")?.focus();
})();
