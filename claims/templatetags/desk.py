"""Words of the first page.

{% load desk %}
{{ counts.mine|capped }}            "12", or "999+"
{% due_by article.deadline %}       "due 2 h", "due today 17:00", "due tomorrow 9:00", "3 h late"
"""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims import counting
from claims.templatetags.factcheck import due

register = template.Library()
register.filter("capped", counting.capped)

# Sooner than this the hours left say more than the hour of the day.
_SOON, _WEEK = timedelta(hours=4), 7


@register.simple_tag
def due_by(deadline: datetime) -> SafeString:
    """When it is due, in the current zone, the nearer the more exactly."""
    now = timezone.now()
    if deadline - now < _SOON:
        return due(deadline, "due")
    here = timezone.localtime(deadline)
    days = (here.date() - timezone.localdate(now)).days
    hour = f"{here:%-H:%M}"
    if days < _WEEK:
        words = {0: "today", 1: "tomorrow"}.get(days, f"{here:%A}")
        words = f"{words} {hour}"
    else:
        words = f"{here:%-d %B}" if here.year == now.year else f"{here:%-d %B %Y}"
    return format_html(
        '<time class="due" datetime="{}" title="{}">due {}</time>',
        deadline.isoformat(),
        f"{here:%-d %b %Y, %H:%M %Z}",
        words,
    )
