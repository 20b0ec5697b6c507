"""Settings from the environment; a bad value is refused with a sentence that says what to write."""

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "", *, env: Mapping[str, str] = os.environ) -> str:
    """The value of `name` without surrounding white space; `default` where it is unset or empty."""
    return env.get(name, "").strip() or default


def boolean(name: str, default: bool, *, env: Mapping[str, str] = os.environ) -> bool:
    """A yes or a no. Raises ImproperlyConfigured for any other word."""
    value = text(name, env=env).lower()
    if not value:
        return default
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; write true or false.")


def integer(
    name: str, default: int, *, low: int = 0, high: int = 2**31, env: Mapping[str, str] = os.environ
) -> int:
    """A whole number from `low` to `high`. Raises ImproperlyConfigured for anything else."""
    value = text(name, env=env)
    if not value:
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number, {low} to {high}.")
    return int(value)


def words(name: str, *, env: Mapping[str, str] = os.environ) -> list[str]:
    """A list separated by commas; empty where it is unset."""
    return [word.strip() for word in text(name, env=env).split(",") if word.strip()]


def required(name: str, why: str, *, env: Mapping[str, str] = os.environ) -> str:
    """The value of `name`. Raises ImproperlyConfigured, saying `why` it is needed, where unset."""
    value = text(name, env=env)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def required_words(name: str, why: str, *, env: Mapping[str, str] = os.environ) -> list[str]:
    """As `required`, for a list separated by commas."""
    value = words(name, env=env)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value
