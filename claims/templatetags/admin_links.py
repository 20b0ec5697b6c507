"""From the desk's pages to the same in the admin site, for those who may enter it.

{% load admin_links %}
{% admin_link %}     on the page of claim 12: <a href="/admin/claims/review/12/change/">…</a>
"""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# What the pages of these names are about, by the names of their addresses.
_ROWS = {"review": "review", "article": "article", "story": "story", "evidence": "evidence"}
_LISTS = {
    "queue": "review",
    "articles": "article",
    "stories": "story",
    "evidence_library": "evidence",
}


@register.simple_tag(takes_context=True)
def admin_link(context: Context) -> SafeString:
    """A link to the row or the list this page shows; nothing elsewhere, nor for anybody else."""
    request, user = context.get("request"), context.get("user")
    match = getattr(request, "resolver_match", None)
    if match is None or user is None or not user.has_perm("claims.administer"):
        return SafeString("")
    if match.url_name in _ROWS and "pk" in match.kwargs:
        name, keys = f"admin:claims_{_ROWS[match.url_name]}_change", [match.kwargs["pk"]]
    elif match.url_name in _LISTS:
        name, keys = f"admin:claims_{_LISTS[match.url_name]}_changelist", []
    else:
        return SafeString("")
    return format_html('· <a href="{}">In the admin</a>', reverse(name, args=keys))
