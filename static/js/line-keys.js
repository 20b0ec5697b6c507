/* Keys for the item one stands on: each belongs to a visible button in every item, and works in the
 * current one, or in the first where none is.
 *
 *   <div data-list="unseen">
 *     <span data-item="9">… <button data-line-key="a">Check it</button></span>
 *   </div>
 *
 * An item that the address names (#sentence-9, inside which or round which it is) gets the focus, so
 * that the next key works after a page was sent.
 */

const BUTTON = "[data-line-key]";
const isBusy = (element) => element.closest("input, textarea, select, dialog, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
  if (document.documentElement.dataset.keys === "off" || isBusy(event.target)) return;
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.querySelector(BUTTON));
  const item = items.find((one) => one.classList.contains("is-current")) ?? items[0];
  const button = [...(item?.querySelectorAll(BUTTON) ?? [])].find((one) => one.dataset.lineKey === event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
named?.querySelector(BUTTON)?.focus({ preventScroll: true });
