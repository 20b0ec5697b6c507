"""The desk greets by the reader's time of day, and says by when things are due in their zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from claims.templatetags.desk import due_by
from claims.views.desk_work import part_of_day
from tests.factories import NOON

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("hour", "greeting", "until"),
    [
        (4, "Good morning", "noon"),
        (11, "Good morning", "noon"),
        (12, "Good afternoon", "18:00"),
        (18, "Good evening", "midnight"),
        (3, "Good evening", "6:00"),
    ],
)
def test_it_greets_by_the_hour_of_the_reader(hour, greeting, until):
    with timezone.override(KYIV):
        part = part_of_day(datetime(2026, 11, 22, hour, 30, tzinfo=KYIV))
    assert (part.greeting, part.until) == (greeting, until)


def test_noon_is_the_readers():
    with timezone.override(KYIV):
        part = part_of_day(NOON - timedelta(hours=3))
    assert part.greeting == "Good morning"
    assert part.ends == NOON - timedelta(hours=2)


def test_it_says_the_day_and_hour_it_is_due_in_the_readers_zone():
    with timezone.override(KYIV):
        tomorrow = timezone.localtime().replace(hour=17, minute=5) + timedelta(days=1)
        assert ">due tomorrow 17:05</time>" in due_by(tomorrow)
        later = tomorrow + timedelta(days=2)
        assert f">due {later:%A} 17:05</time>" in due_by(later)
        assert ">due 1 March 2044</time>" in due_by(datetime(2044, 3, 1, tzinfo=KYIV))


def test_it_says_the_hours_left_where_it_presses():
    now = timezone.now()
    assert ">due 59 min</time>" in due_by(now + timedelta(minutes=59))
    assert ">5 h late</time>" in due_by(now - timedelta(hours=5))
