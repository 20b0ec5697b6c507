"""What is done to several claims of the queue at once."""

from typing import Any

from django import forms

from claims.models import Review, User

# Who is chosen where the claims are to be taken away from everybody.
NOBODY = "nobody"


class PersonField(forms.ModelChoiceField):
    """Somebody, or nobody, which is an answer too."""

    def to_python(self, value: Any) -> User | None:
        return None if value == NOBODY else super().to_python(value)


class SteerForm(forms.Form):
    """The ticked claims, as far as the person sees them, and what to do with them."""

    ACTIONS = {
        "assign": "Assign",
        "priority": "Set priority",
        "pin": "Pin",
        "unpin": "Unpin",
        "park": "Park",
        "unpark": "Unpark",
    }

    claims = forms.ModelMultipleChoiceField(
        queryset=Review.objects.none(),
        error_messages={
            "required": "Tick the claims first.",
            "invalid_choice": "One of the ticked claims is not there for you: %(value)s.",
            "invalid_pk_value": "“%(pk)s” is no claim.",
        },
    )
    action = forms.ChoiceField(
        choices=list(ACTIONS.items()),
        error_messages={
            "required": "Choose what to do with the ticked claims.",
            "invalid_choice": "“%(value)s” is nothing that can be done with claims.",
        },
    )
    to = PersonField(
        queryset=User.objects.filter(is_active=True),
        required=False,
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )
    priority = forms.TypedChoiceField(
        choices=Review.Priority.choices,
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": "Choose a priority from the list."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].queryset = Review.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean(self) -> None:
        action = self.cleaned_data.get("action")
        if action == "assign" and not self.data.get("to"):
            self.add_error("to", "Choose somebody from the list, or nobody.")
        if action == "priority" and self.cleaned_data.get("priority", "wrong") is None:
            self.add_error("priority", "Choose a priority from the list.")

    @property
    def sentences(self) -> list[str]:
        return [str(error) for errors in self.errors.values() for error in errors]
