"""How sure matching must be: two thresholds, and what stood in them when the page was made."""

from typing import Any

from django import forms

from claims.models import Matching

THRESHOLDS = ("suggest_at", "join_at")


class MatchingForm(forms.ModelForm):
    class Meta:
        model = Matching
        fields = THRESHOLDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser's own field for numbers makes 05 of 0,5 and says nothing.
            field.widget = forms.TextInput(attrs={"autocomplete": "off"})
            field.show_hidden_initial = True
            field.error_messages["invalid"] = "Enter a number with a point, as 0.5."

    def seen(self) -> dict[str, float] | None:
        """What stood in the fields when the page was made; None where that was not sent along."""
        try:
            return {name: float(self.data[self.add_initial_prefix(name)]) for name in THRESHOLDS}
        except (KeyError, ValueError):
            return None
