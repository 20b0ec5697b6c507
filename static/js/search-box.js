/* The search box of the top bar: what fits is listed under it while one types.
 *
 *   <form role="search" action="/search/" data-search-box>
 *     <input type="search" name="q" hx-get="/search/suggest/" hx-target="#bar-found" …>
 *     <div id="bar-found" hidden></div>            filled with <a role="option" id="…" href="…">
 *     <span role="status" data-search-said></span>
 *   </form>
 *
 * The arrows go through the list, Enter opens the one that is chosen, else the search page; Escape
 * closes the list and leaves what was typed. Without this file the box is a plain form.
 */

for (const form of document.querySelectorAll("[data-search-box]")) bind(form);

function bind(form) {
  const box = form.querySelector("input[type=search]");
  const list = form.querySelector("#bar-found");
  const said = form.querySelector("[data-search-said]");

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found so far");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const isOpen = () => !list.hidden;

  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function show(open) {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  }

  function step(by) {
    const all = options();
    const here = all.indexOf(chosen());
    // From the box the arrow up goes to the last one, and past either end back to the box.
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
    choose(all[next] ?? null);
  }

  list.addEventListener("htmx:afterSwap", () => {
    const all = options();
    const number = all.filter((one) => !one.matches(".found-all")).length;
    choose(null);
    show(document.activeElement === box && all.length > 0 && box.value.trim() !== "");
    said.textContent = isOpen() ? `${number || "None"} found` : "";
  });

  box.addEventListener("input", () => {
    choose(null);
    if (!box.value.trim()) show(false);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen() && options().length && box.value.trim()) show(true);
      if (!isOpen()) return;
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen() && chosen()) {
      chosen().click();
    } else if (event.key === "Escape" && isOpen()) {
      event.stopPropagation(); // The next one leaves the box.
      show(false);
    } else {
      return;
    }
    event.preventDefault();
  });

  // The box keeps the focus, so that the list stays while an option is being clicked.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
}
