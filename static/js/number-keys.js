/* Numbers for the first nine of a list, where pressing one does something with it.
 *
 *   <button name="stance" value="supports" data-number="1">Supports <kbd>1</kbd></button>
 *   <button name="stance" value="refutes" data-number="shift+1">Refutes <kbd>⇧ 1</kbd></button>
 *   <li data-item="…">…<button data-number="3" …></li>   l presses the one of the line one is on
 *   <form role="search" hx-get="…" data-number-search>    arrow down leaves its box for the list,
 *                                                         and so does Enter once the list is there
 *
 * Only what can be seen answers, and nothing while one types. The key sheet can switch it off.
 */

const isTyping = (element) =>
  element.isContentEditable ||
  element.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

const numbered = (root = document) =>
  [...root.querySelectorAll("[data-number]")].filter(
    (one) => !one.matches(":disabled") && one.checkVisibility({ visibilityProperty: true }),
  );

/* By its place, because with Shift most keyboards write another sign. */
function numberOf(event) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && (event.shiftKey ? `shift+${digit}` : digit);
}

// Two presses in a row are one: the page that answers is on its way.
let sent = false;
window.addEventListener("pageshow", () => (sent = false));

function press(control) {
  if (sent) return;
  sent = Boolean(control.form);
  control.focus();
  control.click();
}

function wanted(event) {
  const number = numberOf(event);
  if (number) return numbered().find((one) => one.dataset.number === number);
  if (event.key !== "l" || event.shiftKey) return undefined;
  const here = document.activeElement?.closest("[data-item]") ?? document.querySelector("[data-item].is-current");
  return here ? numbered(here)[0] : numbered().find((one) => one.closest("[data-item]"));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const box = event.target.closest?.("[data-number-search] input");
  if (box && event.key === "ArrowDown") {
    numbered(box.closest("details, main") ?? document)[0]?.focus();
    event.preventDefault();
    return;
  }
  if (isTyping(event.target) || document.documentElement.dataset.keys === "off") return;
  if (document.querySelector("dialog[open]")) return;
  const control = wanted(event);
  if (!control) return;
  event.preventDefault();
  press(control);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { elt, triggeringEvent } = event.detail.requestConfig ?? {};
  if (triggeringEvent?.type === "submit" && elt?.matches("[data-number-search]")) numbered(event.target)[0]?.focus();
});
