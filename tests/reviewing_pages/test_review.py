"""The page of a claim: what it shows to whom, and that looking changes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import discussing, reviewing, triage
from claims.models import Event, Review, Sentence, Verdict
from tests.factories import (
    make_article,
    make_attempt,
    make_claim,
    make_link,
    make_user,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "The town has a hotline. The hotline has 10 operators. It was launched in May.\n"
    "It cost 5,000 rubles. It rained."
)


def make_sentences(article) -> None:
    start = 0
    for number, words in enumerate(article.text.replace("\n", " ").split(". ")):
        end = min(start + len(words) + 1, len(article.text))
        Sentence.objects.create(
            article=article, start=start, end=end, paragraph=number // 3, kind="body"
        )
        start = end + 1


def test_it_shows_the_claim_between_its_sentences(client) -> None:
    article = make_article(TEXT)
    make_sentences(article)
    claim = make_claim(article, quote="10 operators", claimant="The mayor", outlet="Radio Norte")
    client.force_login(make_user("Checker"))

    html = client.get(claim.get_absolute_url()).content.decode()

    assert (
        'The town has a hotline. The hotline has <mark class="mark mark-open">10 operators</mark>'
        ". It was launched in May.</p>" in html
    )
    assert "paragraph 1" in html
    assert "claimant: <bdi>The mayor</bdi>" in html
    assert "via <bdi>Radio Norte</bdi>" in html
    assert "check-worthiness 0.90: figure" in html


def test_it_shows_whole_words_where_the_sentences_are_not_known(client) -> None:
    article = make_article("word " * 300 + "Ten came." + " after" * 300)
    claim = make_claim(article, quote="Ten came.")
    client.force_login(make_user("Checker"))

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "… word word" in html
    assert "after …</p>" in html
    assert html.count("word ") < 120


def test_it_reads_no_more_than_a_slice_of_the_text(client) -> None:
    claim = make_claim()
    client.force_login(make_user("Checker"))
    with CaptureQueriesContext(connection) as captured:
        client.get(claim.get_absolute_url())
    text = '"claims_article"."text"'
    asked = [query["sql"] for query in captured if text in query["sql"]]
    assert len(asked) == 1
    assert asked[0].count(text) == asked[0].count(f"SUBSTRING({text}, ") == 2


def test_it_takes_twenty_two_queries_at_most(client, django_assert_max_num_queries) -> None:
    editor, checker = make_user("Editor"), make_user("Checker")
    article = make_article(TEXT)
    make_sentences(article)
    claim = make_claim(article, assignee=checker)
    before = make_claim(article, quote="It was launched in May.")
    for number in range(5):
        make_link(claim.review, by=checker, title=f"Register {number}")
        make_attempt(claim.review, by=checker)
        discussing.add_comment(claim.review, text=f"No. {number}, @{editor}?", by=checker)
    reviewing.record_attempt(before.review, kind="call", what="Rang.", by=editor)
    triage.take_claim(claim.review, by=editor)
    client.force_login(editor)
    query = {"history": "all", "list": "state:open x", "from": before.pk}
    with django_assert_max_num_queries(22):
        response = client.get(claim.get_absolute_url(), query)
    html = response.content.decode()
    assert "0 left" in html
    assert f"Undo: FC-{before.pk} attempt recorded" in html


def test_it_changes_nothing_by_being_looked_at(client) -> None:
    claim, user = make_claim(), make_user("Checker")
    triage.take_claim(claim.review, by=user)
    client.force_login(user)
    before = Review.objects.values().get(), Event.objects.count()
    client.get(claim.get_absolute_url())
    assert (Review.objects.values().get(), Event.objects.count()) == before


def test_it_is_not_there_for_a_reporter_of_another_article(client) -> None:
    claim = make_claim(make_article(by=make_user("Reporter")))
    client.force_login(make_user("Reporter"))
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_it_shows_its_reporter_no_control_and_nothing_sensitive(client) -> None:
    reporter = make_user("Reporter")
    claim = make_claim(make_article(by=reporter))
    make_link(claim.review, title="The register")
    make_link(claim.review, title="Our man in the ministry", sensitive=True)
    Event.objects.record(
        claim,
        Event.Action.EVIDENCE_LINKED,
        by=make_user(),
        new={"stance": "supports", "title": "Our man in the ministry"},
        reason="He asked for silence.",
    )
    client.force_login(reporter)

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "The register" in html
    assert "1 more source only the desk may see" in html
    assert "Our man" not in html
    assert "He asked" not in html
    forms = [part.split(">")[0] for part in html.split("<form")[1:]]
    harmless = ("/accounts/", 'method="dialog"', 'role="search"')
    assert all(any(word in form for word in harmless) for form in forms), forms


def test_its_history_tells_its_reporter_nothing_of_the_articles_of_others(client) -> None:
    reporter = make_user("Reporter")
    claim = make_claim(make_article(by=reporter))
    other = make_claim(wording="Their scoop")
    with_other = {"match": 1, "with": other.reference}
    for action, by in (
        (Event.Action.DISCREPANCY_FOUND, None),
        (Event.Action.MATCH_CONFIRMED, make_user("Checker")),
        (Event.Action.MATCH_REJECTED, make_user("Checker")),
    ):
        Event.objects.record(claim, action, by=by, new=with_other, reason="Their scoop has 412.")
    raised = {"old": {"priority": "Normal"}, "new": {"priority": "High"}}
    Event.objects.record(
        claim,
        Event.Action.REVIEW_PRIORITISED,
        by=None,
        reason=f"A discrepancy with {other.reference}. Their scoop has 412.",
        **raised,
    )
    Event.objects.record(
        claim,
        Event.Action.REVIEW_PRIORITISED,
        by=make_user("Editor"),
        reason="For the front page.",
        **raised,
    )
    client.force_login(reporter)

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "scoop" not in html
    assert other.reference not in html
    assert "Normal → High" in html
    assert "For the front page." in html

    client.force_login(make_user("Checker"))
    assert "Their scoop has 412." in client.get(claim.get_absolute_url()).content.decode()


def test_it_shows_the_desk_what_is_sensitive(client) -> None:
    claim = make_claim()
    make_link(claim.review, title="Our man in the ministry", sensitive=True)
    client.force_login(make_user("Checker"))
    html = client.get(claim.get_absolute_url()).content.decode()
    assert "Our man in the ministry" in html
    assert "more source" not in html


def test_it_says_what_the_policy_asks_for(client) -> None:
    claim = make_claim()
    make_link(claim.review, stance="supports", kind="primary")
    client.force_login(make_user("Checker"))
    html = " ".join(client.get(claim.get_absolute_url()).content.decode().split())
    assert 'class="gate gate-met" id="gate-verified"' in html
    assert 'class="gate gate-open" id="gate-contested"' in html
    assert "Supported by 1, refuted by 0 so far." in html


def test_it_shows_no_forms_while_another_works_on_it(client) -> None:
    claim, other = make_claim(), make_user("Checker", first_name="Carol")
    client.force_login(make_user("Checker"))
    free = client.get(claim.get_absolute_url()).content.decode()
    triage.take_claim(claim.review, by=other)
    html = client.get(claim.get_absolute_url()).content.decode()
    assert 'data-keep-draft="verdict-' in free
    # What one says about it needs no lease.
    assert html.count("data-keep-draft=") == html.count('data-keep-draft="comment-') == 1
    assert "<strong>Carol</strong> is working on this claim, for another <time" in html
    assert "Policy met" not in html
    assert "Needs one source on each side" in html
    assert "data-lease=" not in html
    assert "Carol is working on this claim right now." in html
    assert "It is theirs until <time" in html
    assert "disabled>Give it to me" in html
    assert "disabled>Give it to me" not in free


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("وزارة الصحة said on Monday that 10 people came.", "ltr"),
        ("قال الوزير إن WHO أرسلت 10 أشخاص.", "rtl"),
        ("وزارة said that 10 came.\nقال الوزير إن الوزارة أرسلت كثيرين", "ltr"),
        ("10, 11, 12", "auto"),
    ],
)
def test_it_runs_as_most_of_its_letters_do(client, text: str, direction: str) -> None:
    claim = make_claim(make_article(text), quote="10")
    client.force_login(make_user("Checker"))
    html = client.get(claim.get_absolute_url()).content.decode()
    assert f'<p class="context" dir="{direction}"' in html


def test_it_shows_no_empty_line_between_paragraphs(client) -> None:
    claim = make_claim(make_article("It rained.\n\nTen came.\n \nThey sang."), quote="Ten came.")
    client.force_login(make_user("Checker"))
    html = client.get(claim.get_absolute_url()).content.decode()
    assert re.search(r"It rained\.\n<mark[^>]*>Ten came\.</mark>\nThey sang\.", html)


def test_it_links_both_the_address_and_the_document(client) -> None:
    link = make_link(
        make_claim().review,
        title="Register",
        url="https://example.org/r",
        file="x",
        file_name="r.pdf",
    )
    client.force_login(make_user("Checker"))
    for page in (link.review.get_absolute_url(), link.evidence.get_absolute_url(), "/evidence/"):
        html = client.get(page).content.decode()
        assert 'href="https://example.org/r"' in html
        assert f'href="/evidence/{link.evidence_id}/file/"' in html


def test_it_offers_the_second_reader_what_the_proposer_may_not(client) -> None:
    proposer, second = make_user("Editor"), make_user("Editor")
    review = make_claim().review
    verdict = Verdict.objects.create(
        review=review, verdict="verified", reason="Read it.", by=proposer, at=timezone.now()
    )
    Review.objects.update(state="proposed", verdict=verdict, proposed_by=proposer)
    client.force_login(second)
    offered = client.get(review.get_absolute_url()).content.decode()
    client.force_login(proposer)
    refused = client.get(review.get_absolute_url()).content.decode()
    assert f'name="seen" value="{verdict.pk}"' in offered
    assert "Sign off" in offered
    assert 'name="seen"' not in refused
    assert "You proposed this verdict: someone else must sign it off." in refused


def test_it_shows_fifty_lines_of_history_and_all_when_asked(client) -> None:
    claim, user = make_claim(), make_user("Checker")
    for number in range(52):
        Event.objects.record(claim, Event.Action.REVIEW_TAKEN, by=user, reason=f"No. {number}.")
    client.force_login(user)
    page = client.get(claim.get_absolute_url()).content.decode()
    whole = client.get(claim.get_absolute_url(), {"history": "all"}).content.decode()
    assert "No. 51." in page
    assert "No. 1." not in page
    assert f'href="{claim.get_absolute_url()}?history=all"' in page
    assert "No. 1." in whole
    assert "?history=all" not in whole


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("state:open worth:must", '<a href="/queue/?q=state%3Aopen+worth%3Amust" rel="up">'),
        ("state=open&band=must", '<a href="/queue/?q=state%3Aopen+worth%3Amust" rel="up">'),
        ('"><script>=1', "<bdi>&quot;&gt;&lt;script&gt;=1</bdi>"),
        ("https://evil.example/", '<a href="/queue/?q=https%3A%2F%2Fevil.example%2F" rel="up">'),
    ],
)
def test_it_leads_back_to_the_list_and_nowhere_else(client, given: str, shown: str) -> None:
    claim = make_claim()
    client.force_login(make_user("Checker"))
    html = client.get(claim.get_absolute_url(), {"list": given}).content.decode()
    assert '<a href="/queue/">Queue</a>' in html
    assert shown in html


@pytest.mark.parametrize("given", ["", " ", "x" * 3000, "a\0b"])
def test_without_a_list_it_leads_through_the_article(client, given: str) -> None:
    claim = make_claim()
    client.force_login(make_user("Checker"))
    html = client.get(claim.get_absolute_url(), {"list": given}).content.decode()
    assert f'<a href="{claim.article.get_absolute_url()}?claim={claim.pk}">' in html
    assert "?list=" not in html


def test_it_leads_to_the_claims_beside_it_but_not_to_dropped_ones(client) -> None:
    article = make_article(TEXT)
    first = make_claim(article, quote="The town has a hotline.")
    make_claim(article, quote="The hotline has 10 operators.", state="dropped")
    middle = make_claim(article, quote="It was launched in May.")
    last = make_claim(article, quote="It rained.")
    client.force_login(make_user("Checker"))
    html = client.get(middle.get_absolute_url()).content.decode()
    assert f'title="Previous claim of the article" href="/claims/{first.pk}/"' in html
    assert f'title="Next claim of the article" href="/claims/{last.pk}/"' in html


@pytest.mark.parametrize("state", ["open", "dropped"])
def test_it_stands_whatever_the_claim_holds(client, state: str) -> None:
    text = "<script>alert(1)</script> قال الوزير إن 10 أشخاص"
    claim = make_claim(
        make_article(text, outlet="", headline="<b>"),
        quote="<script>alert(1)</script>",
        claimant_doubt="<i>who?</i>",
        state=state,
    )
    client.force_login(make_user("Editor"))
    response = client.get(claim.get_absolute_url())
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert "<i>who" not in response.content.decode()
