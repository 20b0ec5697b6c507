"""Every page of an account opens, signed in or not: as one of ours, and never with a 500."""

from typing import Any

import allauth.urls
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from claims.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db

# What an address needs besides its name.
NEEDS: dict[str, dict[str, Any]] = {
    "account_confirm_email": {"key": "no-such-key"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    "mfa_edit_webauthn": {"pk": "passkey"},
    "mfa_remove_webauthn": {"pk": "passkey"},
}
# Answers for a program, not pages.
DATA = {"mfa_login_webauthn", "mfa_download_recovery_codes"}


def names(patterns: list[Any]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.append(pattern.name)
    return found


NAMES = names(allauth.urls.urlpatterns)


@pytest.fixture
def person(client: Client) -> User:
    """Signed in just now, with a verified address and no second step."""
    user = make_user("Checker")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client.post(reverse("account_login"), {"login": user.username, "password": "secret"})
    return user


@pytest.fixture
def passkey(person: User) -> Authenticator:
    """With a passkey and recovery codes."""
    RecoveryCodes.activate(person)
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known = AttestedCredentialData.create(b"\0" * 16, b"a key", key)
    state = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.AT, 0, known)
    credential = {
        "id": websafe_encode(b"a key"),
        "rawId": websafe_encode(b"a key"),
        "type": "public-key",
        "response": {
            "clientDataJSON": CollectedClientData.create("webauthn.create", b"c", "https://a").b64,
            "attestationObject": websafe_encode(AttestationObject.create("none", state, {})),
        },
        "clientExtensionResults": {},
    }
    data = {"name": "My key", "credential": credential}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


def look(client: Client, name: str, passkey: Authenticator | None = None) -> None:
    """Open it, and follow it: it is a page of ours."""
    needs = {
        key: (passkey.pk if passkey else 1) if value == "passkey" else value
        for key, value in NEEDS.get(name, {}).items()
    }
    response = client.get(reverse(name, kwargs=needs), follow=True)
    assert response.status_code in (200, 403, 404), name
    if name not in DATA or response.redirect_chain:
        page = response.content.decode()
        assert '<html lang="en-gb"' in page
        assert '<main id="main"' in page
        assert "Menu:" not in page  # allauth's own frame


def test_it_knows_them_all() -> None:
    assert {"account_login", "account_reauthenticate", "mfa_list_webauthn"} <= set(NAMES)
    assert set(NEEDS) | DATA <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_to_nobody(client: Client, name: str) -> None:
    look(client, name)


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_to_a_person(client: Client, person: User, name: str) -> None:
    look(client, name)


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_to_a_person_with_a_passkey(
    client: Client, passkey: Authenticator, name: str
) -> None:
    look(client, name, passkey)
