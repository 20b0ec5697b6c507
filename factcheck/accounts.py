"""How people come to have an account, sign in, and sign in again.

An admin makes the account; nobody signs up by themselves.
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class LoginForm(forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Username or email"
        self.fields["remember"].label = "Remember me"
        for name in ("login", "password"):
            del self.fields[name].widget.attrs["placeholder"]  # it says what the label says


def session_ended(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is not this session's: sign in and go on where it stood."""
    return render(request, "403_csrf.html", {"came_from": came_from(request)}, status=403)


def came_from(request: HttpRequest) -> str:
    """The path of the page of this site that sent the form; empty where it is none."""
    page = request.headers.get("referer", "")
    here = {request.get_host()}
    if not page.startswith("http") or not url_has_allowed_host_and_scheme(page, here):
        return ""
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()
