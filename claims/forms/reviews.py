"""A verdict and what people do about it, attempts, and steering one claim."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.models import Attempt, Review, User, Verdict

_LONG = 20_000


def _reason(label: str, missing: str, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONG,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": missing},
    )


class VerdictForm(forms.Form):
    """What the desk found, why, and why the policy is set aside where it is."""

    verdict = forms.ChoiceField(
        choices=Verdict.Value.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose verified, unverified or contested."},
    )
    reason = _reason("Reason", "Every verdict needs a reason.", rows=3)
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
    reply_due = forms.DateTimeField(
        label="Reply asked for by",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class SignOffForm(forms.Form):
    """The second reader's acceptance; `seen` is the verdict they have read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note (may stay empty)", required=False, max_length=_LONG, widget=forms.Textarea({"rows": 2})
    )


class SendBackForm(forms.Form):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = _reason("What is missing", "Say why you send it back.")


class ReopenForm(forms.Form):
    reason = _reason("Why it is opened again", "Say why the claim is opened again.")


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
