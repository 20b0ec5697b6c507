"""What is done to several claims of the queue at once."""

from hashlib import sha256
from typing import Any

from django import forms

from claims.counting import COUNTED
from claims.filtering import ClaimList
from claims.models import Review, User

PRIORITIES = Review.Priority.choices
# So many at once: each is locked, changed and recorded in one transaction.
MOST = COUNTED - 1

# Who is chosen where the claims are to be taken away from everybody.
NOBODY = "nobody"


class PersonField(forms.ModelChoiceField):
    """Somebody, or nobody, which is an answer too."""

    def to_python(self, value: Any) -> User | None:
        return None if value == NOBODY else super().to_python(value)


def fingerprint(claims: ClaimList) -> str:
    """Of the claims in a list: another one when claims have come or gone, in whatever number."""
    return _fingerprint(_keys(claims))


def _keys(claims: ClaimList) -> list[int]:
    return sorted(claims.reviews.order_by().values_list("pk", flat=True)[:COUNTED])


def _fingerprint(keys: list[int]) -> str:
    return f"{len(keys)}-{sha256(repr(keys).encode()).hexdigest()[:16]}"


class SteerForm(forms.Form):
    """Claims, as far as the person sees them, and what to do with them.

    The claims are those ticked or, with `whole`, all of a list: then `whole` is its fingerprint as
    the page had it, and a list that has another one by now is refused with how long it has become.
    """

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
        required=False,
        error_messages={
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

    reason = forms.CharField(
        required=False,
        max_length=500,
        error_messages={"max_length": "A reason has 500 characters at most."},
    )
    whole = forms.CharField(required=False)

    def __init__(self, *args: Any, claims: ClaimList, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.list = claims
        self.visible = Review.objects.visible_to(user)
        self.fields["claims"].queryset = self.visible  # type: ignore[attr-defined]

    def clean(self) -> None:
        if whole := self.cleaned_data.get("whole"):
            self._take_whole(whole)
        elif not self.cleaned_data.get("claims") and "claims" not in self.errors:
            self.add_error("claims", "Tick the claims first.")
        action = self.cleaned_data.get("action")
        if action == "assign" and not self.data.get("to"):
            self.add_error("to", "Choose somebody from the list, or nobody.")
        if action == "priority" and self.cleaned_data.get("priority", "wrong") is None:
            self.add_error("priority", "Choose a priority from the list.")

    def _take_whole(self, seen: str) -> None:
        if self.list.errors:
            self.add_error("claims", "The query has a mistake: nothing was done to its list.")
            return
        keys = _keys(self.list)
        if len(keys) > MOST:
            self.add_error("claims", f"More than {MOST} claims: narrow the list, nothing was done.")
        elif _fingerprint(keys) != seen:
            was = seen.partition("-")[0]
            now = "1 claim" if len(keys) == 1 else f"{len(keys)} claims"
            changed = f"it had {was} and has {now} now"
            if was == str(len(keys)):
                changed = f"there are {now} still, but others"
            self.add_error("claims", f"The list has changed: {changed}. Nothing was done.")
        else:
            self.cleaned_data["claims"] = self.visible.filter(pk__in=keys)

    @property
    def sentences(self) -> list[str]:
        return [str(error) for errors in self.errors.values() for error in errors]
