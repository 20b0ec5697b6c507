"""Measure the desk's speed on a database full of claims, and print it as JSON lines.

    manage.py bench --claims 100000
    {"figure": "queue_first_page_p50", "value": 21.4, "unit": "ms", "n": 40}

Works in a database of its own beside the desk's, on the same server: makes it, migrates it, fills
it with every trigger and constraint in force, measures, drops it. The desk's data is never read
nor written. Pages are asked for in this process, through every middleware, by a signed-in editor;
`hello` is a view that says hello, behind the same door. So `…_p50` is server time without a
network, and `…_to_hello` says how much of it is the page's own.
"""

import html
import json
import re
import time
import warnings
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.http import HttpRequest, HttpResponse  # noqa: TID251  (a view to compare with)
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from django.utils import timezone

from claims import triage
from claims.exports import csv_chunks
from claims.filtering import ClaimList, place_in
from claims.management import bench_matching
from claims.management.scratch import database_of_its_own
from claims.models import Claim, Event, Review, User
from claims.verification import verify_history

CLAIMS_AN_ARTICLE = 50
DEEP_PAGE = 1000
TIMES = 40
TAKEN = 40
EVENTS = 500

# What is asked for, by figure.
PAGES = {
    "queue_first_page": "/queue/",
    "queue_all_open": "/queue/?q=state:open",
    "queue_by_deadline": "/queue/?q=order:deadline",
    "queue_search": "/queue/?q=harbour+4711",
    "queue_search_common_word": "/queue/?q=harbour",
    "queue_search_nothing": "/queue/?q=zeppelin",
    "search_common_word": "/search/?q=harbour",
    "search_rare_word": "/search/?q=zeppelin",
    "search_common_apart": "/search/?q=harbour+pension",
    "queue_past_deadline": "/queue/?q=due:late",
    "queue_outlet": "/queue/?q=state:open+outlet:%22Outlet+7%22",
    "queue_claimant": "/queue/?q=claimant:%22Speaker+77%22",
    "queue_hedged": "/queue/?q=state:open+has:hedge",
    "queue_contested": "/queue/?q=verdict:contested+-is:late",
    "queue_completions": "/queue/completions/?q=outlet:7&caret=8",
}

# Words of which the claims are made, so that a search has something to tell apart.
WORDS = [
    *("ministry", "harbour", "company", "people", "hospital", "prices", "pension", "voters"),
    *("border", "soldiers", "report", "river", "budget", "factory", "students", "railway"),
    *("council", "energy", "wages", "tourists"),
]

OUTLETS = """
INSERT INTO claims_outlet (name, url) SELECT 'Outlet ' || n, '' FROM generate_series(1, 20) n
"""

ARTICLES = """
INSERT INTO claims_article (headline, byline, outlet_id, url, published_on, language, deadline,
    doubts, text, opening, text_sha256, fingerprint, state, submitted_by_id, received_at,
    progress_done, progress_total, progress_error)
SELECT 'Article ' || a, '', 1 + a %% 20, '', NULL, 'en', NULL, '',
    string_agg(sentence, ' ' ORDER BY i), 'Article ' || a, encode(sha256(a::text::bytea), 'hex'),
    encode(sha256(a::text::bytea), 'hex'), 'in_check', NULL, now() - a * interval '1 second',
    0, 0, ''
FROM generate_series(1, %(articles)s) a CROSS JOIN generate_series(0, %(each)s - 1) i
    CROSS JOIN LATERAL (SELECT {sentence} AS sentence) made
GROUP BY a ORDER BY a
"""

# All sentences of one length, so that their place in the text needs no counting.
SENTENCE = """rpad('The ' || (%(words)s::text[])[1 + (a * 7 + i) %% 20] || ' counted '
    || (a * 50 + i) %% 99991 || ' in the '
    || (%(words)s::text[])[1 + (a + i * 3) %% 20], 59, '.')"""

CLAIMS = """
INSERT INTO claims_claim (article_id, start, "end", quote, wording, claimant, claimant_doubt, cue,
    outlet, quoted, hedges, figures, added_by_id, created_at)
SELECT article.id, i * 60, i * 60 + 59, substr(text, i * 60 + 1, 59), substr(text, i * 60 + 1, 59),
    'Speaker ' || article.id %% 500, '', '', '', false,
    CASE WHEN (article.id + i) %% 12 = 0 THEN '[{"start": 0, "end": 3, "text": "The"}]'::jsonb
        ELSE '[]' END, '[]', NULL, now()
FROM claims_article article CROSS JOIN generate_series(0, %(each)s - 1) i
ORDER BY article.id, i LIMIT %(claims)s
"""

# Of a hundred: 60 open, 10 proposed, 28 settled, 2 dropped. A fifth must be checked, a third has
# a deadline, some are given out, pinned, parked.
VERDICTS = """
INSERT INTO claims_verdict (review_id, verdict, reason, override_reason, by_id, at)
SELECT claim_id, (ARRAY['verified', 'unverified', 'contested'])[1 + claim_id %% 3],
    'Read the report.', '', %(checker)s, now()
FROM claims_review WHERE claim_id %% 100 BETWEEN 60 AND 97
"""
REVIEWS = """
INSERT INTO claims_review (claim_id, state, worth, band, reasons, model, priority, pinned, parked,
    discrepant, deadline, assignee_id)
SELECT id, CASE WHEN id %% 100 >= 98 THEN 'dropped' ELSE 'open' END, (id * 7919 %% 1000) / 1000.0,
    CASE WHEN id * 7919 %% 1000 >= 800 THEN 'must' WHEN id %% 2 = 0 THEN 'check' ELSE 'minor' END,
    '[]', '', CASE WHEN id %% 97 = 0 THEN 1 ELSE 0 END, id %% 5003 = 0, id %% 211 = 0,
    id %% 500 = 0,
    CASE WHEN id %% 3 = 0 THEN now() + (id * 31 %% 20000 - 50) * interval '1 minute' END,
    CASE WHEN id %% 40 = 0 THEN %(checker)s::bigint END
FROM claims_claim
"""
MOVES = """
UPDATE claims_review review SET verdict_id = verdict.id, proposed_by_id = %(checker)s,
    state = CASE WHEN claim_id %% 100 < 70 THEN 'proposed' ELSE 'settled' END,
    signed_off_by_id = CASE WHEN claim_id %% 100 >= 70 THEN %(editor)s::bigint END,
    signed_off_at = CASE WHEN claim_id %% 100 >= 70 THEN now() END
FROM claims_verdict verdict WHERE verdict.review_id = review.claim_id
"""
HISTORY = """
INSERT INTO claims_event (chain_id, sequence, action, by_id, at, old, new, reason, previous, hash)
SELECT subject, 0, action, by_id, now(), '{}', new, reason, '', '' FROM (
    SELECT 'article:' || id AS subject, 'article.received' AS action, NULL::bigint AS by_id,
        '{}'::jsonb AS new, '' AS reason FROM claims_article
    UNION ALL SELECT 'claim:' || claim_id, 'claim.extracted', NULL,
        jsonb_build_object('state', state), '' FROM claims_review
    UNION ALL SELECT 'claim:' || review_id, 'review.verdict_proposed', by_id,
        jsonb_build_object('verdict', verdict), reason FROM claims_verdict
    UNION ALL SELECT 'claim:' || claim_id, 'review.signed_off', signed_off_by_id, '{}', ''
        FROM claims_review WHERE state = 'settled'
) made
"""


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world.")


urlpatterns = [path("hello/", hello), path("", include("factcheck.urls"))]


class Command(BaseCommand):
    help = "Measure the desk's speed in a database of its own; prints JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, default=100_000, help="how many (100000)")

    def handle(self, *args: Any, **options: Any) -> None:
        claims = options["claims"]
        if claims < 1000:
            raise CommandError("--claims: fewer than 1,000 say nothing about speed.")
        # Pages are asked for without their static files.
        warnings.filterwarnings("ignore", message="No directory at")
        with (
            database_of_its_own("bench"),
            override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], DEBUG=False),
        ):
            started = time.perf_counter()
            editor = fill(claims)
            self._say("fill", time.perf_counter() - started, "s", claims)
            self._measure_pages(editor)
            self._measure_work(editor)
            sentences = bench_matching.Sentences(claims, seed=1)
            started = time.perf_counter()
            bench_matching.fill(claims, sentences)
            self._say("match_fill", time.perf_counter() - started, "s", claims)
            bench_matching.measure(claims, sentences, self._say, times)

    def _measure_pages(self, editor: User) -> None:
        client = Client()
        client.force_login(editor)

        def get(address: str) -> Callable[[], None]:
            def ask() -> None:
                response = client.get(address, secure=True)
                if response.status_code != 200:
                    raise CommandError(f"{address} answered {response.status_code}.")

            return ask

        pages = {"hello": "/hello/", **PAGES, "queue_deep_page": deep_page(client)}
        medians = {}
        for figure, address in pages.items():
            medians[figure] = self._say_times(figure, times(get(address), TIMES))
        for figure in list(pages)[1:]:
            self._say(f"{figure}_to_hello", medians[figure] / medians["hello"], "ratio", TIMES)

    def _measure_work(self, editor: User) -> None:
        def take() -> None:
            review = triage.take_next(editor)
            if review is None:
                raise CommandError("There is nothing left to take.")
            Review.objects.filter(pk=review.pk).update(parked=True)

        self._say_times("take_next", times(take, TAKEN))

        among = ClaimList("state:open worth:must -is:parked", user=editor, at=timezone.now())
        review = among.in_order.first()
        if review is None:
            raise CommandError("There is nothing that must be checked.")

        def place() -> None:
            place_in(among, review)

        self._say_times("place_in_list", times(place, TIMES))

        subjects = list(Claim.objects.order_by("pk")[:EVENTS])
        started = time.perf_counter()
        for claim in subjects:
            Event.objects.record(claim, Event.Action.CLAIM_REWORDED, by=editor)
        self._say("history_record", EVENTS / (time.perf_counter() - started), "per s", EVENTS)

        started = time.perf_counter()
        whole = verify_history()
        seconds = time.perf_counter() - started
        self._say("verify_history", whole.events / seconds, "events per s", whole.events)

        reviews = Review.objects.order_by("urgency", "pk")
        started = time.perf_counter()
        deque(csv_chunks(reviews), maxlen=0)
        rows = reviews.count()
        self._say("export_csv", rows / (time.perf_counter() - started), "rows per s", rows)

    def _say_times(self, figure: str, seconds: list[float]) -> float:
        """Print the median and the 95th percentile in milliseconds; the median comes back."""
        ordered = sorted(seconds)
        for percentile in (50, 95):
            value = ordered[min(len(ordered) * percentile // 100, len(ordered) - 1)]
            self._say(f"{figure}_p{percentile}", value * 1000, "ms", len(ordered))
        return ordered[len(ordered) // 2]

    def _say(self, figure: str, value: float, unit: str, n: int) -> None:
        line = {"figure": figure, "value": round(value, 2), "unit": unit, "n": n}
        self.stdout.write(json.dumps(line))
        self.stdout.flush()


def fill(claims: int) -> User:
    """Put that many claims in, and what belongs to them; an editor to look at them comes back."""
    people = {}
    for group in ("Checker", "Editor"):
        people[group] = User.objects.create_user(f"bench-{group.lower()}")
        people[group].groups.add(Group.objects.get(name=group))
    values: dict[str, Any] = {
        "articles": -(-claims // CLAIMS_AN_ARTICLE),
        "each": CLAIMS_AN_ARTICLE,
        "claims": claims,
        "words": WORDS,
        "checker": people["Checker"].pk,
        "editor": people["Editor"].pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(OUTLETS)
        cursor.execute(ARTICLES.format(sentence=SENTENCE), values)
        for statement in (CLAIMS, REVIEWS, VERDICTS, MOVES):
            cursor.execute(statement, values)
        cursor.execute(HISTORY)
        cursor.execute("VACUUM ANALYZE")
    return people["Editor"]


def deep_page(client: Client) -> str:
    """The address of page DEEP_PAGE of everything open, or of the last page there is."""
    address = "/queue/?q=state:open"
    for _ in range(DEEP_PAGE - 1):
        page = client.get(address, secure=True).content.decode()
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            break
        address = html.unescape(following[1])
    return address


def times(action: Callable[[], None], number: int) -> list[float]:
    """The seconds that each of `number` runs takes, after one that warms the caches."""
    action()
    taken = []
    for _ in range(number):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return taken
