"""axe-core, as vendored, asked about a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# What another colour scheme can break, and what a narrow screen can: the rest is the same markup.
COLOURS = ["color-contrast", "link-in-text-block"]
ROOM = [
    *("target-size", "scrollable-region-focusable", "aria-hidden-focus"),
    *("button-name", "link-name", "label", "select-name", "summary-name"),
]

RUN = """
async ([context, runOnly]) => {
  const found = await axe.run(context, {runOnly, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}\\n    ${node.html}\\n    `
      + [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")));
}
"""


def load(page: Page) -> None:
    page.evaluate(SCRIPT.read_text("utf-8"))


def violations(page: Page, *parts: str, rules: list[str] | None = None) -> list[str]:
    """What breaks WCAG 2.2 A and AA on the page, or in the parts that these selectors find.

    `rules` names those to try, where all would be too many.
    """
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    context: Any = {"include": [[part] for part in parts or ["html"]]}
    return page.evaluate(RUN, [context, only])
