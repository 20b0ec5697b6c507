"""A verdict and what people do about it, attempts, and steering one claim."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.forms.moments import LocalMomentField
from claims.models import Attempt, Review, User, Verdict

_LONG = 20_000
_YEARS = range(2000, 2101)


def _reason(
    label: str, missing: str, rows: int = 2, attrs: dict[str, str] | None = None
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONG,
        widget=forms.Textarea({"rows": rows, **(attrs or {})}),
        error_messages={"required": missing},
    )


class VerdictForm(forms.Form):
    """What the desk found, why, and why the policy is set aside where it is."""

    verdict = forms.ChoiceField(
        choices=Verdict.Value.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose verified, unverified or contested."},
    )
    reason = _reason(
        "Reason", "Every verdict needs a reason.", attrs={"data-suggested": "", "dir": "auto"}
    )
    override_reason = forms.CharField(
        label="Set the policy aside, because",
        required=False,
        max_length=_LONG,
        widget=forms.Textarea({"rows": 2}),
        help_text="Stays in the claim's history.",
    )


class AttemptForm(forms.Form):
    """What was tried, when nothing could be found out."""

    kind = forms.ChoiceField(choices=Attempt.Kind.choices)
    what = _reason(
        "What was tried, and what came of it", "Say what was tried, and what came of it."
    )
    reply_due = LocalMomentField(label="Reply asked for by", required=False)

    def clean_reply_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["reply_due"]
        if due is None:
            return None
        # Before anything is counted: at the ends of the calendar another zone has no such day.
        if due.year not in _YEARS:
            raise ValidationError("Give a year between 2000 and 2100.")
        # A day of grace: it may be that late already where the checker sits.
        if due < timezone.now() - timedelta(days=1):
            raise ValidationError("That is in the past: when should they have answered by?")
        # PostgreSQL knows fewer zones than may be typed.
        return due.astimezone(UTC)


class SignOffForm(forms.Form):
    """The second reader's acceptance; `seen` is the verdict they have read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note (may stay empty)",
        required=False,
        max_length=_LONG,
        widget=forms.Textarea({"rows": 2}),
    )


class SendBackForm(forms.Form):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = _reason(
        "What is missing",
        "Say why you send it back.",
        attrs={"data-key": "b", "data-key-label": "Send back: say what is missing"},
    )


class ReopenForm(forms.Form):
    reason = _reason("Why it is opened again", "Say why the claim is opened again.")


class CommentForm(forms.Form):
    """Something said about a claim, in Markdown."""

    text = forms.CharField(
        label="Comment",
        max_length=10_000,
        widget=forms.Textarea(
            {
                "rows": 2,
                "class": "form-control",
                "dir": "auto",
                "data-key": "m",
                "data-key-label": "Comment",
                "aria-describedby": "comment-help",
            }
        ),
        error_messages={"required": "Say something first."},
    )


class SteerForm(forms.Form):
    """One step of steering a claim: who works on it, how urgent it is."""

    action = forms.ChoiceField(
        choices=[(word, word) for word in ("assign", "priority", "pin", "unpin", "park", "unpark")]
    )
    # Empty gives the claim back to everybody.
    to = forms.ModelChoiceField(User.objects.filter(is_active=True), required=False)
    priority = forms.TypedChoiceField(
        choices=Review.Priority.choices, coerce=int, empty_value=None, required=False
    )
    reason = forms.CharField(required=False, max_length=_LONG)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("action") == "priority" and cleaned.get("priority") is None:
            raise ValidationError("Choose a priority.")
        return cleaned
