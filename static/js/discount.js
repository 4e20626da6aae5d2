/* While a discount is typed: how much more volume it takes. The saved deal says the same without this script. */
(() => {
  "use strict";
  const note = document.getElementById("discount-note");
  const field = (name) => document.getElementById(`id_${name}`);
  if (!note || !field("discount")) return;
  const dutch = document.documentElement.lang === "nl";
  const margins = JSON.parse(note.dataset.margins);
  const read = (text) => { // 1.234,5 and 1,234.5 alike: the last mark is the decimal one
    const plain = text.trim().replace(/[.,](?=.*[.,])/g, "").replace(",", ".");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  };
  const write = (number) => {
    const text = (Math.round(number * 10 + 1e-9) / 10).toFixed(1);
    return `${dutch ? text.replace(".", ",") : text}%`;
  };
  const show = () => {
    const discount = read(field("discount").value);
    const typed = read(field("margin").value);
    const margin = Number.isNaN(typed) ? Number(margins[field("product").value] ?? NaN) : typed;
    if (!(discount > 0)) { note.textContent = ""; return; }
    if (!(margin > 0)) { note.textContent = note.dataset.ask; return; }
    const sentence = discount < margin ? note.dataset.says : note.dataset.never;
    note.textContent = sentence
      .replace("%(discount)s", write(discount))
      .replace("%(margin)s", write(margin))
      .replace("%(extra)s", write((discount * 100) / (margin - discount)));
  };
  ["discount", "margin", "product"].forEach((name) => field(name).addEventListener("input", show));
  show();
})();
