/* Keys for the item one stands on: each belongs to a visible button in every item, and works in the
 * one that has the focus, or was walked to last, or is named by the address (#sentence-9).
 *
 *   <div data-list="unseen">
 *     <span data-item="9" id="sentence-9">… <button data-line-key="a">Check it</button></span>
 *   </div>
 *
 * The named one gets the focus, so that the next key works after a page was sent.
 */

const BUTTON = "[data-line-key]";
const isBusy = (element) => element.closest("input, textarea, select, dialog, [contenteditable]");
const named = () => (location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);

function current() {
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.querySelector(BUTTON));
  return (
    items.find((item) => item.contains(document.activeElement)) ??
    items.find((item) => item.classList.contains("is-current")) ??
    items.find((item) => item === named())
  );
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
  if (document.documentElement.dataset.keys === "off" || isBusy(event.target)) return;
  if (!document.getSelection().isCollapsed) return;
  const buttons = [...(current()?.querySelectorAll(BUTTON) ?? [])];
  const button = buttons.find((one) => one.dataset.lineKey === event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
}, { capture: true });

// After the browser has gone to the name, which takes the focus away.
addEventListener("load", () => requestAnimationFrame(() => {
  const button = named()?.querySelector(BUTTON);
  button?.focus({ preventScroll: true });
  button?.scrollIntoView({ block: "center", behavior: "instant" });
}));
