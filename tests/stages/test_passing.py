"""Lines without a claim that a reader has looked at, and the word taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.extraction import (
    ShapingRefused,
    add_claim,
    bring_back,
    drop_claim,
    extract_claims,
    pass_sentence,
    skip_sentence,
    unpass_sentence,
)
from claims.models import Sentence
from tests.factories import make_article, make_claim, make_sentence, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    article = make_article("Who knows?")
    return make_sentence(article, 0, len(article.text))


@pytest.fixture
def checker():
    return make_user("Checker", first_name="Carol")


def test_it_says_who_looked_and_records_where(line, checker) -> None:
    pass_sentence(line, by=checker)
    assert Sentence.objects.get(pk=line.pk).passed_by == checker
    event = last_event(line.article)
    assert (event.action, event.by, event.new) == (
        "article.sentence_passed",
        checker,
        {"start": 0, "end": 10},
    )


def test_anybody_on_the_desk_takes_it_back(line, checker) -> None:
    pass_sentence(line, by=checker)
    unpass_sentence(line, by=make_user("Editor"))
    assert Sentence.objects.get(pk=line.pk).passed_by is None
    assert history(line.article)[-2:] == ["article.sentence_passed", "article.sentence_unpassed"]


def test_the_second_one_hears_who_was_faster(line, checker) -> None:
    pass_sentence(Sentence.objects.get(pk=line.pk), by=checker)
    with pytest.raises(ShapingRefused, match="Carol has looked at it already"):
        pass_sentence(line, by=make_user("Editor"))
    unpass_sentence(line, by=checker)
    with pytest.raises(ShapingRefused, match="still to be looked at"):
        unpass_sentence(line, by=checker)


def test_a_line_in_a_claim_or_skipped_is_not_passed(line, checker) -> None:
    claim = make_claim(line.article, quote="knows")
    with pytest.raises(ShapingRefused, match=f"{claim.reference} stands in it"):
        pass_sentence(line, by=checker)
    drop_claim(claim, by=checker, reason="An opinion.")
    skip_sentence(line, by=checker, reason="A caption.")
    with pytest.raises(ShapingRefused, match="no part of the article"):
        pass_sentence(line, by=checker)


def test_reporters_pass_nothing(line) -> None:
    for step in (pass_sentence, unpass_sentence):
        with pytest.raises(PermissionDenied):
            step(line, by=make_user("Reporter"))


def test_who_drops_a_claim_has_looked_at_its_line(line, checker) -> None:
    drop_claim(make_claim(line.article, quote="knows"), by=checker, reason="An opinion.")
    assert Sentence.objects.get(pk=line.pk).passed_by == checker


def test_a_line_brought_back_is_to_be_looked_at(line, checker) -> None:
    pass_sentence(line, by=checker)
    skip_sentence(line, by=checker, reason="A caption.")
    [claim] = bring_back(line, by=checker)
    drop = Sentence.objects.get(pk=line.pk)
    assert (drop.passed_by, claim.quote) == (None, "Who knows?")


def test_a_claim_may_still_be_made_of_it(line, checker) -> None:
    pass_sentence(line, by=checker)
    claim = add_claim(line.article, start=0, end=10, by=checker)
    assert claim.quote == "Who knows?"


def test_looking_for_claims_again_keeps_the_word(line, checker) -> None:
    pass_sentence(line, by=checker)
    assert extract_claims(line.article_id) == 0
    assert Sentence.objects.get(pk=line.pk).passed_by == checker
