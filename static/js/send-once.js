/* Sends a form once: keys pressed twice, and double clicks, meet a form that is on its way.
 *
 *   <main data-send-once> … <form method="post">…</form> … </main>
 *
 * The second submit would end the first answer, and bring a refusal of what was just saved. A form
 * may be sent again when its page is shown again, or when no answer came for a while.
 */

// An answer that has not come by now may never come.
const WHILE = 5_000;
const sent = new Map();

const isOnItsWay = (form) => Date.now() - (sent.get(form) ?? 0) < WHILE;

document.addEventListener(
  "submit",
  (event) => {
    if (!isOnItsWay(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

// Last of all: whoever stops a submit, or sends it by htmx, has done so by now.
window.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-send-once] form[method=post]");
  if (form && !event.defaultPrevented) sent.set(form, Date.now());
});
window.addEventListener("pageshow", () => sent.clear());
