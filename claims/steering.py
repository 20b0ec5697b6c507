"""Steer the desk itself: its policy, weights, outlets, people and what they may do.

Every function saves what changed and records one event on the desk's own chain, with what was
and what is now; where nothing changed, nothing is recorded. Or it raises and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.text import get_text_list

from claims import permissions
from claims.models import Event, Matching, Outlet, Policy, User, Weights
from claims.models.matching import IN_ORDER
from claims.models.weights import bounds
from claims.text import checkworthiness

# A sentence tells so many changes; more of them it counts.
_TOLD = 4
# What is recorded of a person; a password never is, only that there is a new one.
PERSON = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")


class OutletInUse(ValueError):
    """Articles appeared in the outlet; says how many."""


class WeightsRefused(ValueError):
    """A reason cannot count that much, or there is none of that name; says which."""


class MatchingRefused(ValueError):
    """The thresholds of matching cannot be these, or others set them meanwhile; says which."""


class SomeoneWasFaster(ValueError):
    """Between the page and the press the weights were changed; says by whom, and how.

    `theirs` are the weights that are others now. `by` is who pressed: one's own other window is
    not told as somebody else.
    """

    def __init__(self, stored: Weights, theirs: Mapping[str, float], *, by: User) -> None:
        self.theirs = theirs
        what = [f"“{name}” to {weight:g}" for name, weight in theirs.items()]
        if len(what) > _TOLD:
            what[_TOLD - 1 :] = [f"{len(what) - _TOLD + 1} others"]
        who = f"Someone else was faster. {stored.changed_by or 'Factcheck'}"
        if stored.changed_by == by:
            who = "You"
        super().__init__(
            f"{who} set {get_text_list(what, 'and')} meanwhile, which now stands below except where"
            " you typed. Nothing you typed is lost, and nothing is saved: look it over, save again."
        )


@transaction.atomic
def save_policy(policy: Policy, *, by: User) -> None:
    """Save the changed policy. Raises PermissionDenied."""
    permissions.require(permissions.can_administer(by))
    rules = [field.name for field in Policy._meta.concrete_fields if not field.primary_key]
    _save(policy, rules, Event.Action.POLICY_CHANGED, by=by)


@transaction.atomic
def save_weights(
    weights: Mapping[str, float], *, by: User, seen: Mapping[str, float] | None = None
) -> bool:
    """Let the reasons count as `weights` says, all others as the text engine does by itself.

    False where that is so already. `{}` goes back to the defaults. What is stored keeps its score
    until `claims.rescoring` has come by. `seen` are the weights the person saw; others by now are
    SomeoneWasFaster. Raises PermissionDenied, or WeightsRefused for a name nobody knows, a reason
    turned round, or a number beyond its bounds.
    """
    permissions.require(permissions.can_administer(by))
    for name, weight in weights.items():
        _require_sense(name, weight)
    stored = Weights.objects.select_for_update().get(pk=1)
    was = stored.present
    defaults = checkworthiness.WEIGHTS
    stored.changed = {name: weight for name, weight in weights.items() if weight != defaults[name]}
    changed = [name for name, weight in stored.present.items() if weight != was[name]]
    if not changed:
        return False
    theirs = {n: weight for n, weight in was.items() if seen and seen.get(n, weight) != weight}
    if theirs:
        raise SomeoneWasFaster(stored, theirs, by=by)
    stored.change(by=by)
    stored.save()
    old, new = ({name: some[name] for name in changed} for some in (was, stored.present))
    _record(stored, Event.Action.WEIGHTS_CHANGED, old, new, by=by)
    return True


def _require_sense(name: str, weight: float) -> None:
    if name not in checkworthiness.WEIGHTS:
        raise WeightsRefused(f"There is no reason called “{name}”.")
    low, high = bounds(name)
    if not low <= weight <= high:
        raise WeightsRefused(f"“{name}” counts from {low:g} to {high:g}, not {weight:g}.")


@transaction.atomic
def change_matching(
    *, suggest_at: float, join_at: float, by: User, seen: Mapping[str, float] | None = None
) -> bool:
    """Suggest matches from a likelihood of `suggest_at`, join stories from `join_at`; 0.05 to 1.

    False where that is so already. What is stored stays until `claims.matching` has matched all
    anew. `seen` are the thresholds the person saw; others by now are MatchingRefused, as are
    thresholds out of order. Raises PermissionDenied.
    """
    permissions.require(permissions.can_administer(by))
    if not 0.05 <= suggest_at <= join_at <= 1.0:
        raise MatchingRefused(IN_ORDER)
    stored = Matching.locked()
    was = {"suggest_at": stored.suggest_at, "join_at": stored.join_at}
    wanted = {"suggest_at": suggest_at, "join_at": join_at}
    if was == wanted:
        return False
    if seen and any(seen.get(name, value) != value for name, value in was.items()):
        raise MatchingRefused(
            f"Someone else was faster. {stored.changed_by or 'Factcheck'} set"
            f" {stored.suggest_at:g} and {stored.join_at:g} meanwhile: look it over, save again."
        )
    stored.suggest_at, stored.join_at = suggest_at, join_at
    stored.change(by=by)
    stored.save()
    changed = [name for name in was if was[name] != wanted[name]]
    old, new = ({name: some[name] for name in changed} for some in (was, wanted))
    _record(stored, Event.Action.MATCHING_CHANGED, old, new, by=by)
    return True


@transaction.atomic
def save_outlet(outlet: Outlet, *, by: User) -> None:
    """Save a new or changed outlet. Raises PermissionDenied."""
    permissions.require(permissions.can_administer(by))
    _save(outlet, ["name", "url"], Event.Action.OUTLET_CHANGED, by=by, name=outlet.name)


@transaction.atomic
def remove_outlet(outlet: Outlet, *, by: User) -> None:
    """Delete an outlet that no article names. Raises PermissionDenied, OutletInUse."""
    permissions.require(permissions.can_administer(by))
    outlet = Outlet.objects.select_for_update().get(pk=outlet.pk)
    if articles := outlet.articles.count():
        raise OutletInUse(f"{articles} of the desk's articles appeared in {outlet}: it stays.")
    _record(outlet, Event.Action.OUTLET_CHANGED, {"name": outlet.name}, {"removed": True}, by=by)
    outlet.delete()


@transaction.atomic
def save_person(person: User, *, by: User) -> None:
    """Save a new or changed person, without their groups. Raises PermissionDenied."""
    _require_power_over(person, by)
    if person.pk == by.pk and not person.is_active:
        raise PermissionDenied("You cannot shut yourself out: ask another admin.")
    _save(person, PERSON, Event.Action.PERSON_CHANGED, by=by, name=person.username)


@transaction.atomic
def note_new_password(person: User, *, by: User) -> None:
    """Record that `by` gave `person` a new password, never which."""
    _require_power_over(person, by)
    new = {"name": person.username, "password": "changed"}
    _record(person, Event.Action.PERSON_CHANGED, {}, new, by=by)


@transaction.atomic
def set_groups(person: User, groups: Iterable[Group], *, by: User) -> None:
    """Put a person into exactly these groups. Raises PermissionDenied."""
    _require_power_over(person, by)
    person = User.objects.select_for_update().get(pk=person.pk)
    old, new = set(person.groups.all()), set(groups)
    for group in old ^ new:
        _require_own(group.permissions.all(), by=by)
    if old != new:
        person.groups.set(new)
        names = [sorted(group.name for group in some) for some in (old, new)]
        _record(
            person,
            Event.Action.PERSON_CHANGED,
            {"name": person.username, "groups": names[0]},
            {"name": person.username, "groups": names[1]},
            by=by,
        )


@transaction.atomic
def save_group(group: Group, *, by: User) -> None:
    """Save a new or renamed group. Raises PermissionDenied."""
    permissions.require(permissions.can_administer(by))
    _save(group, ["name"], Event.Action.PERSON_CHANGED, by=by)


@transaction.atomic
def set_permissions(group: Group, chosen: Iterable[Permission], *, by: User) -> None:
    """Let a group do exactly this; what `by` may not do stays as it is. Raises PermissionDenied."""
    permissions.require(permissions.can_administer(by))
    group = Group.objects.select_for_update().get(pk=group.pk)
    old, new = set(group.permissions.all()), set(chosen)
    _require_own(new - old, by=by)
    new |= {permission for permission in old if not _may(by, permission)}
    if old != new:
        group.permissions.set(new)
        names = [sorted(permission.codename for permission in some) for some in (old, new)]
        _record(
            group,
            Event.Action.PERSON_CHANGED,
            {"group": group.name, "may": names[0]},
            {"group": group.name, "may": names[1]},
            by=by,
        )


def _may(by: User, permission: Permission) -> bool:
    return by.has_perm(f"{permission.content_type.app_label}.{permission.codename}")


def _require_own(given: Iterable[Permission], *, by: User) -> None:
    """Nobody gives, by a group or by its name, what they may not do themselves."""
    permissions.require(permissions.can_administer(by))
    for permission in given:
        if not _may(by, permission):
            raise PermissionDenied(f"You may not give what you do not have: {permission.name}.")


def _require_power_over(person: User, by: User) -> None:
    """Nobody changes who may do more than they; superusers are made by superusers alone."""
    permissions.require(permissions.can_change_person(by, person))
    if person.is_superuser and not by.is_superuser:
        raise PermissionDenied(f"{person} is a superuser: only a superuser may change that.")


def _save(
    row: models.Model, fields: Sequence[str], action: Event.Action, *, by: User, name: str = ""
) -> None:
    """Save `row` and record which of `fields` became what, where any did."""
    stored = type(row)._default_manager.select_for_update().filter(pk=row.pk).values(*fields)
    was: Mapping[str, Any] = (stored.first() if row.pk else None) or {}
    changed = [field for field in fields if was.get(field) != getattr(row, field)]
    row.save()
    if changed:
        called = {"name": name} if name else {}
        old = {field: was[field] for field in changed if field in was}
        _record(row, action, old, {**called, **{f: getattr(row, f) for f in changed}}, by=by)


def _record(
    row: models.Model,
    action: Event.Action,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    by: User,
) -> None:
    Event.objects.record(row, action, by=by, old=old, new=new)
