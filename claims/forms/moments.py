"""Moments as people type them: on the reader's clock, which the form names."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy

from claims import zones

FORMAT = "%Y-%m-%dT%H:%M"


def _in_words() -> str:
    return f"In {zones.label()}."


# Made where it is shown, not where it is written: each reader has a clock of their own.
WHICH_CLOCK = lazy(_in_words, str)()


def explained(error: ValidationError) -> ValidationError:
    """The error in our words, where the clocks are changed at the time that was typed."""
    if error.code != "ambiguous_timezone":
        return error
    naive = (error.params or {})["datetime"]
    try:
        return ValidationError(zones.why_not(naive), code="ambiguous_timezone")
    except OverflowError:
        # At the ends of the calendar another zone has no such day.
        return ValidationError("Enter a date of our time.", code="invalid")


class LocalMomentField(forms.DateTimeField):
    """A date and time on the reader's clock; `was` is what the field was filled with.

    It shows minutes: what nobody touched stays to the second, also where the clock shows it twice.
    """

    was: datetime | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", WHICH_CLOCK)
        kwargs.setdefault(
            "widget",
            forms.DateTimeInput(
                attrs={"type": "datetime-local", "data-half-typed": ""}, format=FORMAT
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        if self.was is not None and value == f"{timezone.localtime(self.was):{FORMAT}}":
            return self.was
        try:
            moment: datetime | None = super().to_python(value)
        except ValidationError as error:
            raise explained(error) from error
        return moment


class AdminMomentField(forms.SplitDateTimeField):
    """The same in two fields, as the admin site has it."""

    def compress(self, data_list: Any) -> datetime | None:
        try:
            moment: datetime | None = super().compress(data_list)
        except ValidationError as error:
            raise explained(error) from error
        return moment
