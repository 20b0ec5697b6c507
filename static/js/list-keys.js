/* A list walked by keys: j and k (or nothing but Tab) move, Enter opens, x ticks, Shift+x ticks up to
 * the one ticked before. The place is kept for the tab, so that coming back lands on it.
 *
 *   <tbody data-list="queue">
 *     <tr data-item="17"><td><input type="checkbox" …></td><td><a href="…">The claim</a></td></tr>
 *   </tbody>
 *
 * An item with a tabindex takes the focus itself (margin cards); otherwise its [data-open] link, or
 * its first link, does. The current item has the class is-current.
 */

const place = (list) => `factcheck:place:${list.dataset.list || location.pathname}`;

/* The item of the list that was kept, in a browser that keeps anything. */
function keep(list, item) {
  try {
    if (item) sessionStorage.setItem(place(list), item);
    return sessionStorage.getItem(place(list));
  } catch {
    return null;
  }
}

const itemsOf = (list) =>
  [...list.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
const linkOf = (item) => item.querySelector("[data-open]") ?? item.querySelector("a[href]");

function mark(list, item) {
  for (const other of list.querySelectorAll("[data-item].is-current")) {
    if (other !== item) other.classList.remove("is-current");
  }
  item.classList.add("is-current");
  keep(list, item.dataset.item);
}

function restore(list) {
  list.dataset.keysHelp = list.querySelector("[data-item] input[type=checkbox]")
    ? "j=Next;k=Previous;x=Select;shift+x=Select up to here;enter=Open"
    : "j=Next;k=Previous;enter=Open";
  const kept = keep(list);
  const item = kept && itemsOf(list).find((one) => one.dataset.item === kept);
  if (item) mark(list, item);
}

const isBusy = (element) => element.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");

const activeList = () =>
  document.activeElement?.closest("[data-list]") ??
  [...document.querySelectorAll("[data-list]")].find((list) => list.checkVisibility());

function step(list, by) {
  const items = itemsOf(list);
  const here = items.findIndex((item) => item.classList.contains("is-current"));
  const next = items[Math.min(Math.max(here + by, 0), items.length - 1)];
  if (!next) return;
  mark(list, next);
  (next.hasAttribute("tabindex") ? next : linkOf(next))?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function tick(item, shiftKey) {
  item
    .querySelector("input[type=checkbox]")
    ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.shiftKey && event.key.toLowerCase() !== "x") return;
  if (document.documentElement.dataset.keys === "off" || isBusy(event.target)) return;
  const list = activeList();
  if (!list) return;
  const current = list.querySelector("[data-item].is-current");
  if (event.key === "j") step(list, 1);
  else if (event.key === "k") step(list, -1);
  else if (event.key.toLowerCase() === "x" && current) tick(current, event.shiftKey);
  else if (event.key === "Enter" && current && (event.target === current || event.target === document.body)) {
    linkOf(current)?.click();
  } else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest("[data-item]");
  if (item) mark(item.closest("[data-list]") ?? item, item);
});

const restoreAll = () => document.querySelectorAll("[data-list]").forEach(restore);
restoreAll();
for (const event of ["htmx:afterSettle", "live:swapped"]) document.addEventListener(event, restoreAll);
