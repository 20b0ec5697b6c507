/* A disclosure that is opened puts the cursor into its first field.
 *
 *   <details data-first-field><summary data-key="e">Link evidence</summary> … </details>
 */

document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!details.matches("details[data-first-field]") || !details.open) return;
    if (!details.contains(document.activeElement)) return;
    const field = details.querySelector(
      "form[method=post] :is(input, textarea, select):not([type=hidden], [type=radio], :disabled)",
    );
    field?.focus();
  },
  { capture: true },
);
