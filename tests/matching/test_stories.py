"""Stories follow the matches: who is together, what it is called, which key it keeps."""

from datetime import date
from itertools import combinations, pairwise

import pytest

from claims import matching
from claims.matching.stories import title_of
from claims.models import Claim, Match, Matching, Story
from tests.factories import make_article, make_claim, make_user
from tests.matching.world import follow, make_match, story_of, together

pytestmark = pytest.mark.django_db


def claims(number: int) -> list[Claim]:
    return [make_claim(wording=f"Claim {n}") for n in range(number)]


def kept(claim: Claim) -> Story:
    """The story of a claim that is in one."""
    return Story.objects.get(members__claim=claim)


def test_it_joins_what_is_matched_directly_or_by_others_between() -> None:
    a, b, c, d, e = claims(5)
    for one, other in ((a, b), (b, c), (d, e)):
        make_match(one, other)

    follow(a, d)

    assert together() == {frozenset((a.pk, b.pk, c.pk)), frozenset((d.pk, e.pk))}
    story = kept(a)
    # The one in the middle.
    assert (story.central, story.title, story.named_by) == (b, "Claim 1", None)
    assert (story.claims, story.articles, story.discrepant) == (3, 3, False)


def test_a_doubtful_match_joins_once_it_is_confirmed() -> None:
    a, b = claims(2)
    Matching.objects.update(join_at=0.8)
    match = make_match(a, b, similarity=0.6)
    follow(a)
    assert together() == set()

    matching.confirm_match(match, by=make_user())

    assert together() == {frozenset((a.pk, b.pk))}


def test_it_is_discrepant_while_a_discrepancy_stands() -> None:
    a, b, c = claims(3)
    make_match(a, b)
    make_match(b, c)
    # Too doubtful to join, but both are in the story by others.
    doubtful = make_match(a, c, similarity=0.5, relation="discrepancy")
    Matching.objects.update(join_at=0.8)
    follow(a)
    assert kept(a).discrepant

    matching.reject_match(doubtful, by=make_user())

    assert not kept(a).discrepant


def test_of_equals_the_earlier_published_is_central() -> None:
    late = make_claim(make_article(published_on=date(2024, 5, 9)), wording="late")
    early = make_claim(make_article(published_on=date(2024, 5, 3)), wording="early")
    make_match(late, early)

    follow(late)

    assert kept(late).title == "early"


def test_joined_stories_keep_the_key_of_the_larger_one() -> None:
    a, b, c, d, e = claims(5)
    make_match(a, b)
    follow(a)
    for one, other in ((c, d), (d, e)):
        make_match(one, other)
    follow(c)
    small, large = kept(a), kept(c)

    make_match(a, c)
    follow(a)

    for claim in (a, b, c, d, e):
        assert story_of(claim) == large
    small.refresh_from_db()
    assert (small.claims, small.articles, small.central, small.merged_into) == (0, 0, None, large)
    assert list(Story.objects.standing()) == [large]


def test_an_old_link_leads_to_the_heir_of_its_heir() -> None:
    some = claims(11)
    parts = some[:2], some[2:5], some[5:]
    for part in parts:
        for one, other in combinations(part, 2):
            make_match(one, other)
        follow(part[0])
    stories = [kept(part[0]) for part in parts]
    by = make_user()

    for one, other in pairwise(part[0] for part in parts):
        matching.join_claims(one, other, by=by)

    for story in stories[:2]:
        story.refresh_from_db()
        assert story.merged_into == stories[2]


def test_split_by_a_rejection_the_larger_part_keeps_the_key() -> None:
    a, b, c, d, e = claims(5)
    bridge = make_match(b, c)
    for one, other in ((a, b), (c, d), (d, e)):
        make_match(one, other)
    follow(a)
    was = story_of(a)

    matching.reject_match(bridge, by=make_user())

    assert together() == {frozenset((a.pk, b.pk)), frozenset((c.pk, d.pk, e.pk))}
    assert story_of(c) == was != story_of(a)


def test_a_story_without_matches_is_none() -> None:
    a, b = claims(2)
    match = make_match(a, b)
    follow(a)
    story = kept(a)

    matching.reject_match(match, by=make_user())

    story.refresh_from_db()
    assert (story.claims, story.merged_into, story.central) == (0, None, None)
    assert not Story.objects.standing().exists()


def test_it_looks_at_no_more_than_it_must() -> None:
    a, b, c, d = claims(4)
    make_match(a, b)
    make_match(c, d)
    follow(a, c)
    before = Story.objects.filter(members__claim=c).values().get()

    follow(a)

    assert Story.objects.filter(members__claim=c).values().get() == before


def test_a_change_of_members_alone_is_a_change() -> None:
    a, b, c = claims(3)
    match = make_match(a, b)
    follow(a)
    was = kept(a)
    make_match(a, c)
    Match.objects.filter(pk=match.pk).delete()

    follow(a)

    now = kept(a)
    assert now.pk == was.pk
    assert now.changed_at > was.changed_at


@pytest.mark.parametrize("length", [10, 300, 301, 5000])
def test_a_title_is_whole_words_of_the_wording(length: int) -> None:
    wording = " ".join(["hotline"] * 1000)[:length].strip()

    title = title_of(wording)

    assert len(title) <= 300
    assert title == wording or set(title.split()) == {"hotline", "…"}
    assert len(title_of("x" * 5000)) <= 300
