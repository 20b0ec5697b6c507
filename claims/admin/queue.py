"""The queue with its levers: assign, prioritise, pin, park, propose in bulk, CSV."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from claims import exports, permissions, reviewing, triage
from claims.admin import queue_links
from claims.admin.base import ViewOnly, person
from claims.forms.steering import AssignForm, ParkForm, PriorityForm, ProposeForm
from claims.models import Review
from claims.models.reviews import ReviewQuerySet

# As many claims are changed by one press at most; the CSV has no bound.
AT_ONCE = 500
# As many refusals are told one by one.
TOLD = 50


class StateFilter(admin.SimpleListFilter):
    """The open ones, unless another state is asked for: one range of the queue's index."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*Review.State.choices, ("any", "Any, but dropped")]

    def value(self) -> str:
        return super().value() or Review.State.OPEN

    def choices(self, changelist: Any) -> Any:
        """Without Django's "All", which would be a second name of the default."""
        return list(super().choices(changelist))[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        if self.value() == "any":
            return queryset.exclude(state=Review.State.DROPPED)
        return queryset.filter(state=self.value())


class AssigneeFilter(admin.SimpleListFilter):
    title = "with"
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        people = ((str(person.pk), person.name) for person in permissions.checkers())
        return [("nobody", "Nobody"), *people]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review] | None:
        value = self.value()
        if value == "nobody":
            return queryset.filter(assignee=None)
        offered = {str(key) for key, _ in self.lookup_choices}
        return queryset.filter(assignee=int(value)) if value in offered else None


class QueueAdmin(ViewOnly):
    """Every field is read-only: a claim is moved by the actions, which are stage functions."""

    list_display = (
        *("claim", "outlet", "state", "verdict", "band", "rounded_worth", "priority"),
        *("marks", "assignee", "deadline"),
    )
    list_filter = (
        StateFilter,
        "band",
        "verdict__verdict",
        "priority",
        "pinned",
        "parked",
        AssigneeFilter,
    )
    search_fields = ("claim__wording", "claim__quote", "claim__claimant")
    search_help_text = "Words of the claim, the quote or the claimant"
    # As the index review_queue has them.
    ordering = ("state", "urgency", "pk")
    sortable_by = ()
    actions = (
        *("assign", "prioritise", "pin", "unpin", "park", "unpark"),
        *("propose", "export_csv"),
    )

    def get_queryset(self, request: HttpRequest) -> ReviewQuerySet:
        return Review.objects.visible_to(person(request)).for_list()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        people = {str(one.pk): one.get_username() for one in permissions.checkers()}
        context = {"title": "Queue", "queue_url": queue_links.same_list(request.GET, people)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def desk_word(self, obj: Review) -> str:
        return obj.claim.reference

    @admin.display(description="outlet")
    def outlet(self, review: Review) -> str:
        return review.claim.article.outlet_name

    @admin.display(description="worth")
    def rounded_worth(self, review: Review) -> str:
        return f"{review.worth:.2f}"

    @admin.display(description="marks", empty_value="–")
    def marks(self, review: Review) -> str | None:
        marks = [name for name in ("pinned", "parked") if getattr(review, name)]
        return ", ".join(marks).capitalize() or None

    # --- the actions ---------------------------------------------------------------------------

    @admin.action(description="Assign to…")
    def assign(self, request: HttpRequest, queryset: ReviewQuerySet) -> HttpResponse | None:
        return self._ask(
            request,
            queryset,
            AssignForm,
            lambda reviews, given: triage.assign(reviews, to=given["to"], by=person(request)),
        )

    @admin.action(description="Set the priority…")
    def prioritise(self, request: HttpRequest, queryset: ReviewQuerySet) -> HttpResponse | None:
        return self._ask(
            request,
            queryset,
            PriorityForm,
            lambda reviews, given: triage.prioritise(
                reviews,
                priority=given["priority"],
                by=person(request),
            ),
        )

    @admin.action(description="Pin to the top")
    def pin(self, request: HttpRequest, queryset: ReviewQuerySet) -> None:
        self._do(request, queryset, lambda reviews: triage.pin(reviews, by=person(request)))

    @admin.action(description="Unpin")
    def unpin(self, request: HttpRequest, queryset: ReviewQuerySet) -> None:
        self._do(
            request,
            queryset,
            lambda reviews: triage.pin(reviews, by=person(request), pinned=False),
        )

    @admin.action(description="Park…")
    def park(self, request: HttpRequest, queryset: ReviewQuerySet) -> HttpResponse | None:
        return self._ask(
            request,
            queryset,
            ParkForm,
            lambda reviews, given: triage.park(reviews, by=person(request), reason=given["reason"]),
        )

    @admin.action(description="Unpark")
    def unpark(self, request: HttpRequest, queryset: ReviewQuerySet) -> None:
        self._do(
            request,
            queryset,
            lambda reviews: triage.park(reviews, by=person(request), parked=False),
        )

    @admin.action(description="Propose a verdict…")
    def propose(self, request: HttpRequest, queryset: ReviewQuerySet) -> HttpResponse | None:
        return self._ask(
            request,
            queryset,
            ProposeForm,
            lambda reviews, given: self._propose_each(request, reviews, given),
        )

    @admin.action(description="Export as CSV")
    def export_csv(self, request: HttpRequest, queryset: ReviewQuerySet) -> HttpResponseBase:
        permissions.require(permissions.can_export(person(request)))
        name = exports.csv_file_name(timezone.now())
        return StreamingHttpResponse(
            exports.csv_chunks(queryset),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

    # --- how they are done -----------------------------------------------------------------------

    def _ask(
        self,
        request: HttpRequest,
        queryset: ReviewQuerySet,
        form_class: type[Form],
        change: Callable[[list[Review], dict[str, Any]], int],
    ) -> HttpResponse | None:
        """Ask for what the action needs on a page of its own, then do it."""
        is_answer = "apply" in request.POST
        form = form_class(request.POST) if is_answer else form_class()
        if is_answer and form.is_valid():
            self._do(request, queryset, lambda reviews: change(reviews, form.cleaned_data))
            return None
        reviews = self._few(request, queryset)
        if reviews is None:
            return None
        action = request.POST["action"]
        label = getattr(type(self), action).short_description.rstrip("…")
        context = {
            **self.admin_site.each_context(request),
            "title": label,
            "opts": self.opts,
            "form": form,
            "reviews": reviews,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        status = 422 if is_answer else 200
        return TemplateResponse(request, "admin/queue_action.html", context, status=status)

    def _do(
        self,
        request: HttpRequest,
        queryset: ReviewQuerySet,
        change: Callable[[list[Review]], int],
    ) -> None:
        reviews = self._few(request, queryset)
        if reviews is None:
            return
        try:
            changed = change(reviews)
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            level = messages.INFO if changed else messages.WARNING
            if changed == len(reviews):
                level = messages.SUCCESS
            messages.add_message(
                request, level, f"{changed} of the {len(reviews)} chosen claims changed."
            )

    def _few(self, request: HttpRequest, queryset: ReviewQuerySet) -> list[Review] | None:
        """The chosen claims; None, and a sentence, where they are too many for one press."""
        reviews = list(queryset[: AT_ONCE + 1])
        if len(reviews) > AT_ONCE:
            messages.error(request, f"Choose at most {AT_ONCE} claims at once: nothing changed.")
            return None
        return reviews

    def _propose_each(
        self, request: HttpRequest, reviews: list[Review], given: dict[str, Any]
    ) -> int:
        """Propose the same for each; the others go through where the rules refuse one."""
        refused = []
        for review in reviews:
            try:
                reviewing.propose_verdict(
                    review,
                    verdict=given["verdict"],
                    reason=given["reason"],
                    override_reason=given["override_reason"],
                    by=person(request),
                )
            except (reviewing.InvalidTransition, PermissionDenied) as error:
                refused.append(f"{review.claim.reference}: {error}")
        for sentence in refused[:TOLD]:
            messages.warning(request, sentence)
        if len(refused) > TOLD:
            messages.warning(request, f"{len(refused) - TOLD} more were refused.")
        return len(reviews) - len(refused)
