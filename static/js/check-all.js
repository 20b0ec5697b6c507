/* Ticks all rows at once, counts them, and shows the bar that acts on them.
 *
 *   <form data-check-form>
 *     <input type="checkbox" data-check-all aria-label="Select all on this page">
 *     <input type="checkbox" name="claims" value="7" data-check> …
 *     <div class="bulk-bar" data-check-bar><span data-check-count></span> selected <button>…</button></div>
 *   </form>
 *
 * Without scripts the bar is always there.
 */

const boxesOf = (form) => [...form.querySelectorAll("[data-check]")];

function refresh(form) {
  const boxes = boxesOf(form);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector("[data-check-all]");
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  for (const count of form.querySelectorAll("[data-check-count]")) count.textContent = ticked;
  for (const bar of form.querySelectorAll("[data-check-bar]")) bar.hidden = ticked === 0;
}

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
document.addEventListener("htmx:afterSettle", refreshAll);
