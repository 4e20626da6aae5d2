/* The board: drag a card, use its menu, or the arrow keys; with Shift they move the card. All post the same move. */
(() => {
  "use strict";
  const board = () => document.querySelector("[data-board]");
  const again = () => htmx.trigger(document.body, "kring:moved");
  let focused = ""; // the card that gets the focus back when the board has been fetched again

  const send = (card, stage) => {
    focused = `deal-${card.dataset.deal}`;
    const seen = card.dataset.seen || card.closest("[data-stage]").dataset.stage;
    htmx.ajax("POST", card.dataset.moveUrl, { source: card, swap: "none", values: { to: stage, seen } })
      .catch(again);
  };
  const dropped = (event) => {
    const card = event.item;
    const column = event.to.closest(".k-col");
    if (event.to === event.from) return;
    if (column.hasAttribute("data-won")) { location.assign(card.dataset.winUrl); return; }
    card.dataset.seen = event.from.closest(".k-col").dataset.stage;
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

  /* Arrow keys walk over the cards; with Shift, left and right move the card itself. */
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const walk = (card, [across, down]) => {
    const columns = [...board().querySelectorAll(".k-col")];
    const cards = (column) => [...column.querySelectorAll("[data-deal]")];
    let at = columns.indexOf(card.closest(".k-col"));
    const row = cards(columns[at]).indexOf(card);
    if (down) return cards(columns[at])[row + down];
    for (at += across; columns[at]; at += across) {
      const there = cards(columns[at]);
      if (there.length) return there[Math.min(row, there.length - 1)];
    }
    return null;
  };
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const card = step && event.target.closest?.("[data-board] [data-deal]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("details[open]")) return;
    if (!event.shiftKey) {
      const next = walk(card, step);
      if (next) { event.preventDefault(); next.querySelector(".t a").focus(); }
      return;
    }
    if (!card.dataset.moveUrl || !step[0]) return;
    event.preventDefault();
    const columns = [...board().querySelectorAll(".k-col")];
    const next = columns[columns.indexOf(card.closest(".k-col")) + step[0]];
    if (!next) return;
    if (next.hasAttribute("data-won")) location.assign(card.dataset.winUrl);
    else send(card, next.dataset.stage);
  });

  /* The menu posts the same move without leaving the page; without this script its form does. */
  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-board] button[name=to]");
    if (!choice) return;
    event.preventDefault();
    send(choice.closest("[data-deal]"), choice.value);
  });

  /* A move that failed leaves the card where the server says it is. */
  ["htmx:responseError", "htmx:sendError"].forEach((name) => document.body.addEventListener(name, (event) => {
    if (event.target.closest?.("[data-move-url]")) again();
  }));

  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "board" && event.target.id !== "board") return;
    arm();
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    focused = "";
  });
  arm();
})();
