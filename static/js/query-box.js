/* Completes the query of the queue: fields, then their values, as a combobox with a list.
 *
 *   <form data-query="/queue/completions/">
 *     <div class="search-line"><input name="q"> …</div>
 *   </form>
 *
 * The server knows the fields and answers with options (queue_completions.html): each holds the
 * whole text it would make and the place of the cursor in it. Up and Down walk the list, Tab or
 * Enter takes the marked one, Escape closes it; with none marked Enter sends the form. Without
 * scripts the box is a box, and the fields are listed under it.
 */

const WAIT = 120;
let timer = 0;
let asked = 0;

const boxOf = (event) => event.target.closest?.("[data-query] input[name=q]");
const listOf = (box) => box.closest("[data-query]").querySelector("[role=listbox]");
const optionsOf = (box) => [...(listOf(box)?.children ?? [])];
const isOpen = (box) => box.getAttribute("aria-expanded") === "true";

/* Roles are set here: without scripts the box completes nothing. */
function prepare(box) {
  if (listOf(box)) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: `${box.id}-options`, className: "query-options", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Ways to go on");
  list.dataset.liveOwn = "";
  box.closest(".search-line").append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
}

function close(box) {
  clearTimeout(timer);
  asked += 1;
  const list = listOf(box);
  if (!list) return;
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function mark(box, option) {
  for (const one of optionsOf(box)) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

const marked = (box) => optionsOf(box).find((one) => one.getAttribute("aria-selected") === "true");

function take(box, option) {
  box.value = option.dataset.text;
  box.focus();
  box.setSelectionRange(option.dataset.caret, option.dataset.caret);
  close(box);
  // A field waits for its value; a whole term for nothing.
  if (box.value[box.selectionStart - 1] === ":") ask(box);
}

async function ask(box) {
  const mine = (asked += 1);
  const address = new URL(box.closest("[data-query]").dataset.query, location.href);
  address.search = new URLSearchParams({ q: box.value, caret: box.selectionStart });
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || mine !== asked || document.activeElement !== box) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    const options = [...page.querySelectorAll("[role=option]")];
    const list = listOf(box);
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    mark(box, null);
  } catch {
    // Out of reach: the box goes on without completing.
    close(box);
  }
}

document.addEventListener("focusin", (event) => {
  const box = boxOf(event);
  if (box) prepare(box);
});

document.addEventListener("input", (event) => {
  const box = boxOf(event);
  if (!box || event.isComposing) return;
  prepare(box);
  clearTimeout(timer);
  timer = setTimeout(() => ask(box), WAIT);
});

document.addEventListener("keydown", (event) => {
  const box = boxOf(event);
  if (!box || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const options = optionsOf(box);
  const here = options.indexOf(marked(box));
  if (event.key === "ArrowDown" && !isOpen(box)) ask(box);
  else if (event.key === "ArrowDown" && isOpen(box)) mark(box, options[(here + 1) % options.length]);
  else if (event.key === "ArrowUp" && isOpen(box)) mark(box, options.at(here < 0 ? -1 : here - 1));
  else if (event.key === "Escape" && isOpen(box)) close(box);
  else if (event.key === "Enter" && isOpen(box) && here >= 0) take(box, options[here]);
  else if (event.key === "Tab" && !event.shiftKey && isOpen(box) && here >= 0) take(box, options[here]);
  else {
    if (event.key === "Enter") close(box);
    return;
  }
  event.preventDefault();
  // keys.js leaves the field on Escape: first the list closes.
  event.stopPropagation();
}, { capture: true });

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.("[data-query] [role=option]");
  if (!option) return;
  event.preventDefault();
  take(option.closest("[data-query]").querySelector("input[name=q]"), option);
});

document.addEventListener("focusout", (event) => {
  const box = boxOf(event);
  if (box) close(box);
});
