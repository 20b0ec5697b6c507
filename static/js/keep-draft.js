/* Keeps what is typed into a form until it has been accepted, for each person apart.
 *
 *   <form method="post" data-keep-draft="review-17">…</form>
 *
 * The draft lives in localStorage. It comes back after a reload, a crash or an expired session,
 * with a line that says so and a button that throws it away. It ends when the page that answers
 * the submit shows a success message (.notice-success), holds [data-draft-done="review-17"], or,
 * for an htmx request, comes back as 2xx without an invalid field. Passwords, files and hidden
 * fields are never kept. Where a draft's form is not on the page, because somebody was faster, what
 * was typed is shown, to be copied or thrown away:
 *
 *   <section data-draft-shown="review-17" hidden><h2>What you typed</h2>
 *     <div data-draft-words></div><button type="button" data-draft-discard>Discard it</button></section>
 */

const user = document.body.dataset.user;
const SUBMITTED = "factcheck:submitted";
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

function save(form) {
  const changed = fieldsOf(form).filter((field) => valueOf(field) !== firstValueOf(field));
  if (!changed.length) return localStorage.removeItem(storeOf(form));
  const values = Object.fromEntries(changed.map((field) => [nameOf(field), valueOf(field)]));
  try {
    localStorage.setItem(storeOf(form), JSON.stringify({ at: new Date().toISOString(), values }));
  } catch {
    // The browser's store is full: the form itself still holds what was typed.
  }
}

function notice(form, at) {
  const line = document.createElement("p");
  line.className = "notice notice-info";
  line.role = "status";
  const words = document.createElement("span");
  const time = document.createElement("time");
  time.dateTime = time.textContent = at;
  time.dataset.local = ""; // local-time.js comes after this and spells it.
  words.append("What you typed here (", time, ") is back. ");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = "Discard it";
  button.addEventListener("click", () => {
    localStorage.removeItem(storeOf(form));
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
  const kept = JSON.parse(localStorage.getItem(storeOf(form)) ?? "null");
  if (!kept) return;
  let brought = false;
  for (const field of fieldsOf(form)) {
    const value = kept.values[nameOf(field)];
    if (value === undefined || value === valueOf(field)) continue;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    brought = true;
  }
  if (brought) {
    notice(form, kept.at);
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
  const store = `factcheck:draft:${user}:${name}`;
  const kept = JSON.parse(localStorage.getItem(store) ?? "null");
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
    localStorage.removeItem(store);
    section.remove();
  });
  section.hidden = false;
}

function endAcceptedDrafts() {
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    localStorage.removeItem(`factcheck:draft:${user}:${done.dataset.draftDone}`);
  }
  const submitted = sessionStorage.getItem(SUBMITTED);
  sessionStorage.removeItem(SUBMITTED);
  if (submitted && document.querySelector(".notice-success")) localStorage.removeItem(submitted);
}

if (user) {
  const draftForm = (event) => event.target.closest?.("form[data-keep-draft]");
  endAcceptedDrafts();
  const bindAll = () => document.querySelectorAll("form[data-keep-draft]").forEach(restore);
  bindAll();
  document.querySelectorAll("[data-draft-shown]").forEach(showKept);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => draftForm(event) && event.isTrusted && save(draftForm(event)));
  }
  document.addEventListener("submit", (event) => {
    const form = draftForm(event);
    if (!form) return;
    save(form);
    sessionStorage.setItem(SUBMITTED, storeOf(form));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = draftForm(event);
    if (form && event.detail.successful && !event.detail.xhr.responseText.includes("is-invalid")) {
      localStorage.removeItem(storeOf(form));
    }
    sessionStorage.removeItem(SUBMITTED);
  });
  document.addEventListener("htmx:afterSettle", () => {
    endAcceptedDrafts();
    bindAll();
  });
} else {
  // Signed out in between: the answer was the sign-in page, so nothing was accepted.
  sessionStorage.removeItem(SUBMITTED);
}
