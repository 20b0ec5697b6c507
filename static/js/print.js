/* A button that prints the page.
 *
 *   <button type="button" class="btn js-only" data-print>Print it</button>
 */

document.addEventListener("click", (event) => event.target.closest?.("[data-print]") && window.print());
