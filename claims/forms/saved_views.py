"""The names of lists."""

from django import forms

from claims.filtering.language import LONGEST
from claims.models import SavedView


class ViewForm(forms.Form):
    """A view's name, and whether the desk sees it."""

    name = forms.CharField(
        label="Name",
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={
            "required": "Give the view a name.",
            "max_length": "A name has 60 characters at most.",
        },
    )
    is_shared = forms.BooleanField(label="Share with the desk", required=False)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class SaveViewForm(ViewForm):
    """A list and its name."""

    query = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.HiddenInput,
        error_messages={"max_length": f"A query has {LONGEST} characters at most."},
    )
