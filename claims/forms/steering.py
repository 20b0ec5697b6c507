"""What is asked before an action of the admin site is done to several claims."""

from typing import Any

from django import forms

from claims import permissions
from claims.models import Review, User, Verdict


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, label="To", empty_label="Nobody"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=[person.pk for person in permissions.checkers()])
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class PriorityForm(forms.Form):
    priority = forms.TypedChoiceField(
        choices=Review.Priority.choices, coerce=int, initial=Review.Priority.NORMAL
    )


class ParkForm(forms.Form):
    reason = forms.CharField(
        required=False, max_length=1000, help_text="It stands in the claims' history."
    )


class ProposeForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.Value.choices, widget=forms.RadioSelect)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    override_reason = forms.CharField(
        required=False,
        label="Set the policy aside, because",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Where the policy asks for more than a claim has. It stands in the history.",
    )
