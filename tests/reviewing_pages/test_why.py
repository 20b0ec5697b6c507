"""Why a claim is as check-worthy as it is: every share of the score, and its words in place."""

import math
import re
from typing import Any

import pytest
from django.test import Client

from claims import extraction, rescoring, steering
from claims.models import Claim, Event, Review, Weights
from claims.text import checkworthiness, reader
from claims.text.checkworthiness import Reason
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

QUOTE = "Radio Norte said the mayor <b>allegedly</b> stole\n 10 cars & two buses, as we know."
REASONS = [
    {"name": "figure", "words": "10 cars"},
    {"name": "damaging", "words": "stole"},
    {"name": "hedged", "words": "allegedly"},
    {"name": "second-hand", "words": "Radio Norte"},
    {"name": "who stands behind it", "words": "stole 10"},
    {"name": "we", "words": "we"},
]


def make(**fields: Any) -> Claim:
    article = make_article(f"Before. {QUOTE} After.")
    start = article.text.index(QUOTE)

    def span(words: str) -> dict[str, object]:
        at = start + QUOTE.index(words)
        return {"start": at, "end": at + len(words), "text": words}

    claim = make_claim(
        article,
        quote=QUOTE,
        claimant="The mayor",
        cue="said",
        outlet="Radio Norte",
        **{
            "hedges": [span("allegedly")],
            "figures": [span("10 cars"), span("two buses")],
            "reasons": REASONS,
            "reader": -0.75,
            "model": "reader 7",
            **fields,
        },
    )
    while rescoring.rescore_some():
        pass
    return claim


def page(client: Client, claim: Claim, group: str = "Checker") -> Any:
    client.force_login(make_user(group))
    return client.get(f"/claims/{claim.pk}/why/")


def tagged(html: str) -> list[tuple[str, str]]:
    """(kind, words) of the marks in the quote."""
    found = re.findall(r'<mark class="tag tag-(\w+)" title="[^"]+">(.*?)<span', html, re.DOTALL)
    return [(kind, " ".join(words.split())) for kind, words in found]


def test_it_shows_the_score_and_its_band(client: Client) -> None:
    claim = make()
    review = Review.objects.get(pk=claim.pk)

    html = page(client, claim).content.decode()

    assert f"<strong>{review.worth:.2f}</strong>" in re.sub(r' class="num"', "", html)
    assert f"Why {claim.reference}" in html
    assert "The weights have changed since" not in html


def test_its_shares_sum_up_to_the_stored_score(client: Client) -> None:
    claim = make()

    context = page(client, claim).context

    shares = context["shares"]
    total = math.fsum(share.log_odds for share in shares)
    stored = Review.objects.get(pk=claim.pk).worth
    assert stored == context["score"] == checkworthiness.score(claim.review.why, -0.75)
    assert stored == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-12)
    assert {share.name for share in shares} == {
        *(reason["name"] for reason in REASONS),
        checkworthiness.START,
        checkworthiness.READER,
    }


def test_they_do_so_with_changed_weights_too(client: Client) -> None:
    claim, admin = make(), make_user("Admin", first_name="Ada", last_name="Okafor")
    steering.save_weights({"figure": 0.25, "reader": 2.0, "date": 0.5}, by=admin)
    while rescoring.rescore_some():
        pass

    response = page(client, claim)

    html, shares = response.content.decode(), response.context["shares"]
    total = math.fsum(share.log_odds for share in shares)
    stored = Review.objects.get(pk=claim.pk).worth
    assert stored == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-12)
    assert {share.name: share.log_odds for share in shares if share.change} == {
        "figure": 0.25,
        "reader": -1.5,
    }
    assert "3 weights are not as Factcheck came with them; Ada Okafor was the last to" in html
    default = checkworthiness.WEIGHTS["figure"]
    assert f"an admin set its weight to 0.25; {default:g} by default" in html
    assert re.search(r"date: <span class=\"num\">[\d.]+ → 0.5<", html)


def test_a_score_of_other_weights_is_shown_as_that(client: Client) -> None:
    claim = make()
    steering.save_weights({"figure": 0.0}, by=make_user("Admin"))

    response = page(client, claim)

    html = response.content.decode()
    assert "The weights have changed since this claim was scored" in html
    assert "all claims are being scored anew." in html
    present = Weights.current().present
    assert response.context["score"] == checkworthiness.score(claim.review.why, -0.75, present)


def test_a_score_that_stays_old_is_not_promised_anew(client: Client) -> None:
    claim = make()
    steering.save_weights({"figure": 0.0}, by=make_user("Admin"))
    rescoring.note_failure("It failed.")

    html = page(client, claim).content.decode()

    assert "scoring all claims anew has stopped" in html
    assert "are being scored anew" not in html


def test_a_reader_that_counts_nothing_still_says_what_it_finds(client: Client) -> None:
    claim = make()
    steering.save_weights({"reader": 0.0, "we": -0.25}, by=make_user("Admin"))
    html = page(client, claim).content.decode()
    assert re.search(r"we: <span class=\"num\">−[\d.]+ → −0.25<", html)

    [share] = [s for s in page(client, claim).context["shares"] if s.name == checkworthiness.READER]

    assert share.counts == "+0.00"
    assert share.sentence == "the trained reader finds it reads unlike what desks must check"


def test_a_claim_made_by_hand_has_its_reasons_and_its_reader(client: Client) -> None:
    article = make_article("Rain. The bridge reportedly cost £2 million.")
    quote = "The bridge reportedly cost £2 million."
    start = article.text.index(quote)
    claim = extraction.add_claim(
        article, start=start, end=start + len(quote), by=make_user("Checker")
    )

    response = page(client, claim)

    html = response.content.decode()
    names = {share.name for share in response.context["shares"]}
    assert {checkworthiness.BY_HAND, checkworthiness.READER, "figure", "hedged"} <= names
    assert "Somebody picked it out by hand" in html
    assert f"Trained reader: <strong>{reader.version()}</strong>" in html
    assert tagged(html) == [("hedge", "reportedly"), ("figure", "£2 million")]


def test_each_share_is_a_plain_sentence_with_its_words(client: Client) -> None:
    text = " ".join(re.sub(r"<[^>]+>", "", page(client, make()).content.decode()).split())

    assert "A figure that is news: 10 cars" in text
    assert "It would damage somebody if it were wrong: stole" in text
    assert "The trained reader finds it reads unlike what desks must check" in text
    assert "Trained reader: reader 7." in text


def test_a_bar_stands_on_its_side_of_zero(client: Client) -> None:
    shares = {share.name: share for share in page(client, make()).context["shares"]}

    figure, we = shares["figure"], shares["we"]
    assert (figure.start, figure.counts[0]) == (0.0, "+")
    assert (we.start + we.bar, we.counts[0]) == (0.0, "−")
    assert max(share.bar for share in shares.values()) == 100
    assert figure.bar / we.bar == pytest.approx(figure.log_odds / -we.log_odds, rel=0.01)


def test_it_marks_the_words_in_place(client: Client) -> None:
    html = page(client, make()).content.decode()

    assert tagged(html) == [
        ("outlet", "Radio Norte"),
        ("cue", "said"),
        ("claimant", "the mayor"),
        ("hedge", "allegedly"),
        ("reason", "stole"),
        ("figure", "10 cars"),
        ("figure", "two buses"),
        ("reason", "we"),
    ]


def test_the_quote_comes_back_whole_and_escaped(client: Client) -> None:
    response = page(client, make())

    assert "".join(piece.text for piece in response.context["pieces"]) == QUOTE
    html = response.content.decode()
    assert "<b>allegedly" not in html
    assert "&lt;b&gt;" in html
    assert "cars</mark>" not in html
    assert " &amp; " in html


def test_the_legend_names_what_is_drawn_and_nothing_else(client: Client) -> None:
    html = page(client, make()).content.decode()
    drawn = {kind for kind, _ in tagged(html)}
    legend = html.partition('aria-label="Legend"')[2].partition("</ul>")[0]
    assert set(re.findall(r"tag tag-(\w+)", legend)) == drawn
    assert drawn == {"outlet", "cue", "claimant", "hedge", "reason", "figure"}


def test_a_claimant_is_found_by_the_surname(client: Client) -> None:
    article = make_article("Ms Okafor said so.")
    claim = make_claim(article, quote="Ms Okafor said so.", claimant="Ada Okafor", cue="said")
    assert tagged(page(client, claim).content.decode()) == [("claimant", "Okafor"), ("cue", "said")]


def test_a_claim_without_any_reason_has_its_start_alone(client: Client) -> None:
    claim = make(reasons=[], reader=None, model="", hedges=[], figures=[])

    response = page(client, claim)

    assert [share.name for share in response.context["shares"]] == [checkworthiness.START]
    assert "The trained reader has not read this claim." in response.content.decode()
    assert "All weights are as Factcheck came with them." in response.content.decode()


def test_spans_that_lie_outside_do_no_harm(client: Client) -> None:
    claim = make()
    far = [{"start": claim.start - 4, "end": claim.end + 9, "text": "x"}, {"start": 0, "end": 2}]
    Claim.objects.filter(pk=claim.pk).update(figures=far)
    response = page(client, claim)
    assert "".join(piece.text for piece in response.context["pieces"]) == QUOTE


def test_a_reason_nobody_knows_any_more_is_passed_over(client: Client) -> None:
    claim = make(reasons=[{"name": "moonlight", "words": "cars"}, *REASONS])
    response = page(client, claim)
    assert response.status_code == 200
    assert "moonlight" not in {share.name for share in response.context["shares"]}


def test_it_is_led_to_from_the_claim_and_from_its_card(client: Client) -> None:
    claim = make()
    client.force_login(make_user("Checker"))
    link = f'href="/claims/{claim.pk}/why/"'
    assert link in client.get(claim.get_absolute_url()).content.decode()
    assert link in client.get(claim.article.get_absolute_url()).content.decode()


def test_only_an_admin_is_led_to_the_weights(client: Client) -> None:
    claim = make()
    assert "/admin/claims/weights/" in page(client, claim, "Admin").content.decode()
    assert "/admin/claims/weights/" not in page(client, claim, "Editor").content.decode()


def test_its_reporter_sees_it_and_another_does_not(client: Client) -> None:
    claim, owner = make(), make_user("Reporter")
    type(claim.article).objects.filter(pk=claim.article_id).update(submitted_by=owner)
    client.force_login(owner)
    assert client.get(f"/claims/{claim.pk}/why/").status_code == 200
    assert page(client, claim, "Reporter").status_code == 404


def test_it_changes_nothing_by_being_looked_at(client: Client) -> None:
    claim = make()
    before = Review.objects.values().get(), Event.objects.count()
    page(client, claim)
    assert (Review.objects.values().get(), Event.objects.count()) == before


def test_it_takes_six_queries_at_most(client: Client, django_assert_max_num_queries: Any) -> None:
    claim = make()
    client.force_login(make_user("Admin"))
    with django_assert_max_num_queries(6) as asked:
        client.get(f"/claims/{claim.pk}/why/")
    assert not any('"claims_article"."text"' in query["sql"] for query in asked.captured_queries)


def test_what_a_reason_is_stored_as_is_what_comes_back() -> None:
    claim = make_claim(reasons=REASONS)
    assert claim.review.why == tuple(Reason(**reason) for reason in REASONS)


@pytest.mark.parametrize(("state", "told"), [("dropped", True), ("open", False)])
def test_a_claim_off_the_desk_is_said_to_be(client: Client, state: str, told: bool) -> None:
    html = page(client, make(state=state)).content.decode()
    assert ("nobody is asked to check it" in html) == told


def test_nothing_is_written_as_less_than_nothing(client: Client) -> None:
    claim = make(reader=-1e-9, reasons=[{"name": "we", "words": "we"}])
    assert not re.search(r"[-−]0\.00\b", page(client, claim).content.decode())
