/* Dialogs open from a button; menus close when one looks elsewhere.
 *
 *   <button type="button" data-opens="drop">Drop…</button>   <dialog id="drop">…</dialog>
 *   <details data-menu><summary>More</summary>…</details>
 *   <details><summary>Add</summary><form>… <a href="…" data-closes>Cancel</a></form></details>
 */

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const target = opener && document.getElementById(opener.dataset.opens);
  if (target?.showModal && !target.open) target.showModal();
  if (event.target.matches("dialog[open]")) event.target.close();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("click", (event) => {
  const details = event.target.closest("[data-closes]")?.closest("details");
  if (!details) return;
  event.preventDefault();
  details.open = false;
  details.querySelector("summary").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
