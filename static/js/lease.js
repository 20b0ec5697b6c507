/* Takes a free claim when one begins to work on it, keeps it while its page is worked on, and lets it
 * go when the site is left.
 *
 *   <form method="post" action="/claims/17/release/" data-lease="/claims/17/lease/" data-lease-held>
 *     <input type="hidden" name="csrfmiddlewaretoken" value="…">
 *     <span data-lease-mine>
 *       <span data-lease-words>held by you for <time data-countdown="…" data-now="…"></time>
 *         <span class="js-only">; leaving the desk frees it</span></span>
 *       <button>Put back</button>
 *     </span>
 *     <button formaction="/claims/17/take/" data-lease-free hidden>Take</button>
 *   </form>
 *   <form method="post" data-takes-claim>…</form>
 *
 * Without data-lease-held the claim is free: the first thing typed into a form with
 * data-takes-claim takes it, or says who has it. Renewed on opening, every minute while the page is
 * visible, and on typing; left when the page goes away for anything but another page of the site.
 * When the claim is not ours any more, the words say so once; what was typed stays. The form may come
 * and go with the live page, as others take the claim and let it go.
 */

const MINUTE = 60_000;
// A page of ours that was asked for answers within this.
const ON_ITS_WAY = 15_000;
const find = () => document.querySelector("form[data-lease]");
let form = find();
let held = form?.hasAttribute("data-lease-held");
let taking = false;
let renewedAt = 0;
let steppedAt = 0;
let lost = false;

function body(action) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("action", action);
  return data;
}

const send = (action) => fetch(form.dataset.lease, { method: "POST", body: body(action), keepalive: true });

function showUntil(answer) {
  const until = answer.headers.get("Lease-Until");
  if (!until) return;
  const time = form.querySelector("time");
  time.dataset.countdown = until;
  time.textContent ||= "some minutes"; // countdown.js counts from the next second on.
}

function showLost() {
  lost = true;
  const words = form.querySelector("[data-lease-words]");
  words.textContent = "You no longer hold this claim. What you typed stays here.";
  words.classList.add("warn");
}

async function renew() {
  if (!form || !held || lost || document.visibilityState !== "visible") return;
  renewedAt = Date.now();
  try {
    const answer = await send("renew");
    if (answer.status === 409) showLost();
    else showUntil(answer);
  } catch {
    renewedAt = 0; // Offline for a moment: the next key or minute tries again.
  }
}

function showTaken(typedIn, sentence) {
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.role = "alert";
  notice.textContent = `${sentence} What you typed stays here.`;
  typedIn.prepend(notice);
}

function showHeld(answer) {
  held = true;
  renewedAt = Date.now();
  showUntil(answer);
  form.querySelector("[data-lease-free]").hidden = true;
  form.querySelector("[data-lease-mine]").hidden = false;
}

/* The page may be older than the lease: one goes back to it after the claim was taken. */
async function comeBack() {
  const answer = await send("resume").catch(() => null);
  if (!answer?.headers.get("Lease-Until")) return;
  form.querySelector("time").dataset.now = answer.headers.get("Date") ?? "";
  showHeld(answer);
}

async function take(typedIn) {
  if (taking || lost) return;
  taking = true;
  try {
    const answer = await send("take");
    if (answer.status === 409) {
      lost = true;
      showTaken(typedIn, await answer.text());
    } else if (answer.status === 204) {
      showHeld(answer);
    }
  } catch {
    taking = false; // Offline for a moment: the next key tries again.
  }
}

function onInput(event) {
  const typedIn = event.target.closest?.("form[data-takes-claim]");
  if (!form) return;
  if (!held && typedIn) take(typedIn);
  else if (Date.now() - renewedAt > MINUTE / 2) renew();
}

function onStep(event) {
  if (event.defaultPrevented) return;
  const link = event.type === "click" && event.target.closest?.("a[href]:not([target], [download])");
  const to = event.type === "click" ? link && link.href : event.submitter?.formAction || event.target.action;
  if (to && new URL(to, location.href).origin === location.origin) steppedAt = Date.now();
}

function leave() {
  if (form && held && !lost && Date.now() - steppedAt > ON_ITS_WAY) {
    navigator.sendBeacon(form.dataset.lease, body("leave"));
  }
}

/* What the live page says by now: another may have taken the claim, or let it go. */
function lookAgain() {
  form = find();
  if (!form) return;
  const isHeld = form.hasAttribute("data-lease-held");
  if (isHeld && !held) lost = taking = false;
  held = isHeld || (held && !lost);
}

if (document.querySelector("[data-live=lease]")) {
  renew();
  const [opening] = performance.getEntriesByType("navigation");
  if (form && !held && opening?.type === "back_forward") comeBack();
  // The page before this one may have let go of the lease a moment after we renewed it.
  setTimeout(renew, 15_000);
  setInterval(renew, MINUTE);
  document.addEventListener("live:swapped", lookAgain);
  document.addEventListener("input", onInput);
  document.addEventListener("click", onStep);
  document.addEventListener("submit", onStep);
  document.addEventListener("visibilitychange", () => Date.now() - renewedAt > MINUTE / 2 && renew());
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    steppedAt = 0;
    renew();
  });
  window.addEventListener("pagehide", leave);
}
