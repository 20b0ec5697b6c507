"""Claims added, reworded, split, merged, dropped and restored by people."""

from typing import Any

from django import forms
from django.db.models import F
from django.db.models.functions import Abs
from django.urls import reverse

from claims.models import Claim, Review

# A list that a person can read; the claims nearest in the text come first.
NEAREST = 40
# What ends a sentence, and what may stand after that.
ENDS = tuple(".!?…؟۔。")
CLOSING = "\"'”’»)"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _reason(label: str = "Reason", *, required: bool = False, empty: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": empty} if empty else None,
    )


class AddClaimForm(forms.Form):
    """Words of the article that become a claim: marked there (start, end), or pasted here."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    quote = forms.CharField(
        label="The exact words",
        required=False,
        max_length=20_000,
        help_text="Copied from the article.",
        widget=_lines(3),
    )
    wording = forms.CharField(
        label="The claim as worded for checking",
        required=False,
        max_length=20_000,
        help_text="Left blank, it is worded as in the article.",
        widget=_lines(2),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        marked = cleaned.get("start") is not None and cleaned.get("end") is not None
        if "start" in self.errors or "end" in self.errors:
            # Hidden fields, whose own errors nobody would see.
            self.add_error(None, "The selection was damaged: paste its words instead.")
        elif not marked and not cleaned.get("quote") and not self.errors:
            self.add_error("quote", "Paste the words that are to be a claim.")
        return cleaned


class RewordForm(forms.Form):
    wording = forms.CharField(
        label="The claim as worded for checking",
        max_length=20_000,
        widget=_lines(3),
        error_messages={"required": "A claim needs words."},
    )
    reason = _reason()


class SplitForm(forms.Form):
    parts = forms.CharField(
        label="The parts",
        max_length=40_000,
        help_text="Put a line break where the claim falls apart; change no word.",
        widget=_lines(5),
        error_messages={"required": "Put a line break where the claim falls apart."},
    )
    reason = _reason()


class ClaimChoice(forms.ModelChoiceField):
    """A claim of the same article, by its words."""

    def label_from_instance(self, claim: Claim) -> str:
        words = claim.wording if len(claim.wording) <= 100 else f"{claim.wording[:99]}…"
        return f"{claim.reference}: {words}"


def joined(*claims: Claim) -> str:
    """The wordings of two claims as the text has them, a sentence each; of the wider, if it is."""
    first, second = sorted(claims, key=lambda claim: (claim.start, -claim.end))
    if second.end <= first.end:
        return first.wording
    is_ended = first.wording.rstrip(CLOSING).endswith(ENDS)
    return f"{first.wording}{'' if is_ended else '.'} {second.wording}"


class MergeForm(forms.Form):
    """Merge `claim` with another open one of its article.

    `chosen` and `worded` are what stands on the page so far; words of one's own stay.
    """

    other = ClaimChoice(
        label="Merge with",
        queryset=Claim.objects.none(),
        empty_label="Choose a claim",
        error_messages={
            "required": "Choose another claim to merge with.",
            "invalid_choice": "Choose an open claim of this article.",
        },
    )
    wording = forms.CharField(
        label="Wording of the merged claim",
        required=False,
        max_length=20_000,
        help_text="Left blank, the two wordings stand one after the other.",
        widget=_lines(3),
    )
    reason = _reason()

    def __init__(
        self, *args: Any, claim: Claim, chosen: str = "", worded: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = (
            Claim.objects.filter(article=claim.article_id, review__state=Review.State.OPEN)
            .exclude(pk=claim.pk)
            .annotate(distance=Abs(F("start") - claim.start))
            .order_by("distance", "pk")
        )
        field = self.fields["other"]
        assert isinstance(field, ClaimChoice)
        field.queryset = others
        nearest = list(others[:NEAREST])
        wordings = {str(other.pk): joined(claim, other) for other in nearest}
        own_words = worded and worded not in wordings.values()
        self.initial = {
            "other": chosen,
            "wording": worded if own_words else wordings.get(chosen, ""),
        }
        field.widget.attrs |= {
            "hx-get": reverse("claim_merge", args=[claim.pk]),
            "hx-include": "[name=wording]",
            "hx-target": "#div_id_wording",
            "hx-select": "#div_id_wording",
            "hx-swap": "outerHTML",
        }
        field.widget.choices = [
            ("", field.empty_label),
            *((other.pk, field.label_from_instance(other)) for other in nearest),
        ]


class DropForm(forms.Form):
    reason = _reason("Why it is dropped", required=True, empty="Say why the claim is dropped.")


class SkipForm(forms.Form):
    """Why a line is no part of the article; it is shown with the line."""

    reason = forms.CharField(
        label="Why it is skipped",
        max_length=200,
        help_text="Shown with the line, such as “photo caption”. Its open claims are dropped.",
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": "Say why this is no part of the article."},
    )


class RestoreForm(forms.Form):
    reason = _reason()
