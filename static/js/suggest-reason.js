/* Begins the reason of a verdict with what the evidence says, as the server has put it into words.
 *
 *   <form><input type="radio" name="verdict" data-suggestion="Supported by “The register”.">
 *     <textarea data-suggested></textarea></form>
 *
 * Choosing a verdict fills an empty field, and one that still says what was put there; words that
 * somebody typed are never touched. What was put there stands in data-filled, so that keep-draft.js
 * keeps no draft of it. It follows the evidence when that changes (live-swap.js).
 */

const isUntouched = (field) => !field.value.trim() || field.value === field.dataset.filled;

function fill(form) {
  const field = form.querySelector("textarea[data-suggested]");
  const chosen = form.querySelector("input[data-suggestion]:checked");
  if (!field || !chosen || field === document.activeElement || !isUntouched(field)) return;
  const { suggestion } = chosen.dataset;
  if (field.value !== suggestion) field.value = suggestion;
  field.dataset.filled = suggestion;
}

const formsOf = () => document.querySelectorAll("form:has(textarea[data-suggested])");

document.addEventListener("change", (event) => {
  const form = event.target.matches?.("form") ? event.target : event.target.form;
  if (form?.querySelector("textarea[data-suggested]") && !event.target.matches("textarea")) fill(form);
});
document.addEventListener("live:swapped", () => formsOf().forEach(fill));
formsOf().forEach(fill);
