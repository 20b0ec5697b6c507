"""Which clock a reader goes by, and what to call it.

Times are stored in UTC and shown in the reader's zone: the one they chose, else the one their
browser told of, else the newsroom's. A name nobody knows counts as none. `factcheck.middleware`
activates it for each request; CSV files and the history's hashes stay in UTC.
"""

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import timezone

# The cookie by which the browser tells (static/js/local-time.js).
COOKIE = "time_zone"
# Old names that browsers still tell, by what the places are called.
RENAMED = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "America/Godthab": "America/Nuuk",
    "Europe/Kiev": "Europe/Kyiv",
}
KNOWN = frozenset(available_timezones())
_REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)


class NoSuchZone(ValueError):
    """No time zone is called so; says which ones come near."""


def zone_of(chosen: str, told: str) -> ZoneInfo:
    """The zone somebody chose, else the one their browser told of, else the newsroom's."""
    for name in (chosen, told):
        if name in KNOWN:
            return ZoneInfo(current_name(name))
    return ZoneInfo(settings.TIME_ZONE)


def current_name(name: str) -> str:
    """What the zone is called nowadays, where this machine knows it by that."""
    newer = RENAMED.get(name, name)
    return newer if newer in KNOWN else name


@cache
def offered() -> list[str]:
    """Every zone that is called by a place, in order, and UTC."""
    places = (name for name in KNOWN if name.partition("/")[0] in _REGIONS)
    return ["UTC", *sorted({current_name(name) for name in places})]


def find(typed: str) -> str:
    """The zone that `typed` means: its name, or the last part of it ("kyiv", "New York").

    Raises NoSuchZone, with what comes near or what to choose from.
    """
    wanted = "_".join(typed.split()).casefold()
    by_name = {name.casefold(): name for name in [*RENAMED, *offered()]}
    if wanted in by_name:
        return current_name(by_name[wanted])
    by_place: dict[str, set[str]] = {}
    for name in by_name.values():
        by_place.setdefault(_place(name).casefold(), set()).add(current_name(name))
    near = [wanted] if wanted in by_place else get_close_matches(wanted, by_place, n=3, cutoff=0.7)
    found = sorted({name for place in near for name in by_place[place]})
    if len(found) == 1 and wanted in by_place:
        return found[0]
    asked = f"Did you mean {' or '.join(found)}?" if found else "Choose one from the list."
    raise NoSuchZone(f"No time zone is called “{typed[:60]}”. {asked}")


def label(name: str = "") -> str:
    """In words, of the zone that is active where none is named: "Kyiv time", "UTC"."""
    name = name or timezone.get_current_timezone_name()
    return f"{city(name)} time" if "/" in name else name


def city(name: str = "") -> str:
    """The place a zone is called by: "New York"; the active one's where none is named."""
    return _place(name or timezone.get_current_timezone_name()).replace("_", " ")


def _place(name: str) -> str:
    return name.rpartition("/")[2]


def spelled(moment: datetime, style: str = "") -> str:
    """A moment on the reader's clock: "20 Nov 2026, 12:41 EET".

    Style "date" is the day alone; "time" the hour alone where it is today.
    """
    here = timezone.localtime(moment)
    if style == "date":
        return f"{here:%-d %b %Y}"
    hour = f"{here:%H:%M} {abbreviation(here)}"
    is_today = here.date() == timezone.localdate()
    return hour if style == "time" and is_today else f"{here:%-d %b %Y}, {hour}"


def abbreviation(here: datetime) -> str:
    """What the clock of `here` is called for short: "EET", "UTC+3" where it has no letters."""
    name = here.tzname() or ""
    return offset(here) if name[:1] in "+-" else name


def offset(here: datetime) -> str:
    """How far the clock of `here` is from UTC: "UTC", "UTC+2", "UTC-3:30"."""
    minutes = round((here.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


def in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%-d %b %Y, %H:%M} UTC"


def why_not(naive: datetime) -> str:
    """Why a clock of the active zone never shows `naive`, or shows it twice: when it is changed."""
    zone = timezone.get_current_timezone()
    there = naive.replace(tzinfo=zone)
    is_gap = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive
    turned = "forward" if is_gap else "back"
    hour = f"{naive:%H:%M}"
    what = f"there is no {hour} that day" if is_gap else f"{hour} comes twice that day"
    return (
        f"In {city()} the clocks go {turned} on {naive:%-d %B %Y}: {what}. "
        "Give an earlier or a later time."
    )
