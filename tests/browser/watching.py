"""What a browser complains about while a test looks elsewhere."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

# Chromium says most of it by itself, but not for pages that only report.
TELL = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample} (${event.disposition})`));
"""
# A form refused with its reasons is an answer, not a fault of the page.
ANSWERS = re.compile(r"status of (403|404|409|413|422)\b")


class Watch:
    """Collects errors of the console, of scripts and of the server, and breaches of the policy."""

    def __init__(self) -> None:
        # Each once: a page of Django's own for an error says the same a thousand times.
        self.complaints: dict[str, None] = {}
        self.is_over = False

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELL)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not ANSWERS.search(message.text):
            page = message.page.url if message.page else ""
            self._note(f"{page}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self._note(f"{response.url}: {response.status}")

    def _note(self, complaint: str) -> None:
        if not self.is_over:
            self.complaints[complaint] = None
