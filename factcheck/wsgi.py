"""The door for a WSGI server: gunicorn factcheck.wsgi."""

import os
import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

_BOUNDARY = re.compile(r";\s*boundary=(\"?)([\w'()+,./:=? -]{1,200})\1\s*(?=;|$)", re.I | re.A)
_django = get_wsgi_application()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Django, which speaks UTF-8 and nothing else to those who come through this door."""
    environ["CONTENT_TYPE"] = without_charset(environ.get("CONTENT_TYPE", ""))
    return _django(environ, start_response)


def without_charset(content_type: str) -> str:
    """A Content-Type with its boundary, if it has one, and no other parameter.

    Django would decode with any codec of Python's that a parameter names: with base64 it fails
    before there is a request to answer, with utf-7 it lets half characters in.
    """
    kind = content_type.partition(";")[0].strip()
    boundary = _BOUNDARY.search(content_type)
    return f'{kind}; boundary="{boundary[2]}"' if boundary else kind
