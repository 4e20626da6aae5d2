/* The board: drag a card, or Shift and an arrow key on its title; the menu of a card needs no script. */
(() => {
  "use strict";
  const board = () => document.querySelector("[data-board]");
  const send = (card, stage) => {
    htmx.ajax("POST", card.dataset.moveUrl, { source: card, swap: "none", values: { to: stage } })
      .catch(() => {});
  };
  const dropped = (event) => {
    const card = event.item;
    const column = event.to.closest(".k-col");
    if (event.to === event.from) return;
    if (column.hasAttribute("data-won")) { location.assign(card.dataset.winUrl); return; }
    send(card, column.dataset.stage);
  };
  const arm = () => {
    if (!window.Sortable || !board()) return;
    board().querySelectorAll("[data-cards]").forEach((cards) => {
      window.Sortable.create(cards, {
        group: { name: "deals", put: true, pull: !cards.closest("[data-won]") },
        draggable: "[data-move-url]",
        filter: "details, summary, button",
        preventOnFilter: false,
        sort: false,
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        delay: 150,
        delayOnTouchOnly: true,
        onEnd: dropped,
      });
    });
  };
  document.addEventListener("keydown", (event) => {
    if (!event.shiftKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    const card = event.target.closest?.("[data-move-url]");
    if (!card) return;
    event.preventDefault();
    const columns = [...board().querySelectorAll(".k-col")];
    const at = columns.indexOf(card.closest(".k-col"));
    const next = columns[at + (event.key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    if (next.hasAttribute("data-won")) location.assign(card.dataset.winUrl);
    else send(card, next.dataset.stage);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "board" || event.target.id === "board") arm();
  });
  arm();
})();
