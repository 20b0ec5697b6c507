"""The names of lists."""

from django import forms

from claims.filtering.language import LONGEST, clean
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
        """Without what nobody sees: it would make a link without words, or turn those round it."""
        name = clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name


class SaveViewForm(ViewForm):
    """A list and its name."""

    query = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.HiddenInput,
        error_messages={"max_length": f"A query has {LONGEST} characters at most."},
    )
