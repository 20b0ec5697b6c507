"""People and groups: made, moved, shut out; nobody raises themselves."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.test import Client

from claims import steering
from claims.models import Event, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def change(person: User, **changes: object) -> dict[str, object]:
    """What the form posts, as the page had it, with changes; None takes a field away."""
    data: dict[str, object] = {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "is_active": "on",
        "groups": [group.pk for group in person.groups.all()],
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def url(person: User) -> str:
    return f"/admin/claims/user/{person.pk}/change/"


def events() -> list[tuple[object, object]]:
    rows = Event.objects.filter(chain="desk", action=Event.Action.PERSON_CHANGED)
    return [(event.old, event.new) for event in rows.order_by("sequence")]


def test_a_person_is_made(client: Client, admin: User) -> None:
    password = "correct-horse-battery"
    response = client.post(
        "/admin/claims/user/add/",
        {
            "username": "carla",
            "usable_password": "true",
            "password1": password,
            "password2": password,
        },
    )

    person = User.objects.get(username="carla")
    assert response.url == url(person)  # type: ignore[attr-defined]
    assert person.check_password(password)
    assert (person.is_superuser, person.is_staff, person.groups.count()) == (False, False, 0)
    [(old, new)] = events()
    assert old == {}
    assert new["username"] == "carla"  # type: ignore[index]
    assert password not in str(Event.objects.values())
    assert person.password not in str(Event.objects.values())


def test_a_person_is_moved_and_renamed(client: Client, admin: User) -> None:
    carol = make_user("Checker", username="carol")
    editors = Group.objects.get(name="Editor")

    for _ in range(2):
        response = client.post(url(carol), change(carol, first_name="Carol", groups=[editors.pk]))
        assert response.status_code == 302

    carol.refresh_from_db()
    assert (carol.first_name, list(carol.groups.all())) == ("Carol", [editors])
    assert events() == [
        ({"first_name": ""}, {"name": "carol", "first_name": "Carol"}),
        ({"name": "carol", "groups": ["Checker"]}, {"name": "carol", "groups": ["Editor"]}),
    ]


def test_a_person_is_shut_out_and_let_in_again(client: Client, admin: User) -> None:
    carol = make_user("Checker", username="carol")

    client.post(url(carol), change(carol, is_active=None))
    carol.refresh_from_db()
    assert not carol.is_active
    client.post(url(carol), change(carol))
    carol.refresh_from_db()
    assert carol.is_active
    assert events() == [
        ({"is_active": True}, {"name": "carol", "is_active": False}),
        ({"is_active": False}, {"name": "carol", "is_active": True}),
    ]


def test_a_new_password_is_noted_and_never_written_down(client: Client, admin: User) -> None:
    carol = make_user("Checker", username="carol")
    password = {"password1": "correct-horse-battery", "password2": "correct-horse-battery"}
    page = f"/admin/claims/user/{carol.pk}/password/"

    refused = client.post(page, {**password, "password2": "another"})
    assert (refused.status_code, events()) == (200, [])
    client.post(page, {**password, "usable_password": "true"})

    carol.refresh_from_db()
    assert carol.check_password("correct-horse-battery")
    assert events() == [({}, {"name": "carol", "password": "changed"})]


def test_nobody_shuts_themselves_out(client: Client, admin: User) -> None:
    response = client.post(url(admin), change(admin, is_active=None))

    assert response.status_code == 403
    admin.refresh_from_db()
    assert admin.is_active


def test_nobody_makes_themselves_a_superuser(client: Client, admin: User) -> None:
    everything = [permission.pk for permission in Permission.objects.all()]
    data = change(admin, is_superuser="on", is_staff="on", user_permissions=everything)

    assert client.post(url(admin), data).status_code == 302

    admin = User.objects.get(pk=admin.pk)
    assert (admin.is_superuser, admin.is_staff) == (False, False)
    assert not admin.user_permissions.exists()
    admin.is_superuser = True
    with pytest.raises(PermissionDenied):
        steering.save_person(admin, by=User.objects.get(pk=admin.pk))


def test_superusers_are_changed_by_superusers_alone(client: Client, admin: User) -> None:
    root = make_user("", username="root", is_superuser=True)
    password = {"password1": "correct-horse-battery", "password2": "correct-horse-battery"}

    assert client.post(url(root), change(root, email="me@example.org")).status_code == 403
    page = f"/admin/claims/user/{root.pk}/password/"
    assert client.post(page, {**password, "usable_password": "true"}).status_code == 403
    root.refresh_from_db()
    assert root.email != "me@example.org"
    assert not root.check_password("correct-horse-battery")
    assert events() == []

    client.force_login(root)
    assert client.post(url(admin), change(admin, is_superuser="on")).status_code == 302
    admin.refresh_from_db()
    assert admin.is_superuser


def test_nobody_changes_who_may_do_more(client: Client) -> None:
    """A group that looks after people: by a new password it must not become its admins."""
    keepers = Group.objects.create(name="Keepers")
    keepers.permissions.set(
        Permission.objects.filter(codename__in=["administer", "change_user", "view_user"])
    )
    keeper = make_user("", username="keeper")
    keeper.groups.add(keepers)
    client.force_login(keeper)
    password = {"password1": "correct-horse-battery", "password2": "correct-horse-battery"}
    above = [make_user("Admin"), make_user("Admin", is_active=False), make_user("Checker")]

    for person in above:
        page = f"/admin/claims/user/{person.pk}/password/"
        assert client.get(page).status_code == 403
        assert client.post(page, {**password, "usable_password": "true"}).status_code == 403
        assert client.post(url(person), change(person, email="me@example.org")).status_code == 403
        person.email = "me@example.org"
        with pytest.raises(PermissionDenied, match="may do more than you"):
            steering.save_person(person, by=keeper)
        with pytest.raises(PermissionDenied, match="may do more than you"):
            steering.note_new_password(person, by=keeper)
        person.refresh_from_db()
        assert person.email != "me@example.org"
        assert not person.check_password("correct-horse-battery")
    assert events() == []

    nobody = make_user("")
    page = f"/admin/claims/user/{nobody.pk}/password/"
    assert client.post(page, {**password, "usable_password": "true"}).status_code == 302


def test_a_group_may_do_what_its_maker_may(client: Client, admin: User) -> None:
    own = Permission.objects.get(codename="sign_off")
    beyond = Permission.objects.get(codename="delete_event")

    refused = client.post(
        "/admin/auth/group/add/", {"name": "Powers", "permissions": [own.pk, beyond.pk]}
    )
    made = client.post("/admin/auth/group/add/", {"name": "Readers", "permissions": [own.pk]})

    assert refused.status_code == 200
    assert made.status_code == 302
    assert list(Group.objects.get(name="Readers").permissions.all()) == [own]
    assert not Group.objects.filter(name="Powers").exists()
    assert events() == [
        ({}, {"name": "Readers"}),
        ({"group": "Readers", "may": []}, {"group": "Readers", "may": ["sign_off"]}),
    ]


def test_what_a_group_may_beyond_its_changer_stays(client: Client, admin: User) -> None:
    beyond = Permission.objects.get(codename="delete_event")
    group = Group.objects.create(name="Powers")
    group.permissions.add(beyond)

    client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Powers", "permissions": []})

    assert list(group.permissions.all()) == [beyond]
    with pytest.raises(PermissionDenied, match="You may not give what you do not have"):
        steering.set_groups(admin, [group], by=admin)
    with pytest.raises(PermissionDenied, match="You may not give what you do not have"):
        steering.set_permissions(Group.objects.create(name="More"), [beyond], by=admin)


def test_nobody_is_deleted(client: Client, admin: User) -> None:
    carol = make_user()

    assert client.post(f"/admin/claims/user/{carol.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=carol.pk).exists()


@pytest.mark.parametrize("group", ["Reporter", "Checker", "Editor"])
def test_the_stage_refuses_others(group: str) -> None:
    user, carol = make_user(group), make_user()
    carol.first_name = "Another"

    with pytest.raises(PermissionDenied):
        steering.save_person(carol, by=user)
    with pytest.raises(PermissionDenied):
        steering.set_groups(carol, [], by=user)
    with pytest.raises(PermissionDenied):
        steering.set_permissions(Group.objects.get(name=group), [], by=user)

    carol.refresh_from_db()
    assert (carol.first_name, carol.groups.count()) == ("", 1)
    assert events() == []
