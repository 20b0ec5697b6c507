/* The margin goes along with the text, so that the card of what one reads is beside it.
 *
 *   <div class="margin-body" data-follow>
 *     <article id="claim-12" data-claim="12">…</article>     its mark in the text has the id mark-12
 *   </div>
 *
 * The line one reads on moves from the top of the margin to its bottom as the page is scrolled from
 * its top to its end; between two marks the margin stands between their two cards. Nothing moves by
 * itself: only a scroll of the page moves the margin. A margin scrolled by hand, or by the focus on
 * a card, comes back to its place while the page is scrolled on. For whoever asks for less motion
 * the margin changes once, when the page has come to rest.
 */

const wide = matchMedia("(min-width: 56rem)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const FADES_OVER = 400; // pixels of the page

let apart = 0;
let put = 0;
let before = scrollY;

const margin = () => document.querySelector("[data-follow]");
const markOf = (card) => document.getElementById(`mark-${card.dataset.claim}`);
const between = (low, high, value) => Math.min(Math.max(value, low), high);

/* Where each mark is in the window, and its card in the margin; text and margin end together. */
function points(box, frame) {
  const found = [];
  for (const card of box.querySelectorAll("[data-item][data-claim]")) {
    const mark = markOf(card);
    if (!mark || !card.checkVisibility()) continue;
    const at = mark.getBoundingClientRect().top;
    if (found.length && at < found.at(-1).at) continue;
    found.push({ at, card: card.getBoundingClientRect().top - frame.top + box.scrollTop });
  }
  return found;
}

/* How far the margin is to be scrolled for the place where the page is. */
function place(box) {
  const frame = box.getBoundingClientRect();
  const long = document.documentElement.scrollHeight - innerHeight;
  const line = frame.top + (long > 0 ? between(0, 1, scrollY / long) : 0) * frame.height;
  const all = points(box, frame);
  const text = document.querySelector("[data-article-text]").getBoundingClientRect();
  const stops = [{ at: text.top, card: 0 }, ...all, { at: text.bottom, card: box.scrollHeight }];
  const next = stops.findIndex((stop) => stop.at > line);
  if (next < 0) return box.scrollHeight - frame.height;
  if (next === 0) return 0;
  const [one, other] = [stops[next - 1], stops[next]];
  const share = (line - one.at) / (other.at - one.at || 1);
  return one.card + share * (other.card - one.card) - (line - frame.top);
}

function putAt(box, top) {
  box.scrollTop = top;
  put = box.scrollTop;
}

function follow() {
  const box = margin();
  const moved = Math.abs(scrollY - before);
  before = scrollY;
  if (!box || !moved || !wide.matches) return;
  apart *= between(0, 1, 1 - moved / FADES_OVER);
  putAt(box, place(box) + apart);
}

/* The card one comes to, or to something in it, stands beside its mark. */
function beside(card) {
  const box = margin();
  const mark = markOf(card);
  if (!mark || !wide.matches) return;
  const frame = box.getBoundingClientRect();
  const rect = card.getBoundingClientRect();
  const seen = Math.min(frame.bottom, innerHeight) - frame.top;
  const room = Math.max(seen - rect.height, 0);
  const wanted = between(0, room, mark.getBoundingClientRect().top - frame.top);
  putAt(box, rect.top - frame.top + box.scrollTop - wanted);
  apart = box.scrollTop - place(box);
  before = scrollY;
}

let asked = false;
document.addEventListener("scroll", (event) => {
  const box = margin();
  if (event.target === box && Math.abs(box.scrollTop - put) > 1) apart = box.scrollTop - place(box);
  if (event.target !== document || asked || still.matches) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}, { capture: true, passive: true });

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("[data-follow] [data-item][data-claim]");
  // After link-marks.js has scrolled the mark into view, and the page has followed that.
  if (card) requestAnimationFrame(() => requestAnimationFrame(() => beside(card)));
});

document.addEventListener("scrollend", () => still.matches && follow());
