/* Takes over what others have changed, out of the page that live.js was answered with.
 *
 *   <section data-live="history">…</section>     a region: its name is unique on the page
 *   <span data-live-own>…</span>                 what stands in it belongs to a script: left alone
 *
 * What the server said last is kept beside each region and compared with what it says now; only
 * where those two differ is the page touched, node by node. So focus, selection, scroll, open menus,
 * typed words and what scripts have done stay. An element that would go is left while it holds the
 * focus, typed words, a selection, or something opened; it goes as soon as it is free. Lines of a
 * list are told apart by `id`, `data-live` or `data-item`. Afterwards "live:swapped" is dispatched
 * on document, with the names of the regions in detail.regions.
 */

const OWN = "[data-live-own], [data-countdown]";
// Written anew into every page: no news.
const NOISE = new Set(["data-now"]);
// Opened and closed by the reader alone.
const READERS = new Set(["open"]);

// Region -> what the server said last; each node of that -> its twin on the page.
const said = new WeakMap();
const twins = new WeakMap();
// The page of the last answer, while something of it could not be taken over yet.
let latest = null;
let left = false;

/* ---- What must not be touched now ---------------------------------------------------------- */

const isDirty = (field) => {
  if (field.type === "hidden") return false;
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const first = [...field.options].findLastIndex((option) => option.defaultSelected);
  return field.multiple
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.selectedIndex !== Math.max(first, Math.min(0, field.options.length - 1));
};

function isSelected(node) {
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed && selection.containsNode(node, true));
}

function holds(node) {
  if (isSelected(node)) return true;
  if (!(node instanceof Element)) return false;
  const focused = document.activeElement;
  if (focused !== document.body && node.contains(focused)) return true;
  if (node.matches("dialog[open]") || node.querySelector("dialog[open], details[open] form")) return true;
  const fields = [...node.querySelectorAll("input, textarea, select")];
  if (node.matches("input, textarea, select")) fields.push(node);
  return fields.some(isDirty);
}

function isBusy(node) {
  const busy = holds(node);
  left ||= busy;
  return busy;
}

/* Other words take no focus away. */
function isBeingCopied(node) {
  const busy = isSelected(node);
  left ||= busy;
  return busy;
}

/* ---- One node and its twin ----------------------------------------------------------------- */

function pair(copy, live) {
  twins.set(copy, live);
  copy.childNodes.forEach((child, place) => pair(child, live.childNodes[place]));
}

function setClass(live, was, now) {
  const before = new Set(was.split(/\s+/).filter(Boolean));
  const after = new Set(now.split(/\s+/).filter(Boolean));
  live.classList.remove(...[...before].filter((one) => !after.has(one)));
  live.classList.add(...[...after].filter((one) => !before.has(one)));
}

function patchAttributes(was, now, live) {
  let changes = 0;
  for (const name of new Set([...was.getAttributeNames(), ...now.getAttributeNames()])) {
    const value = now.getAttribute(name);
    if (value === was.getAttribute(name) || READERS.has(name)) continue;
    if (live === document.activeElement && (name === "disabled" || name === "hidden")) continue;
    if (name === "class") setClass(live, was.getAttribute("class") ?? "", value ?? "");
    else if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
    if (value === null) was.removeAttribute(name);
    else was.setAttribute(name, value);
    if (!NOISE.has(name)) changes += 1;
  }
  return changes;
}

function patchText(was, now, live) {
  if (was.data === now.data || !live.isConnected || isBeingCopied(live)) return 0;
  live.data = was.data = now.data;
  return 1;
}

/* Words and nothing else: also where a script has written others over them. */
const isWords = (node) => !node.firstElementChild;

function patchWords(was, now, live) {
  if (was.textContent === now.textContent || isBeingCopied(live)) return 0;
  live.textContent = was.textContent = now.textContent;
  pair(was, live);
  return 1;
}

/* ---- Children ------------------------------------------------------------------------------ */

const keyOf = (node) =>
  node.nodeType === Node.ELEMENT_NODE
    ? node.id || node.getAttribute("data-live") || node.getAttribute("data-item") || ""
    : "";

const isLike = (one, other) =>
  one.nodeName === other.nodeName && keyOf(one) === keyOf(other) && one.type === other.type;

/* Which old child each new one carries on: equal ends first, then by key, then in their order. */
function matchesOf(old, fresh) {
  const found = new Map();
  let start = 0;
  let ends = [old.length, fresh.length];
  while (start < Math.min(...ends) && old[start].isEqualNode(fresh[start])) {
    found.set(fresh[start], old[start]);
    start += 1;
  }
  while (Math.min(...ends) > start && old[ends[0] - 1].isEqualNode(fresh[ends[1] - 1])) {
    ends = ends.map((one) => one - 1);
    found.set(fresh[ends[1]], old[ends[0]]);
  }
  const left = new Set(old.slice(start, ends[0]));
  for (const node of fresh.slice(start, ends[1])) {
    const match = [...left].find((one) => isLike(one, node));
    if (!match) continue;
    found.set(node, match);
    left.delete(match);
  }
  return { found, gone: left };
}

/* Put `node` after `previous` among the children of `parent`; the one that had the focus keeps it. */
function place(parent, node, previous) {
  const next = previous?.parentNode === parent ? previous.nextSibling : parent.firstChild;
  if (next === node) return;
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(node, next);
  focused?.focus({ preventScroll: true });
}

function patchChildren(was, now, live) {
  let changes = 0;
  const fresh = [...now.childNodes];
  const { found, gone } = matchesOf([...was.childNodes], fresh);
  for (const node of gone) {
    const twin = twins.get(node);
    if (twin.parentNode === live) {
      if (isBusy(twin)) continue;
      twin.remove();
    }
    node.remove();
    changes += 1;
  }
  let previous = null;
  for (const node of fresh) {
    const match = found.get(node);
    if (!match) {
      const copy = node.cloneNode(true);
      const added = document.importNode(node, true);
      pair(copy, added);
      was.insertBefore(copy, previous ? previous.nextSibling : was.firstChild);
      place(live, added, previous && twins.get(previous));
      if (added instanceof Element) window.htmx?.process(added);
      changes += 1;
      previous = copy;
      continue;
    }
    if (previous && previous.compareDocumentPosition(match) & Node.DOCUMENT_POSITION_PRECEDING) {
      was.insertBefore(match, previous.nextSibling);
      if (twins.get(match).parentNode === live) place(live, twins.get(match), twins.get(previous));
      changes += 1;
    }
    changes += patch(match, node);
    previous = match;
  }
  return changes;
}

/* Make what stands on the page for `was` say what `now` says; how much that changed. */
function patch(was, now) {
  const live = twins.get(was);
  if (was.nodeType !== Node.ELEMENT_NODE) return patchText(was, now, live);
  if (was.isEqualNode(now)) return 0;
  const changes = patchAttributes(was, now, live);
  if (live.matches(OWN)) return changes;
  const patchInside = [was, now, live].every(isWords) ? patchWords : patchChildren;
  return changes + patchInside(was, now, live);
}

/* ---- Regions ------------------------------------------------------------------------------- */

const named = (root, name) => root.querySelector(`[data-live="${CSS.escape(name)}"]`);

const regionsOf = (root) =>
  [...root.querySelectorAll("[data-live]")].filter((one) => !one.parentElement.closest("[data-live]"));

const TOKENS = "input[name=csrfmiddlewaretoken]";
const token = document.querySelector(TOKENS)?.value;

/* Each page masks the same secret anew: the token of this page goes on being good. */
function unmask(root) {
  if (token) root.querySelectorAll(TOKENS).forEach((one) => one.setAttribute("value", token));
}

function remember(region) {
  const copy = region.cloneNode(true);
  pair(copy, region);
  unmask(copy);
  said.set(region, copy);
}

function copied(region) {
  const added = document.importNode(region, true);
  remember(added);
  window.htmx?.process(added);
  return added;
}

const here = (one) =>
  one.dataset.live ? named(document, one.dataset.live) : one.id && document.getElementById(one.id);

/* A region that is new to the page: after a neighbour, or else into the parent, that are known here. */
function bring(region) {
  for (let before = region.previousElementSibling; before; before = before.previousElementSibling) {
    if (!here(before)) continue;
    here(before).after(copied(region));
    return true;
  }
  const parent = here(region.parentElement);
  parent?.prepend?.(copied(region));
  return Boolean(parent);
}

function renew(region, now) {
  if (!region) return bring(now);
  if (region.nodeName !== now.nodeName) {
    if (isBusy(region)) return false;
    region.replaceWith(copied(now));
    return true;
  }
  if (!said.has(region)) remember(region);
  return patch(said.get(region), now) > 0;
}

function take(page) {
  left = false;
  const changed = [];
  const fresh = regionsOf(page);
  const names = new Set(fresh.map((one) => one.dataset.live));
  for (const region of regionsOf(document)) {
    if (names.has(region.dataset.live) || isBusy(region)) continue;
    region.remove();
    changed.push(region.dataset.live);
  }
  for (const now of fresh) {
    const name = now.dataset.live;
    if (renew(named(document, name), now)) changed.push(name);
  }
  if (page.title && document.title !== page.title) document.title = page.title;
  latest = left ? page : null;
  if (changed.length) {
    document.dispatchEvent(new CustomEvent("live:swapped", { detail: { regions: changed } }));
  }
}

regionsOf(document).forEach(remember);

document.addEventListener("live:page", (event) => {
  unmask(event.detail.page);
  take(event.detail.page);
});

// What was busy may be free by now.
document.addEventListener("live:tick", () => latest && take(latest));

document.addEventListener("htmx:afterSwap", (event) => {
  latest = null;
  const { target } = event.detail;
  for (const region of regionsOf(document)) {
    if (!said.has(region) || region.contains(target) || target.contains(region)) remember(region);
  }
});
