/* Asks before leaving a page with text typed into a form that keeps no draft.
 *
 *   <form method="post" data-warn-leaving>…</form>
 */

const changed = new Set();
const formOf = (event) => event.target.closest?.("form[data-warn-leaving]:not([data-keep-draft])");

document.addEventListener("input", (event) => formOf(event) && changed.add(formOf(event)));
document.addEventListener("submit", (event) => changed.delete(formOf(event)));
document.addEventListener("reset", (event) => changed.delete(formOf(event)));

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
