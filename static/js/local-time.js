/* Tells the server which clock this browser goes by, and spells moments that scripts write.
 *
 *   <html data-time-zone="Europe/Kyiv">      the zone that the page's times are in; with
 *   data-time-zone-chosen                    because its reader wants it, whatever the browser says
 *   <time datetime="2026-11-20T10:41:00Z" data-local></time>      "20 Nov 2026, 12:41" in that zone
 *
 * The browser's zone goes into a cookie, which the server reads from the next page on: nothing is
 * sent, nothing is stored, and a name it does not know counts as none (claims/zones.py).
 */

const root = document.documentElement;
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (own && own !== root.dataset.timeZone && !("timeZoneChosen" in root.dataset)) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `time_zone=${own}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: root.dataset.timeZone,
  ...{ day: "numeric", month: "short", year: "numeric" },
  ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" },
});

function show(element) {
  const moment = new Date(element.dateTime);
  delete element.dataset.local;
  if (!Number.isNaN(moment.valueOf())) element.textContent = format.format(moment).replace("Sept", "Sep");
}

const showAll = () => document.querySelectorAll("time[data-local]").forEach(show);
showAll();
document.addEventListener("htmx:afterSettle", showAll);
