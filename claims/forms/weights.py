"""How much each reason counts: one number a reason, between the bounds that keep its sign."""

from collections.abc import Mapping
from typing import Any

from django import forms

from claims.models.weights import bounds
from claims.text import checkworthiness


class WeightsForm(forms.Form):
    """One field a reason, by the reason's name; `weights` says what stands in each at first."""

    def __init__(self, *args: Any, weights: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in checkworthiness.WEIGHTS:
            low, high = bounds(name)
            self.fields[name] = forms.FloatField(
                label=name,
                min_value=low,
                max_value=high,
                initial=weights[name],
                widget=forms.NumberInput(attrs={"step": "any"}),
                error_messages={
                    "min_value": f"This may count from {low:g} to {high:g}.",
                    "max_value": f"This may count from {low:g} to {high:g}.",
                },
            )
