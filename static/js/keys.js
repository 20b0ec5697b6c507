/* Keys for visible controls, and the sheet that lists them.
 *
 *   <a href="…" data-key="n">Take the next one <kbd>n</kbd></a>       n clicks it
 *   <input type="search" data-key="/" data-key-label="Search">        / puts the cursor in it
 *   <button data-key="mod+enter">Propose</button>                     Ctrl or Cmd with Enter, also
 *                                                                     while typing; the form one
 *                                                                     types in has the first say
 *   <ul data-keys-help="j=Next;k=Previous">                           more lines for the sheet
 *
 * Single letters are silent while a text field has the focus, and the reader can switch them off
 * in the sheet (<dialog data-key-sheet> with [data-key-list] and [data-keys-on]).
 */

const root = document.documentElement;
const STORE = "factcheck:keys";

/* What the reader chose, in a browser that keeps anything. */
function kept(choice) {
  try {
    if (choice) localStorage.setItem(STORE, choice);
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

root.classList.add("js");
root.dataset.keys = kept() === "off" ? "off" : "on";

const isTyping = (element) =>
  element.isContentEditable ||
  element.matches?.(
    "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file])",
  );

function keyOf(event) {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

function visibleControls() {
  const scope = document.querySelector("dialog[open]") ?? document;
  return [...scope.querySelectorAll("[data-key]")].filter(
    (control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(":disabled"),
  );
}

function press(control) {
  if (isTyping(control)) {
    control.focus();
    control.select?.();
    return;
  }
  control.focus();
  control.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
  const key = keyOf(event);
  const withMod = key.startsWith("mod+");
  if (isTyping(event.target)) {
    if (key === "escape") event.target.blur();
    if (!withMod) return;
  }
  if (!withMod && root.dataset.keys === "off") return;
  const controls = visibleControls().filter((one) => one.dataset.key.split(" ").includes(key));
  const form = event.target.closest?.("form");
  const control = controls.find((one) => form && one.form === form) ?? controls[0];
  if (!control) return;
  event.preventDefault();
  press(control);
});

/* ---- The sheet --------------------------------------------------------------------------- */

function labelOf(control) {
  if (control.dataset.keyLabel) return control.dataset.keyLabel;
  if (control.ariaLabel) return control.ariaLabel;
  const source = control.labels?.[0] ?? control;
  const copy = source.cloneNode(true);
  for (const kbd of copy.querySelectorAll("kbd, svg")) kbd.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

const spoken = (key) => key.replace("mod+", "Ctrl + ").replace("shift+", "Shift + ").replace("enter", "Enter");

function line(list, key, label) {
  const term = document.createElement("dt");
  for (const one of key.split(" ")) {
    const kbd = document.createElement("kbd");
    kbd.textContent = spoken(one);
    term.append(kbd, " ");
  }
  const meaning = document.createElement("dd");
  meaning.textContent = label;
  list.append(term, meaning);
}

function fillSheet(sheet) {
  const list = sheet.querySelector("[data-key-list]");
  list.replaceChildren();
  for (const help of document.querySelectorAll("[data-keys-help]")) {
    for (const pair of help.dataset.keysHelp.split(";")) line(list, ...pair.split("=", 2));
  }
  const seen = new Set();
  for (const control of visibleControls()) {
    if (seen.has(control.dataset.key)) continue;
    seen.add(control.dataset.key);
    line(list, control.dataset.key, labelOf(control));
  }
  sheet.querySelector("[data-keys-on]").checked = root.dataset.keys === "on";
}

const sheet = document.querySelector("[data-key-sheet]");
if (sheet) {
  document.addEventListener(
    "click",
    (event) => event.target.closest(`[data-opens="${sheet.id}"]`) && fillSheet(sheet),
    { capture: true },
  );
  sheet.addEventListener("change", (event) => {
    root.dataset.keys = event.target.checked ? "on" : "off";
    kept(root.dataset.keys);
  });
}
