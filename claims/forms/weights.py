"""How much each reason counts: one number a reason, between the bounds that keep its sign.

What stood in a field when the page was made is sent along, so that nobody saves over a change
they have not seen.
"""

from collections.abc import Mapping
from typing import Any

from django import forms

from claims.models.weights import bounds
from claims.text import checkworthiness


class WeightsForm(forms.Form):
    """One field a reason, by the reason's name; `weights` says what stands in each at first."""

    def __init__(self, *args: Any, weights: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weights = weights
        for name in checkworthiness.WEIGHTS:
            low, high = bounds(name)
            self.fields[name] = forms.FloatField(
                label=name,
                min_value=low,
                max_value=high,
                initial=weights[name],
                show_hidden_initial=True,
                # A browser's own field for numbers makes 05 of 0,5 and says nothing.
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={
                    "invalid": "Enter a number with a point, as 0.5.",
                    "min_value": f"This may count from {low:g} to {high:g}.",
                    "max_value": f"This may count from {low:g} to {high:g}.",
                },
            )

    def seen(self) -> dict[str, float] | None:
        """What stood in the fields when the page was made; None where that was not sent along."""
        try:
            return {
                name: field.clean(self.data[self.add_initial_prefix(name)])
                for name, field in self.fields.items()
            }
        except (KeyError, forms.ValidationError):
            return None

    def over(self, theirs: Mapping[str, float]) -> "WeightsForm":
        """The same form over what has been set meanwhile, which stands where nothing was typed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, weight in theirs.items():
            data[self.add_initial_prefix(name)] = str(weight)
            if name not in self.changed_data:
                data[self.add_prefix(name)] = str(weight)
        return WeightsForm(data, weights={**self.weights, **theirs})
