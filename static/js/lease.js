/* Keeps a taken claim while its page is worked on, and lets it go when the page is left.
 *
 *   <form method="post" action="/claims/17/release/" data-lease="/claims/17/lease/">
 *     <input type="hidden" name="csrfmiddlewaretoken" value="…">
 *     <span data-lease-words>held by you for <time data-countdown="…" data-now="…"></time></span>
 *   </form>
 *
 * Renewed on opening, every minute while the page is visible, and on typing; left on pagehide. When
 * the claim is not ours any more, the words say so once; what was typed stays.
 */

const MINUTE = 60_000;
const form = document.querySelector("form[data-lease]");
let renewedAt = 0;
let lost = false;

function body(action) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("action", action);
  return data;
}

function showLost() {
  lost = true;
  const words = form.querySelector("[data-lease-words]");
  words.textContent = "You no longer hold this claim. What you typed stays here.";
  words.classList.add("warn");
}

async function renew() {
  if (lost || document.visibilityState !== "visible") return;
  renewedAt = Date.now();
  try {
    const answer = await fetch(form.dataset.lease, { method: "POST", body: body("renew"), keepalive: true });
    const until = answer.headers.get("Lease-Until");
    const time = form.querySelector("time");
    if (answer.status === 409) showLost();
    else if (until && time) time.dataset.countdown = until;
  } catch {
    renewedAt = 0; // Offline for a moment: the next key or minute tries again.
  }
}

if (form) {
  renew();
  // The page before this one may have let go of the lease a moment after we renewed it.
  setTimeout(renew, 15_000);
  setInterval(renew, MINUTE);
  document.addEventListener("input", () => Date.now() - renewedAt > MINUTE / 2 && renew());
  document.addEventListener("visibilitychange", () => Date.now() - renewedAt > MINUTE / 2 && renew());
  window.addEventListener("pageshow", (event) => event.persisted && renew());
  window.addEventListener("pagehide", () => lost || navigator.sendBeacon(form.dataset.lease, body("leave")));
}
