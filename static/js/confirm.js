/* Asks before a step that is hard to take back.
 *
 *   <button data-confirm="Drop this claim? The reason stays in its history.">Drop</button>
 */

document.addEventListener(
  "click",
  (event) => {
    const control = event.target.closest("[data-confirm]");
    if (!control || window.confirm(control.dataset.confirm)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
