"""Evidence for a claim: a new source, or one that is in the library already."""

import hashlib
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import URLValidator
from django.utils import timezone

from claims.forms import documents
from claims.models import Evidence, EvidenceLink, User


class StanceForm(forms.Form):
    """What a source says of the claim."""

    stance = forms.ChoiceField(
        label="It says of the claim",
        choices=EvidenceLink.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the source says of the claim."},
    )
    note = forms.CharField(
        label="Note for the second reader",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
    )


class LinkForm(StanceForm):
    """Evidence of the library that `user` may see, linked to one more claim."""

    evidence = forms.ModelChoiceField(Evidence.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Evidence]", self.fields["evidence"])
        field.queryset = Evidence.objects.visible_to(user)


class RemoveForm(forms.Form):
    """Why evidence is taken away from a claim; may stay empty."""

    reason = forms.CharField(required=False, max_length=5000)


class EvidenceForm(StanceForm):
    """A page, a document or a passage that is new to the library, with its stance."""

    title = forms.CharField(
        max_length=500,
        error_messages={"required": "Give the source a title."},
        widget=forms.TextInput({"data-key": "n", "data-key-label": "A new source"}),
    )
    url = forms.CharField(
        label="Web address",
        required=False,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Document",
        required=False,
        allow_empty_file=True,
        max_length=1000,
        help_text=f"{documents.ALLOWED}; up to 20 MB.",
        widget=forms.FileInput({"accept": documents.ACCEPT}),
    )
    passage = forms.CharField(
        label="Passage, word for word",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto", "class": "quoted"}),
    )
    kind = forms.ChoiceField(
        label="Kind of source",
        choices=Evidence.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the source is primary or secondary."},
    )
    publisher = forms.CharField(
        required=False,
        max_length=300,
        help_text="Two reports of one publisher count as one origin.",
    )
    locator = forms.CharField(label="Page, paragraph or minute", required=False, max_length=200)
    accessed_on = forms.DateField(
        required=False,
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date", "data-half-typed": ""}, format="%Y-%m-%d"),
    )
    sensitive = forms.BooleanField(
        label="Sensitive: keep it from everybody outside the desk", required=False
    )

    field_order = ["stance", "title", "url", "file", "passage"]

    def clean_url(self) -> str:
        return web_address(self.cleaned_data["url"])

    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            documents.check_file(file)
        except documents.FileRefused as error:
            raise ValidationError(str(error)) from error
        file.name = documents.clean_name(file.name or "")
        return file

    def clean_accessed_on(self) -> Any:
        accessed_on = self.cleaned_data["accessed_on"]
        # A day of grace: it may be tomorrow already where the checker sits.
        if accessed_on and accessed_on > timezone.localdate() + timedelta(days=1):
            raise ValidationError("That day is still to come.")
        return accessed_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = any(cleaned.get(name) for name in ("url", "file", "passage"))
        if not given and not {"url", "file", "passage"} & self.errors.keys():
            raise ValidationError("Give a web address, a document or a passage.")
        return cleaned

    def known_to(self, user: User) -> Evidence | None:
        """The same source in the library, alike in all that it is and counts as; else None.

        Its title and the day it was read may differ.
        """
        given: File[bytes] | None = self.cleaned_data["file"]
        same = {name: self.cleaned_data[name] for name in _IDENTITY}
        same["sha256"] = _sha256(given) if given else ""
        return Evidence.objects.visible_to(user).filter(**same).order_by("pk").first()


_IDENTITY = ("url", "passage", "kind", "publisher", "locator", "sensitive")


def _sha256(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


_LONGEST = 2000
_TOO_LONG = "The address is too long: 2,000 characters are the most."
_is_web_address = URLValidator(schemes=["http", "https"], message="This is no web address.")


def web_address(typed: str) -> str:
    """A full http or https address, its host in ASCII so that look-alike letters show.

    Empty stays empty. Raises ValidationError with a sentence.
    """
    typed = typed.strip()
    if not typed:
        return ""
    # Before it is taken apart: the host of a whole page of letters takes seconds to read.
    if len(typed) > _LONGEST:
        raise ValidationError(_TOO_LONG)
    if "\0" in typed:
        raise ValidationError("This is no web address.")
    try:
        parts = urlsplit(typed)
        if not parts.scheme or (parts.path[:1].isdigit() and not parts.netloc):
            parts = urlsplit(f"https://{typed}")
        host, port, person = parts.hostname or "", parts.port, parts.username or parts.password
        host = f"[{host}]" if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise ValidationError("This is no web address.") from error
    if parts.scheme not in ("http", "https"):
        raise ValidationError(
            f"Only http and https addresses can be linked, not “{parts.scheme[:20]}:”."
        )
    if person is not None:
        raise ValidationError("Leave the name and password out of the address.")
    address = urlunsplit(parts._replace(netloc=f"{host}:{port}" if port else host))
    if len(address) > _LONGEST:
        raise ValidationError(_TOO_LONG)
    _is_web_address(address)
    return address
