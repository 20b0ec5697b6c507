/* Stops a form whose date is only half typed: a browser would send it as if it were empty.
 *
 *   <form method="post" novalidate> … <input type="datetime-local" data-half-typed> … </form>
 *
 * The browser says in its own words what is missing, beside the field.
 */

document.addEventListener(
  "submit",
  (event) => {
    const half = [...event.target.elements].find(
      (field) => field.matches("[data-half-typed]") && field.validity.badInput,
    );
    if (!half) return;
    event.preventDefault();
    event.stopPropagation();
    half.reportValidity();
  },
  { capture: true },
);
