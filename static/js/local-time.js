/* Times in the reader's own zone, in the words of the server; UTC in the title.
 *
 *   <time datetime="2026-11-20T10:41:00+00:00" data-local>20 Nov 2026, 10:41 UTC</time>
 *   data-local="date" the day alone, "time" the hour alone for today (day and hour otherwise)
 */

const DAY = { day: "numeric", month: "short", year: "numeric" };
const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
const both = new Intl.DateTimeFormat("en-GB", { ...DAY, ...HOUR });
const day = new Intl.DateTimeFormat("en-GB", DAY);
const hour = new Intl.DateTimeFormat("en-GB", HOUR);


function show(element) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.valueOf())) return;
  const isToday = moment.toDateString() === new Date().toDateString();
  const style = element.dataset.local;
  const format = style === "date" ? day : style === "time" && isToday ? hour : both;
  element.title ||= element.textContent.trim();
  element.textContent = format.format(moment).replace("Sept", "Sep");
}

const showAll = () => document.querySelectorAll("time[data-local]:not([title])").forEach(show);
showAll();
document.addEventListener("htmx:afterSettle", showAll);
