/* Marks in the text and cards in the margin belong together by data-claim.
 *
 *   <span class="mark mark-open" data-claim="12">…<a class="mark-no" href="#claim-12">1</a></span>
 *   <article class="card claim-card" id="claim-12" data-claim="12" tabindex="-1">…</article>
 *
 * Pointing at one or reaching it by Tab lights the other (is-linked); a click on the mark, or Enter
 * on its number, makes both current and puts the focus on the card; the card's mark is scrolled into
 * view. Words that too many marks share name the outer ones in data-under="7 8".
 *
 * Where the cards stand below the text, the card comes up over its foot (is-peeking) instead, until
 * it is closed, with Escape, its button or a tap elsewhere.
 */

const wide = matchMedia("(min-width: 56rem)");
const partners = (claim) => {
  const name = CSS.escape(claim);
  return document.querySelectorAll(`[data-claim="${name}"], [data-under~="${name}"]`);
};
const holder = (event) => event.target.closest?.("[data-claim]");
const isMark = (element) => element.classList.contains("mark");
const cardOf = (claim) => document.getElementById(`claim-${claim}`);

function flag(name, claim) {
  for (const element of document.querySelectorAll(`.${name}:is([data-claim], [data-under])`)) {
    element.classList.remove(name);
  }
  if (claim) for (const element of partners(claim)) element.classList.add(name);
}

/* The mark, away from the window's edges, so that what stands round it can be read. */
function show(claim) {
  const mark = document.getElementById(`mark-${claim}`);
  if (!mark) return;
  const { top, bottom } = mark.getBoundingClientRect();
  const isEasy = top >= innerHeight * 0.12 && bottom <= innerHeight * 0.75;
  const block = bottom - top < innerHeight / 2 ? "center" : "start";
  // At once: the margin is put beside it in the next frame.
  if (!isEasy) mark.scrollIntoView({ block, behavior: "instant" });
}

function unpeek() {
  for (const card of document.querySelectorAll(".is-peeking")) {
    card.classList.remove("is-peeking");
    card.querySelector("[data-unpeek]")?.remove();
  }
}

function peek(card) {
  unpeek();
  card.classList.add("is-peeking");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-sm";
  close.dataset.unpeek = "";
  close.textContent = "Close";
  card.querySelector(".claim-card-foot").append(close);
}

document.addEventListener("pointerover", (event) => flag("is-linked", holder(event)?.dataset.claim));

document.addEventListener("focusin", (event) => {
  const element = holder(event);
  if (!element) return;
  flag("is-linked", element.dataset.claim);
  if (isMark(element)) return;
  flag("is-current", element.dataset.claim);
  // After list-keys.js has scrolled to the card: the card's margin is sticky, the text is not.
  if (wide.matches) requestAnimationFrame(() => show(element.dataset.claim));
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-unpeek]") || !event.target.closest?.(".is-peeking")) {
    const card = document.querySelector(".is-peeking");
    unpeek();
    if (event.target.closest?.("[data-unpeek]")) {
      document.querySelector(`#mark-${CSS.escape(card.dataset.claim)} .mark-no`)?.focus({ preventScroll: true });
      return;
    }
  }
  const mark = holder(event);
  if (!mark || !isMark(mark) || !document.getSelection().isCollapsed) return;
  const card = cardOf(mark.dataset.claim);
  if (!card) return;
  event.preventDefault();
  if (wide.matches) card.scrollIntoView({ block: "nearest" });
  else peek(card);
  card.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => event.key === "Escape" && unpeek());
