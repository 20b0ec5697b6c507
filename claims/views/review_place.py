"""The list the reader of a claim came from, and the way through it (`claims.views.addresses`)."""

from typing import NamedTuple

from django.utils import timezone

from claims import triage
from claims.filtering import BUILT_IN, ClaimList, Place, place_in
from claims.models import Review, SavedView
from claims.views.addresses import claim_url, list_address, list_query
from claims.views.guards import SignedInRequest
from claims.views.review_context import Excerpt


class Step(NamedTuple):
    """A way to another claim; `words` say where it leads."""

    address: str
    words: str


class Way(NamedTuple):
    """The list one came from (`name` is "" without one), one's place in it, and the steps to take.

    Where there is no list the steps lead through the article.
    """

    name: str
    address: str
    place: Place | None
    previous: Step | None
    next: Step | None


def list_of(request: SignedInRequest) -> ClaimList | None:
    """The list the reader came from; None without one."""
    text = list_query(request)
    return ClaimList(text, user=request.user, at=timezone.now()) if text else None


def way_of(request: SignedInRequest, review: Review, excerpt: Excerpt) -> Way:
    """Breadcrumb, previous and next: of the list, or else of the article."""
    claim_list = list_of(request)
    if claim_list is None:
        before, after = excerpt.previous, excerpt.next
        return Way(
            "",
            list_address(request),
            None,
            Step(claim_url(before.pk), "Previous claim of the article") if before else None,
            Step(claim_url(after.pk), "Next claim of the article") if after else None,
        )
    place, text = place_in(claim_list, review), claim_list.text
    return Way(
        _name_of(request, text),
        list_address(request),
        place,
        Step(claim_url(place.previous, text), "Previous in the list") if place.previous else None,
        Step(claim_url(place.next, text), "Next in the list") if place.next else None,
    )


def _name_of(request: SignedInRequest, text: str) -> str:
    """What the desk calls the list; its text where it has no name."""
    named = {view.query: view.name for view in BUILT_IN}.get(text)
    if named:
        return named
    views = SavedView.objects.visible_to(request.user).filter(query=text)
    return views.order_by("is_shared", "pk").values_list("name", flat=True).first() or text


class Following(NamedTuple):
    """The next claim to work on; None where there is none. `words` say so to the person."""

    review: Review | None
    words: str


def take_following(request: SignedInRequest, review: Review) -> Following:
    """Hand out the next free claim of the list after this one; without a list, of the desk."""
    claim_list = list_of(request)
    if claim_list is None:
        following = triage.take_next(request.user)
        words = "Here is the next one." if following else "Nothing more is open for you."
        return Following(following, words)
    following = triage.take_after(review, among=claim_list, user=request.user)
    if following is None:
        return Following(None, "That was the last one: nothing more of this list is free.")
    return Following(following, _words(claim_list, review, following))


def following_to_sign(request: SignedInRequest, review: Review) -> Following:
    """The next claim of the list that awaits the person's sign-off; without a list, of the desk."""
    user, claim_list = request.user, list_of(request)
    if claim_list is None:
        awaiting = Review.objects.visible_to(user).awaiting_sign_off_by(user)
        following = awaiting.order_by("urgency", "claim_id").first()
        words = "Here is the next one." if following else "Nothing more awaits your sign-off."
        return Following(following, words)
    awaiting = claim_list.order.sort(claim_list.reviews.awaiting_sign_off_by(user))
    key = claim_list.key_of(review)
    following = claim_list.order.beyond(awaiting, key, backwards=False).first() or awaiting.first()
    if following is None:
        return Following(None, "Nothing more of this list awaits your sign-off.")
    return Following(following, _words(claim_list, review, following))


def _words(claim_list: ClaimList, review: Review, following: Review) -> str:
    after = claim_list.order.beyond(
        Review.objects.filter(pk=following.pk), claim_list.key_of(review), backwards=False
    )
    if after.exists():
        return "Here is the next one."
    return "That was the end of the list: on from its beginning."
