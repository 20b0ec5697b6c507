/* Ticks all rows at once or a range of them, counts them, and shows the bar that acts on them.
 *
 *   <form data-check-form>
 *     <input type="checkbox" data-check-all aria-label="Select all on this page">
 *     <input type="checkbox" name="claims" value="7" data-check> …
 *     <div class="bulk-bar" data-check-bar><span data-check-count></span> selected
 *       <button>Assign<span data-check-words></span></button></div>     Assign 3 claims
 *   </form>
 *
 * A click with Shift ticks everything between this row and the one ticked before. Boxes that are
 * disabled belong to a whole list that was selected: the bar stays. Without scripts the bar is
 * always there.
 */

const boxesOf = (form) => [...form.querySelectorAll("[data-check]")];
let last = null;

function refresh(form) {
  const boxes = boxesOf(form);
  if (boxes.some((box) => box.disabled)) return;
  const ticked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector("[data-check-all]");
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  for (const count of form.querySelectorAll("[data-check-count]")) count.textContent = ticked;
  const words = ticked === 1 ? " 1 claim" : ` ${ticked} claims`;
  for (const one of form.querySelectorAll("[data-check-words]")) one.textContent = words;
  for (const bar of form.querySelectorAll("[data-check-bar]")) bar.hidden = ticked === 0;
}

function fill(form, from, to, checked) {
  const boxes = boxesOf(form);
  const ends = [boxes.indexOf(from), boxes.indexOf(to)].sort((one, other) => one - other);
  if (ends[0] < 0) return;
  for (const box of boxes.slice(ends[0], ends[1] + 1)) box.checked = checked;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-check]");
  if (!box) return;
  if (event.shiftKey && last && last !== box) {
    fill(box.closest("[data-check-form]"), last, box, box.checked);
  }
  last = box;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-check-form]");
  if (!form) return;
  if (event.target.matches("[data-check-all]")) {
    for (const box of boxesOf(form)) box.checked = event.target.checked;
  }
  refresh(form);
});

const refreshAll = () => document.querySelectorAll("[data-check-form]").forEach(refresh);
refreshAll();
for (const event of ["htmx:afterSettle", "live:swapped"]) document.addEventListener(event, refreshAll);
window.addEventListener("pageshow", refreshAll);
