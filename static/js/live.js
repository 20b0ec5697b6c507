/* Asks the page's own address every few seconds whether others have changed it.
 *
 *   <main data-live-version="197-…">                 the version that this page shows
 *   <div data-live-line class="visually-hidden">     says what others did, and why asking has stopped
 *     <p role="status" data-live-words></p><button data-live-dismiss hidden>Close</button></div>
 *   <ul data-live-news hidden><li>Bob proposed verified.</li></ul>    in an answer: what to say
 *
 * The answer is 304, or the whole page: then "live:page" is dispatched on document, and live-swap.js
 * takes over what differs. "live:tick" is dispatched after every answer. Only a visible tab asks;
 * less often when nobody has touched it for minutes, or when the server does not answer; at once when
 * it is looked at again. It stops when the session has ended, or the page is not ours to see any more.
 */

const SECOND = 1000;
const EVERY = 3 * SECOND;
// Nobody has touched it for so long: ask so often.
const RESTING = [
  [60 * 60 * SECOND, 30 * SECOND],
  [10 * 60 * SECOND, 10 * SECOND],
];
const LONGEST = 60 * SECOND;
const PATIENCE = 20 * SECOND;

const main = document.querySelector("[data-live-version]");
const line = document.querySelector("[data-live-line]");
const user = document.body.dataset.user;
let version = main?.dataset.liveVersion;
let timer = 0;
let failures = 0;
let asking = false;
let stopped = false;
let touchedAt = Date.now();

function say(words, tone = "info") {
  if (!line || !words.length) return;
  line.className = `live-line notice notice-${tone}`;
  line.querySelector("[data-live-words]").textContent = words.join(" ");
  line.querySelector("[data-live-dismiss]").hidden = false;
}

function dismiss() {
  line.className = "visually-hidden";
  line.querySelector("[data-live-words]").textContent = "";
  line.querySelector("[data-live-dismiss]").hidden = true;
}

function stop(words) {
  stopped = true;
  clearTimeout(timer);
  say([words], "warning");
}

function pause() {
  if (failures) return Math.min(EVERY * 2 ** failures, LONGEST);
  const rest = Date.now() - touchedAt;
  return RESTING.find(([since]) => rest > since)?.[1] ?? EVERY;
}

function wait(time = pause()) {
  clearTimeout(timer);
  if (!stopped && document.visibilityState === "visible") timer = setTimeout(ask, time);
}

function show(page, answer) {
  const now = page.body.dataset.user;
  if (!now) return stop("You are signed out: sign in again in another tab; what you typed stays.");
  if (now !== user) return stop("Someone else is signed in now: what you typed stays here.");
  const next = page.querySelector("[data-live-version]")?.dataset.liveVersion;
  if (answer.redirected || !next) return stop("This page has moved: reload it to see where to.");
  version = next;
  document.dispatchEvent(new CustomEvent("live:page", { detail: { page } }));
  say([...page.querySelectorAll("[data-live-news] > li")].map((one) => one.textContent));
}

async function request() {
  const answer = await fetch(location.href, {
    headers: { Live: "1", "If-None-Match": `"${version}"` },
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 403) return stop("You may not see this page any more.");
  if (answer.status === 404 || answer.status === 410) return stop("What this page shows is gone.");
  if (answer.status !== 304 && !answer.ok) throw new Error(`answered with ${answer.status}`);
  failures = 0;
  if (answer.status !== 304) show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer);
  document.dispatchEvent(new CustomEvent("live:tick"));
}

async function ask() {
  if (asking || stopped || !navigator.onLine) return wait();
  asking = true;
  try {
    await request();
  } catch {
    failures += 1; // Away for a moment: ask again, later each time.
  }
  asking = false;
  wait();
}

if (main && user) {
  wait();
  document.addEventListener("visibilitychange", () => wait(0));
  window.addEventListener("pageshow", (event) => event.persisted && wait(0));
  window.addEventListener("online", () => wait(0));
  line?.addEventListener("click", (event) => {
    if (event.target.closest("[data-live-dismiss]")) dismiss();
  });
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(
      kind,
      () => {
        const rested = pause() > EVERY;
        touchedAt = Date.now();
        if (rested && !failures) wait(0);
      },
      { passive: true, capture: true },
    );
  }
}
