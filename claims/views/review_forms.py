"""The forms of a claim's page: their names, which of them it shows to whom, what was typed."""

from collections.abc import Mapping

from django.forms import Form, RadioSelect

from claims import permissions
from claims.forms.evidence import EvidenceForm
from claims.forms.reviews import (
    AttemptForm,
    CommentForm,
    ReopenForm,
    SendBackForm,
    SignOffForm,
    VerdictForm,
)
from claims.models import Review, User
from claims.views.guards import SignedInRequest

FORMS: Mapping[str, type[Form]] = {
    "verdict_form": VerdictForm,
    "evidence_form": EvidenceForm,
    "attempt_form": AttemptForm,
    "sign_off_form": SignOffForm,
    "send_back_form": SendBackForm,
    "reopen_form": ReopenForm,
    "comment_form": CommentForm,
}
# What the browser keeps of each until it is accepted; shown where the form itself is not.
DRAFTS = {
    "verdict": "Your verdict",
    "evidence": "Evidence",
    "attempt": "An attempt",
    "sign-off": "Sign off",
    "send-back": "Send back",
    "reopen": "Open again",
    "comment": "A comment",
}


def bind(name: str, request: SignedInRequest) -> Form:
    """The form of that name with what was typed, its ids as on the page."""
    return FORMS[name](request.POST, request.FILES, auto_id=_ids(name))


def all_forms(bound: Mapping[str, Form], initial: Mapping[str, dict[str, str]]) -> dict[str, Form]:
    """Every form of the page by name: those of `bound` as they are, the others new."""
    return {
        name: bound.get(name) or form(initial=initial.get(name), auto_id=_ids(name))
        for name, form in FORMS.items()
    }


def has_form(review: Review, name: str, user: User) -> bool:
    """Whether the claim's page shows `user` the form of that name."""
    match name:
        case "comment_form":
            return bool(permissions.can_check(user))
        case "sign_off_form" | "send_back_form":
            return review.state == Review.State.PROPOSED and bool(
                permissions.can_sign_off(user, review)
            )
        case "reopen_form":
            return review.state == Review.State.SETTLED and bool(permissions.can_reopen(user))
        case _:
            return review.state == Review.State.OPEN and bool(permissions.can_work_on(user, review))


def focus(bound: Mapping[str, Form]) -> None:
    """Put the cursor where something is wrong."""
    for form in bound.values():
        fields = [
            field
            for field in form.visible_fields()
            if not isinstance(field.field.widget, RadioSelect)
        ]
        first = next((field for field in fields if field.errors), fields[0])
        first.field.widget.attrs["autofocus"] = True


def typed(bound: Mapping[str, Form]) -> list[tuple[str, str]]:
    """What was typed, field by field, to be copied where its form is no longer shown."""
    return [
        (str(field.label), str(field.value()))
        for form in bound.values()
        for field in form.visible_fields()
        if field.value() and field.name not in form.files
    ]


def _ids(name: str) -> str:
    return f"{name.removesuffix('_form')}-%s"
