/* Keeps what is typed into a form until it has been accepted, for each person apart.
 *
 *   <form method="post" data-keep-draft="review-17">…</form>
 *
 * The draft lives in localStorage. It comes back after a reload, a crash or an expired session,
 * with a line that says so and a button that throws it away. It ends when the page that answers
 * the submit shows a success message (.notice-success) or, for an htmx request, comes back as 2xx
 * without an invalid field. Passwords, files and hidden
 * fields are never kept, nor what a script has filled in (data-filled); that a document was chosen is
 * said, since it must be chosen again. Other tabs of the same form go on with what they hold; the one
 * that types last is kept. A browser that keeps nothing, or is full, loses nothing but the draft.
 * Where a draft's form is not on the page, because somebody was faster, what was typed is shown, to be
 * copied or thrown away:
 *
 *   <section data-draft-shown="review-17" hidden><h2>What you typed</h2>
 *     <div data-draft-words></div><button type="button" data-draft-discard>Discard it</button></section>
 */

const user = document.body.dataset.user;
const SUBMITTED = "factcheck:submitted";
// Nobody comes back for a draft after so many days.
const OLD = 30 * 86_400_000;

/* A store that may be blocked, full, or hold what is not ours: then there is no draft. */
function store(area, name, value) {
  try {
    const kept = window[area];
    if (value === undefined) return kept.getItem(name);
    if (value === null) kept.removeItem(name);
    else kept.setItem(name, value);
  } catch {
    // The form itself still holds what was typed.
  }
  return null;
}

function read(name) {
  try {
    const kept = JSON.parse(store("localStorage", name) ?? "null");
    return kept && typeof kept.values === "object" && kept.values ? kept : null;
  } catch {
    return null;
  }
}

const forget = (name) => store("localStorage", name, null);

function forgetOld() {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith("factcheck:draft:"));
  } catch {
    return;
  }
  for (const name of names) {
    if (!(Date.now() - Date.parse(read(name)?.at) < OLD)) forget(name);
  }
}

const storeOf = (form) => `factcheck:draft:${user}:${form.dataset.keepDraft}`;

const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) => field.name && !field.matches("button, fieldset, output, [type=hidden], [type=password], [type=file], [type=submit]"),
  );

const isTick = (field) => field.matches("[type=checkbox], [type=radio]");
const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
const valueOf = (field) => (isTick(field) ? field.checked : field.value);

function firstValueOf(field) {
  if (isTick(field)) return field.defaultChecked;
  if (field.matches("select")) {
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  }
  return field.defaultValue;
}

const isTyped = (field) => valueOf(field) !== firstValueOf(field) && valueOf(field) !== field.dataset.filled;
const hasFile = (form) => [...form.elements].some((field) => field.type === "file" && field.value);

function save(form) {
  const changed = fieldsOf(form).filter(isTyped);
  const file = hasFile(form);
  if (!changed.length && !file) return forget(storeOf(form));
  const values = Object.fromEntries(changed.map((field) => [nameOf(field), valueOf(field)]));
  return store("localStorage", storeOf(form), JSON.stringify({ at: new Date().toISOString(), values, file }));
}

function notice(form, { at, file }) {
  const line = document.createElement("p");
  line.className = "notice notice-info";
  line.role = "status";
  const words = document.createElement("span");
  const time = document.createElement("time");
  time.dateTime = time.textContent = at;
  time.dataset.local = ""; // local-time.js comes after this and spells it.
  words.append("What you typed here (", time, ") is back. ");
  if (file) words.append("The document could not be kept: choose it again. ");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = "Discard it";
  button.addEventListener("click", () => {
    forget(storeOf(form));
    form.reset();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    line.remove();
    fieldsOf(form)[0]?.focus();
  });
  words.append(button);
  line.append(words);
  form.prepend(line);
}

function restore(form) {
  if (form.dataset.draftBound) return;
  form.dataset.draftBound = "yes";
  const kept = read(storeOf(form));
  if (!kept) return;
  // The server says so itself where it has just refused the form.
  const lost = kept.file && form.querySelector("[type=file]") && !form.querySelector(".notice-error");
  let brought = Boolean(lost);
  let typed = brought;
  for (const field of fieldsOf(form)) {
    const value = kept.values[nameOf(field)];
    if (value === undefined || value === valueOf(field)) continue;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    brought = true;
    typed ||= !isTick(field);
  }
  if (brought) {
    // A tick is seen where it stands.
    if (typed) notice(form, kept);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/* A tick is named by its value: "verdict=contested" says "contested". */
const wordsOf = (values) =>
  Object.entries(values)
    .map(([name, value]) => (value === true ? name.slice(name.indexOf("=") + 1) : value))
    .filter(Boolean);

function showKept(section) {
  const name = section.dataset.draftShown;
  const draft = `factcheck:draft:${user}:${name}`;
  const kept = read(draft);
  const words = kept ? wordsOf(kept.values) : [];
  if (!words.length || document.querySelector(`form[data-keep-draft="${CSS.escape(name)}"]`)) return;
  const lines = words.map((one) => {
    const line = document.createElement("p");
    line.dir = "auto";
    line.textContent = one;
    return line;
  });
  section.querySelector("[data-draft-words]").replaceChildren(...lines);
  section.querySelector("[data-draft-discard]").addEventListener("click", () => {
    forget(draft);
    section.remove();
  });
  section.hidden = false;
}

function endAcceptedDraft() {
  const submitted = store("sessionStorage", SUBMITTED);
  store("sessionStorage", SUBMITTED, null);
  if (submitted && document.querySelector(".notice-success")) forget(submitted);
}

if (user) {
  const draftForm = (event) => event.target.closest?.("form[data-keep-draft]");
  endAcceptedDraft();
  const bindAll = () => document.querySelectorAll("form[data-keep-draft]").forEach(restore);
  bindAll();
  document.querySelectorAll("[data-draft-shown]").forEach(showKept);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => draftForm(event) && event.isTrusted && save(draftForm(event)));
  }
  document.addEventListener("submit", (event) => {
    const form = draftForm(event);
    // Whatever is answered now is not the answer to a draft sent before.
    if (!form) return void store("sessionStorage", SUBMITTED, null);
    save(form);
    store("sessionStorage", SUBMITTED, storeOf(form));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = draftForm(event);
    // What else the page asks for meanwhile is no answer to what was sent.
    if (!form) return;
    if (event.detail.successful && !event.detail.xhr.responseText.includes("is-invalid")) {
      forget(storeOf(form));
    }
    store("sessionStorage", SUBMITTED, null);
  });
  document.addEventListener("htmx:afterSettle", bindAll);
  // A form that was not there before: the claim is free again.
  document.addEventListener("live:swapped", bindAll);
  forgetOld();
} else {
  // Signed out in between: the answer was the sign-in page, so nothing was accepted.
  store("sessionStorage", SUBMITTED, null);
}
