/* Time left until a moment, as 14:21, second by second; hours and days in words.
 *
 *   held for <time data-countdown="2026-11-20T10:41:00Z" data-now="2026-11-20T10:26:39Z"
 *                  data-over="no longer">15 min</time>
 *
 * data-now is the server's clock when the page was made, so that a wrong clock here does not
 * matter. At the end the text becomes data-over, and "countdown:over" bubbles from the element.
 */

// How far the clock here was from the server's, when each element was last written.
const skews = new WeakMap();

function skewOf(element) {
  const { now } = element.dataset;
  if (!now) return 0;
  if (skews.get(element)?.now !== now) skews.set(element, { now, skew: Date.parse(now) - Date.now() });
  return skews.get(element).skew;
}

function tick(element) {
  const left = Math.round((Date.parse(element.dataset.countdown) - Date.now() - skewOf(element)) / 1000);
  if (left <= 0) {
    element.textContent = element.dataset.over ?? "0:00";
    element.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
    delete element.dataset.countdown;
    return;
  }
  element.classList.toggle("due-soon", left < 120);
  element.textContent =
    left < 3600
      ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
      : left < 129600
        ? `${Math.floor(left / 3600)} h`
        : `${Math.round(left / 86400)} d`;
}

const tickAll = () => document.querySelectorAll("[data-countdown]").forEach(tick);

/* Also where nothing counts yet: by then data-now would be old. */
function begin() {
  document.querySelectorAll("[data-now]").forEach(skewOf);
  tickAll();
}

begin();
for (const kind of ["live:page", "htmx:afterSettle"]) document.addEventListener(kind, begin);
setInterval(tickAll, 1000);
