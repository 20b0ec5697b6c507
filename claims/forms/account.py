"""What people choose for themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims import zones


class TimeZoneForm(forms.Form):
    """The clock somebody wants to go by; empty for their browser's."""

    time_zone = forms.CharField(
        label="Time zone",
        required=False,
        max_length=60,
        widget=forms.TextInput(
            {"list": "zones", "autocomplete": "off", "placeholder": "A city, or UTC"}
        ),
    )

    def __init__(self, *args: Any, told: str = "", **kwargs: Any) -> None:
        """`told` is the zone the browser says it is in, where it has said."""
        super().__init__(*args, **kwargs)
        follows = f"your browser, which says {zones.label(told)}" if told else "your browser"
        self.fields[
            "time_zone"
        ].help_text = f"Type a city and choose from the list. Left empty, times follow {follows}."

    def clean_time_zone(self) -> str:
        typed = self.cleaned_data["time_zone"]
        if not typed:
            return ""
        try:
            return zones.find(typed)
        except zones.NoSuchZone as error:
            raise ValidationError(str(error)) from error
