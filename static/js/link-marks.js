/* Marks in the text and cards in the margin belong together by data-claim.
 *
 *   <span class="mark mark-open" data-claim="12">…<a class="mark-no" href="#claim-12">1</a></span>
 *   <article class="card claim-card" id="claim-12" data-claim="12" tabindex="-1">…</article>
 *
 * Pointing at one or reaching it by Tab lights the other (is-linked); a click on the mark, or Enter
 * on its number, makes both current and puts the focus on the card; the card's mark is scrolled into view.
 */

const partners = (claim) => document.querySelectorAll(`[data-claim="${CSS.escape(claim)}"]`);
const holder = (event) => event.target.closest?.("[data-claim]");
const isMark = (element) => element.classList.contains("mark");

function flag(name, claim) {
  for (const element of document.querySelectorAll(`[data-claim].${name}`)) element.classList.remove(name);
  if (claim) for (const element of partners(claim)) element.classList.add(name);
}

document.addEventListener("pointerover", (event) => flag("is-linked", holder(event)?.dataset.claim));

document.addEventListener("focusin", (event) => {
  const element = holder(event);
  if (!element) return;
  flag("is-linked", element.dataset.claim);
  if (isMark(element)) return;
  flag("is-current", element.dataset.claim);
  const mark = [...partners(element.dataset.claim)].find(isMark);
  // After list-keys.js has scrolled to the card: the card's margin is sticky, the text is not.
  requestAnimationFrame(() => mark?.scrollIntoView({ block: "nearest" }));
});

document.addEventListener("click", (event) => {
  const mark = holder(event);
  if (!mark || !isMark(mark) || !document.getSelection().isCollapsed) return;
  const card = [...partners(mark.dataset.claim)].find((element) => !isMark(element));
  if (!card) return;
  event.preventDefault();
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
});
