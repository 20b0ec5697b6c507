/* Selected text of an article becomes a claim.
 *
 *   <div data-article-text>
 *     <p><span data-start="0">According to … </span><span class="mark" data-start="36">6,500 …<a class="mark-no" data-not-text>1</a></span></p>
 *   </div>
 *   <form class="select-bar" data-select-bar method="post" action="…" hidden>
 *     {% csrf_token %}<input type="hidden" name="start"><input type="hidden" name="end">
 *     <button class="btn btn-sm" data-key="a">Add a claim <kbd>a</kbd></button>
 *   </form>
 *
 * data-start is the offset of the element's first character in the article's text, in code points;
 * the element's DOM text equals the article's text from there on, but for what is inside
 * [data-not-text]. `start` and `end` go out in code points too, without white space at either end.
 * An optional [data-select-text] in the form shows the words.
 */

const codePoints = (text) => [...text].length;

function* textNodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("[data-not-text]") && parent.closest("[data-start]")) yield walker.currentNode;
  }
}

/* Offset of a text node's first character in the article's text. */
function baseOf(node) {
  const span = node.parentElement.closest("[data-start]");
  let offset = Number(span.dataset.start);
  for (const other of textNodes(span)) {
    if (other === node) break;
    offset += codePoints(other.data);
  }
  return offset;
}

/* {start, end, text} of the selection in code points, or null when it holds no article text. */
function spanOf(range, root) {
  const pieces = [];
  for (const node of textNodes(root)) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const text = node.data.slice(from, to);
    if (text) pieces.push({ node, from, to, text });
  }
  while (pieces.length && !pieces[0].text.trim()) pieces.shift();
  while (pieces.length && !pieces.at(-1).text.trim()) pieces.pop();
  if (!pieces.length) return null;
  const first = pieces[0];
  const last = pieces.at(-1);
  const lead = first.from + first.text.length - first.text.trimStart().length;
  const tail = last.to - (last.text.length - last.text.trimEnd().length);
  return {
    start: baseOf(first.node) + codePoints(first.node.data.slice(0, lead)),
    end: baseOf(last.node) + codePoints(last.node.data.slice(0, tail)),
    text: pieces.map((piece) => piece.text).join("").trim(),
  };
}

function show(bar, range, span) {
  bar.elements.start.value = span.start;
  bar.elements.end.value = span.end;
  const words = bar.querySelector("[data-select-text]");
  if (words) words.textContent = span.text;
  bar.hidden = false;
  const lines = range.getClientRects();
  const last = lines[lines.length - 1];
  if (!last) return;
  const home = (bar.offsetParent ?? document.body).getBoundingClientRect();
  const left = Math.min(Math.max(last.right - bar.offsetWidth, 8), innerWidth - bar.offsetWidth - 8);
  bar.style.left = `${left - home.left}px`;
  bar.style.top = `${last.bottom + 8 - home.top}px`;
}

function bind(root, bar) {
  const update = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const span = range && range.intersectsNode(root) ? spanOf(range, root) : null;
    if (span) show(bar, range, span);
    else if (!bar.contains(document.activeElement)) bar.hidden = true;
  };
  let wait;
  document.addEventListener("selectionchange", () => {
    clearTimeout(wait);
    wait = setTimeout(update, 80);
  });
  bar.addEventListener("pointerdown", (event) => event.target.closest("button") && event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || bar.hidden) return;
    document.getSelection().removeAllRanges();
    bar.hidden = true;
  });
}

const root = document.querySelector("[data-article-text]");
const bar = document.querySelector("form[data-select-bar]");
if (root && bar) bind(root, bar);
