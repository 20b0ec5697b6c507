"""What the environment says is what the settings are; asked of a process of its own."""

import json
import subprocess
import sys
from typing import Any

from tests.setup.processes import PROJECT, environment

ASKED = """
import json
from factcheck import settings
names = ("ALLOWED_HOSTS", "EMAIL_BACKEND", "CSRF_TRUSTED_ORIGINS", "ALLAUTH_TRUSTED_PROXY_COUNT")
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "only-for-this-check",
    "ALLOWED_HOSTS": "desk.example",
    "DATABASE_URL": "postgres://desk.example/factcheck",
}


def said(**given: str) -> Any:
    """The settings, or what refused them."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=PROJECT,
        env=environment(**given),
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout) if done.stdout else done.stderr.splitlines()[-1]


def test_it_takes_blanks_around_the_names_of_hosts() -> None:
    settings = said(**{**PRODUCTION, "ALLOWED_HOSTS": "a.example, b.example ,"})
    assert settings["ALLOWED_HOSTS"] == ["a.example", "b.example"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://a.example", "https://b.example"]


def test_it_requires_a_host() -> None:
    assert "ALLOWED_HOSTS is not set" in said(**{**PRODUCTION, "ALLOWED_HOSTS": " "})
    assert "ALLOWED_HOSTS is not set" in said(**{**PRODUCTION, "ALLOWED_HOSTS": " , "})


def test_it_counts_wrong_sign_ins_by_the_address_before_the_proxy() -> None:
    assert said(**PRODUCTION)["ALLAUTH_TRUSTED_PROXY_COUNT"] is None
    assert said(**PRODUCTION, BEHIND_PROXY="true")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_it_writes_no_mail_to_a_log_in_production() -> None:
    assert said()["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert said(**PRODUCTION)["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    sent = said(**PRODUCTION, EMAIL_HOST="mail.example")
    assert sent["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
