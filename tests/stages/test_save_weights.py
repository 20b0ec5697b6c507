"""Change how much each reason counts: one event with old and new, or nothing at all."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import steering
from claims.models import Event, User, Weights
from claims.text import checkworthiness
from tests.factories import make_user

pytestmark = pytest.mark.django_db

DEFAULTS = checkworthiness.WEIGHTS


@pytest.fixture
def admin() -> User:
    return make_user("Admin")


def changes() -> list[tuple[object, object, object]]:
    events = Event.objects.filter(chain="desk", action="desk.weights_changed").order_by("sequence")
    return [(event.by, event.old, event.new) for event in events]


def test_it_saves_what_is_other_than_the_default(admin: User) -> None:
    assert steering.save_weights({**DEFAULTS, "figure": 0.5, "we": 0.0}, by=admin)

    weights = Weights.current()
    assert weights.changed == {"figure": 0.5, "we": 0.0}
    assert weights.present == {**DEFAULTS, "figure": 0.5, "we": 0.0}
    assert (weights.changed_by, weights.is_due, weights.done) == (admin, True, 0)
    assert changes() == [
        (admin, {"figure": DEFAULTS["figure"], "we": DEFAULTS["we"]}, {"figure": 0.5, "we": 0.0})
    ]


def test_it_records_nothing_the_second_time(admin: User) -> None:
    steering.save_weights({"figure": 0.5}, by=admin)
    version = Weights.current().version

    assert steering.save_weights({"figure": 0.5}, by=admin) is False

    assert len(changes()) == 1
    assert Weights.current().version == version


def test_it_goes_back_to_the_defaults(admin: User) -> None:
    steering.save_weights({"figure": 0.5}, by=admin)

    assert steering.save_weights({}, by=admin)

    assert Weights.current().present == DEFAULTS
    assert changes()[-1] == (admin, {"figure": 0.5}, {"figure": DEFAULTS["figure"]})


@pytest.mark.parametrize(
    ("name", "weight"),
    [
        ("figure", -0.1),
        ("first person", 0.1),
        ("figure", 8.1),
        ("first person", -8.1),
        ("reader", -0.1),
        ("reader", 3.1),
        ("figure", float("nan")),
        ("figure", float("inf")),
        ("moonlight", 1.0),
    ],
)
def test_it_refuses_what_turns_a_reason_round_or_has_no_bounds(
    admin: User, name: str, weight: float
) -> None:
    with pytest.raises(steering.WeightsRefused, match=name):
        steering.save_weights({"date": 0.5, name: weight}, by=admin)

    assert Weights.current().changed == {}
    assert changes() == []


def test_it_refuses_to_save_over_a_change_nobody_has_seen(admin: User) -> None:
    other = make_user("Admin", first_name="Ada", last_name="Okafor")
    seen = Weights.current().present
    steering.save_weights({"figure": 0.5, "we": -1.0}, by=other)

    with pytest.raises(steering.SomeoneWasFaster) as refused:
        steering.save_weights({"date": 0.25}, by=admin, seen=seen)

    assert str(refused.value).startswith(
        "Someone else was faster. Ada Okafor set “figure” to 0.5 and “we” to -1 meanwhile"
    )
    assert refused.value.theirs == {"figure": 0.5, "we": -1.0}
    assert Weights.current().changed == {"figure": 0.5, "we": -1.0}
    assert len(changes()) == 1
    assert steering.save_weights({"date": 0.25}, by=admin, seen=Weights.current().present)
    assert Weights.current().changed == {"date": 0.25}


def test_one_s_own_change_in_another_window_is_not_somebody_else_s(admin: User) -> None:
    seen = Weights.current().present
    names = ("figure", "date", "cause", "change", "country", "damaging")
    steering.save_weights(dict.fromkeys(names, 0.125), by=admin)

    with pytest.raises(steering.SomeoneWasFaster, match=r"^You set .*and 3 others meanwhile"):
        steering.save_weights({"date": 0.25}, by=admin, seen=seen)


def test_what_was_changed_and_changed_back_is_as_it_was_seen(admin: User) -> None:
    seen = Weights.current().present
    steering.save_weights({"figure": 0.5}, by=make_user("Admin"))
    steering.save_weights({}, by=make_user("Admin"))

    assert steering.save_weights({"date": 0.25}, by=admin, seen=seen)


def test_both_wanting_the_same_is_no_quarrel(admin: User) -> None:
    seen = Weights.current().present
    steering.save_weights({"figure": 0.5}, by=make_user("Admin"))

    assert steering.save_weights({"figure": 0.5}, by=admin, seen=seen) is False


@pytest.mark.parametrize("group", ["", "Reporter", "Checker", "Editor"])
def test_it_refuses_others(group: str) -> None:
    with pytest.raises(PermissionDenied):
        steering.save_weights({"figure": 0.5}, by=make_user(group))

    assert Weights.current().changed == {}


def test_what_is_stored_and_fits_no_more_counts_as_the_default() -> None:
    """A release may have dropped a reason, or turned it round."""
    Weights.objects.update(changed={"moonlight": 2.0, "figure": -3.0, "date": 0.25})

    assert Weights.current().present == {**DEFAULTS, "date": 0.25}
