/* Times in the reader's own zone, UTC in the title.
 *
 *   <time datetime="2026-11-20T10:41:00+00:00" data-local>20 Nov 2026, 10:41 UTC</time>
 *   data-local="date" the day alone, "time" the hour alone for today (day and hour otherwise)
 */

const both = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const hour = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

function show(element) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.valueOf())) return;
  const isToday = moment.toDateString() === new Date().toDateString();
  const style = element.dataset.local;
  const format = style === "date" ? day : style === "time" && isToday ? hour : both;
  element.title ||= element.textContent.trim();
  element.textContent = format.format(moment);
}

const showAll = () => document.querySelectorAll("time[data-local]:not([title])").forEach(show);
showAll();
document.addEventListener("htmx:afterSettle", showAll);
