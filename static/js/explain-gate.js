/* Says beside the button what the policy makes of the verdict that is chosen, before one presses.
 *
 *   <form data-explains-gate>
 *     <input type="radio" name="verdict" value="contested">
 *     <p class="gate gate-open" data-gate="contested"
 *        data-gate-words="Would be refused: supported by 1, refuted by 0 so far.">Needs …</p>
 *     <p class="gate" data-gate-now>Choose a verdict first.</p></form>
 */

function explain(form) {
  const now = form.querySelector("[data-gate-now]");
  const chosen = form.querySelector("input[name=verdict]:checked");
  const gate = chosen && form.querySelector(`[data-gate="${chosen.value}"]`);
  if (!now || !gate) return;
  const isMet = gate.classList.contains("gate-met");
  const isSetAside = !isMet && form.elements.override_reason?.value.trim();
  now.textContent = isSetAside ? "The policy is set aside, for the reason you give." : gate.dataset.gateWords;
  now.classList.toggle("gate-met", isMet);
  now.classList.toggle("gate-open", !isMet);
}

const explainAll = () => document.querySelectorAll("form[data-explains-gate]").forEach(explain);

for (const kind of ["change", "input"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("form[data-explains-gate]");
    if (form) explain(form);
  });
}
document.addEventListener("live:swapped", explainAll);
explainAll();
