"""People to try the desk with; made by `manage.py seed` in development only."""

from typing import NamedTuple


class DemoPerson(NamedTuple):
    username: str
    first_name: str
    last_name: str
    group: str
    password: str


DEMO_PEOPLE = [
    DemoPerson("rita", "Rita", "Marsh", "Reporter", "rita-reports"),
    DemoPerson("carol", "Carol", "Adeyemi", "Checker", "carol-checks"),
    DemoPerson("carlos", "Carlos", "Vega", "Checker", "carlos-checks"),
    DemoPerson("bob", "Bob", "Lindqvist", "Editor", "bob-edits"),
    DemoPerson("alice", "Alice", "Kowalska", "Editor", "alice-edits"),
    DemoPerson("ada", "Ada", "Okafor", "Admin", "ada-administers"),
]
