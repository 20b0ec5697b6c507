"""What people type about stories: names, splits, joins, reasons and sources."""

from collections.abc import Iterable
from typing import Any

from django import forms

from claims.models import Article, Claim, Origin
from claims.models.claims import reference_in


def _words(label: str, *, required: str = "", length: int = 2000, **more: Any) -> forms.CharField:
    """A line of text; `required` is what to say where it is missing."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=length,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": required} if required else None,
        **more,
    )


class NameForm(forms.Form):
    """A name for the story; none goes back to its most central claim."""

    title = _words(
        "Name", length=300, help_text="Left blank, it is called by its most central claim."
    )


class SplitForm(forms.Form):
    """Claims of a story that are about another fact."""

    claims = forms.ModelMultipleChoiceField(
        queryset=Claim.objects.none(),
        error_messages={
            "required": "Tick the claims that are about another fact.",
            "invalid_choice": "FC-%(value)s has left the story: look again.",
            "invalid_pk_value": "That is no claim: tick again.",
        },
    )
    reason = _words("Why", required="Say in a few words how they differ.")

    def __init__(self, *args: Any, claims: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if claims is not None:
            self.fields["claims"].queryset = claims  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """A claim that tells of the same fact as one of the story's."""

    claim = _words(
        "Its number", required="Type the claim's number.", length=30, help_text="As in FC-12."
    )

    def clean_claim(self) -> Claim:
        typed = self.cleaned_data["claim"]
        key = reference_in(typed if not typed.strip().isdigit() else f"fc-{typed.strip()}")
        claim = Claim.objects.filter(pk=key).select_related("article").first() if key else None
        if claim is None:
            raise forms.ValidationError("There is no claim with that number.")
        return claim


class ReasonForm(forms.Form):
    """A reason that may stay empty."""

    reason = _words("Why")


class EdgeForm(forms.Form):
    """Why a source is taken out."""

    reason = _words("Why", required="Say why: it stands in the history.")


class CorrectForm(EdgeForm):
    """Whom an edge leads to in truth."""

    name = _words("Who is cited", required="Say who is cited.", length=300)
    kind = forms.ChoiceField(label="Which is", choices=Origin.Kind.choices)


class AddCitationForm(CorrectForm):
    """A source that reading the article has not found."""

    article = forms.TypedChoiceField(label="Report", coerce=int)

    def __init__(self, *args: Any, articles: Iterable[Article] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page's <datalist> of origins that the story knows already.
        self.fields["name"].widget.attrs["list"] = "known-origins"
        self.articles = {article.pk: article for article in articles}
        self.fields["article"].choices = [  # type: ignore[attr-defined]
            (key, _shown(article)) for key, article in self.articles.items()
        ]


def _shown(article: Article) -> str:
    name = f"{article.outlet_name}: {article.title}" if article.outlet else article.title
    return name if len(name) <= 90 else name[:89] + "…"
