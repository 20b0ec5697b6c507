"""Talk about a claim from its page: comment, resolve, open again, put a question away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from claims import discussing, permissions
from claims.models import Comment, Mention, Review
from claims.views.addresses import address
from claims.views.guards import SignedInRequest, allowed
from claims.views.review_forms import bind
from claims.views.review_page import REFUSALS, refused, show


def _discussion(request: SignedInRequest, review: Review) -> str:
    return f"{address(request, review)}#discussion"


@require_POST
@allowed(permissions.can_check)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    form = bind("comment_form", request)
    if not form.is_valid():
        return show(request, pk, status=422, bound={"comment_form": form})
    try:
        comment = discussing.add_comment(review, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return refused(request, pk, error, "comment_form", form)
    asked = [mention.person.name for mention in comment.mentions.select_related("person")]
    told = f" {' and '.join(asked)} will see it on the desk." if asked else ""
    messages.success(request, f"Comment added.{told}")
    return redirect(_discussion(request, review))


@require_POST
@allowed(permissions.can_check)
def resolve(request: SignedInRequest, pk: int, comment_pk: int) -> HttpResponse:
    return _change(request, pk, comment_pk, discussing.resolve_comment, "Resolved.")


@require_POST
@allowed(permissions.can_check)
def reopen(request: SignedInRequest, pk: int, comment_pk: int) -> HttpResponse:
    return _change(request, pk, comment_pk, discussing.reopen_comment, "Opened again.")


def _change(
    request: SignedInRequest, pk: int, comment_pk: int, step: Callable[..., None], said: str
) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    standing = Comment.objects.standing().select_related("review")
    comment = get_object_or_404(standing, pk=comment_pk, review=review)
    try:
        step(comment, by=request.user)
    except discussing.CommentRefused as error:
        messages.info(request, str(error))
    else:
        messages.success(request, said)
    return redirect(_discussion(request, review))


@require_POST
@allowed(permissions.can_check)
def answered(request: SignedInRequest, pk: int, mention_pk: int) -> HttpResponse:
    """Put away what one was asked: it was answered elsewhere."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    mention = get_object_or_404(Mention, pk=mention_pk, comment__review=review, person=request.user)
    if discussing.answer_mention(mention, by=request.user):
        messages.success(request, "Put away: it waits for you no more.")
    else:
        messages.info(request, "It was answered already.")
    return redirect(_discussion(request, review))
