"""An article handed in, its details changed, and what an editor says of it as a whole."""

from datetime import date, datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext

from claims import intake
from claims.forms.moments import LocalMomentField
from claims.models import Article

# What a newspaper can have printed, and what can still be due.
FIRST_YEAR, LAST_YEAR = 1600, 2100

_DETAILS = (
    "headline",
    Row(Column("outlet", css_class="col-sm-6"), Column("byline", css_class="col-sm-6")),
    "url",
    Row(Column("published_on", css_class="col-sm-6"), Column("deadline", css_class="col-sm-6")),
    "doubts",
)


def _plain(*layout: object) -> FormHelper:
    """The fields alone: the template writes the form round them."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*layout)
    return helper


class WebAddressField(forms.URLField):
    """An address that a page may link to."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class DetailsForm(forms.Form):
    """What is known about an article; everything may be left blank."""

    headline = forms.CharField(
        required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    outlet = forms.CharField(
        required=False,
        max_length=200,
        help_text="Where it appears, or did.",
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off", "dir": "auto"}),
    )
    byline = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    url = WebAddressField(
        label="Web address",
        required=False,
        max_length=2000,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address that begins with https://."},
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    published_on = forms.DateField(
        label="Publication date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    deadline = LocalMomentField(required=False)
    doubts = forms.CharField(
        label="What you doubt",
        required=False,
        max_length=20_000,
        help_text="What the desk should look at first.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    helper = _plain(*_DETAILS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].was = self.initial.get("deadline")  # type: ignore[attr-defined]

    def clean_published_on(self) -> date | None:
        day: date | None = self.cleaned_data["published_on"]
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
        tomorrow = timezone.localdate() + timedelta(days=1)
        if day is not None and day > tomorrow and day != self.initial.get("published_on"):
            raise forms.ValidationError(
                "That is after tomorrow: leave it empty until the day is near."
            )
        return day

    def clean_deadline(self) -> datetime | None:
        deadline: datetime | None = self.cleaned_data["deadline"]
        if deadline is not None and not 2000 <= deadline.year <= LAST_YEAR:
            raise forms.ValidationError(f"Enter a year from 2000 to {LAST_YEAR}.")
        untouched = deadline == self.initial.get("deadline")
        if deadline is not None and deadline < timezone.now() and not untouched:
            raise forms.ValidationError("That is in the past: leave it empty or give a later time.")
        return deadline

    @classmethod
    def of(cls, article: Article) -> dict[str, object]:
        """The initial values for `article`."""
        details: dict[str, object] = {name: getattr(article, name) for name in intake.DETAILS}
        return {**details, "outlet": article.outlet.name if article.outlet else ""}


class HandInForm(DetailsForm):
    """A new article: its text and what is known about it."""

    language = forms.ChoiceField(initial="en", help_text="What the article is written in.")
    text = forms.CharField(
        strip=False,
        error_messages={"required": "There is no text: paste the article."},
        help_text="The whole article, kept character by character. "
        f"Up to {Article.MAX_LENGTH:,} characters.",
        widget=forms.Textarea(
            attrs={"rows": 24, "class": "quoted", "dir": "auto", "autocomplete": "off"}
        ),
    )

    helper = _plain(
        Div(Div("text"), Div(*_DETAILS[:-1], "language", "doubts"), css_class="cols cols-desk")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Length and damage are intake's to judge, in its own words.
        self.fields["text"].validators = []
        languages = [(code, gettext(name)) for code, name in settings.LANGUAGES]
        self.fields["language"].choices = sorted(  # type: ignore[attr-defined]
            languages, key=lambda language: language[1]
        )

    def clean_text(self) -> str:
        # On the wire a browser ends the lines of a text field with CR LF, whatever was typed.
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            intake.check_text(text)
        except intake.TextRefused as error:
            raise forms.ValidationError(str(error)) from error
        return text


class ClearForm(forms.Form):
    """An editor's word that the article may run."""

    note = forms.CharField(
        required=False,
        max_length=20_000,
        label="Note",
        help_text="Why it may run; needed where a claim is contested.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class HoldForm(forms.Form):
    """An editor's word that it may not."""

    reason = forms.CharField(
        max_length=20_000,
        label="Why it is held",
        error_messages={"required": "Say why the article is held."},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
