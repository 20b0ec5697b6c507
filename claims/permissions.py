"""Who may: every answer is `Allowed` or `Denied` with a sentence for the person.

The functions ask for groups' permissions and for the row's own state of hands (who proposed it,
who holds it). Whether the row is in the right state is the stage's question: "too late" is never
"not allowed".
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.models import Article, Review, SavedView, User


@dataclass(frozen=True)
class Allowed:
    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    reason: str

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Denied


def require(answer: Answer) -> None:
    """Raise PermissionDenied with the reason, where the answer is Denied."""
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)


def _has(user: User, permission: str, sentence: str) -> Answer:
    return Allowed() if user.has_perm(f"claims.{permission}") else Denied(sentence)


def can_hand_in(user: User) -> Answer:
    return _has(user, "hand_in_article", "You may not hand in articles: ask an admin.")


def can_check(user: User) -> Answer:
    return _has(user, "check_claim", "Only checkers and editors work on claims.")


def checkers() -> list[User]:
    """The people who may work on claims, by name."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people = User.objects.with_perm("claims.check_claim", backend=backend)
    return sorted(people, key=lambda person: person.name.casefold())


def can_work_on(user: User, review: Review) -> Answer:
    """May add evidence, attempts and verdicts: a checker, while nobody else holds the claim."""
    if not (answer := can_check(user)):
        return answer
    if review.is_held_by_another(user, at=timezone.now()):
        return Denied(f"{review.held_by} is working on this claim right now.")
    return Allowed()


def can_shape(user: User) -> Answer:
    return _has(user, "shape_claim", "Only checkers and editors add or change claims.")


def can_match(user: User) -> Answer:
    """May confirm, reject and join matches of claims."""
    return _has(user, "check_claim", "Only checkers and editors say which claims match.")


def can_edit_story(user: User) -> Answer:
    """May name and split stories, and correct who cites whom."""
    return _has(user, "correct_origins", "Only editors name and split stories.")


def can_steer(user: User) -> Answer:
    return _has(user, "steer_queue", "Only editors assign, prioritise, pin and park claims.")


def can_change_view(user: User, view: SavedView) -> Answer:
    """May rename, share and delete a saved view: its owner, and of shared ones any editor."""
    if view.owner_id == user.pk or (view.is_shared and can_steer(user)):
        return Allowed()
    return Denied("Only its owner and editors change a shared view.")


def can_override_policy(user: User) -> Answer:
    return _has(user, "override_policy", "Only editors may set the policy aside.")


def can_decide(user: User) -> Answer:
    """May sign off and send back, whoever proposed."""
    return _has(user, "sign_off", "Only editors sign off verdicts.")


def can_sign_off(user: User, review: Review) -> Answer:
    if not (answer := can_decide(user)):
        return answer
    if review.proposed_by_id == user.pk:
        return Denied("You proposed this verdict: someone else must sign it off.")
    return Allowed()


def can_reopen(user: User) -> Answer:
    return _has(user, "sign_off", "Only editors open settled claims again.")


def can_correct_origins(user: User) -> Answer:
    return _has(user, "correct_origins", "Only editors correct who cites whom.")


def can_clear(user: User) -> Answer:
    return _has(user, "clear_article", "Only editors clear articles for publication.")


def can_change_article(user: User, article: Article) -> Answer:
    """Its details (never its text): an editor, or the reporter who handed it in."""
    if user.has_perm("claims.clear_article") or article.submitted_by_id == user.pk:
        return Allowed()
    return Denied("Only editors and the reporter who handed it in change an article's details.")


def can_export(user: User) -> Answer:
    return _has(user, "export_claims", "You may not export claims: ask an admin.")


def can_administer(user: User) -> Answer:
    return _has(user, "administer", "Only admins may do this.")


def can_change_person(user: User, person: User) -> Answer:
    """An admin changes people who may not do more than they; superusers, only a superuser does."""
    if not (answer := can_administer(user)):
        return answer
    stored = User.objects.filter(pk=person.pk).first()
    if user.is_superuser or stored is None:
        return answer
    # What they might do once they were let in again.
    stored.is_active = True
    if stored.is_superuser:
        return Denied(f"{person} is a superuser: only a superuser may change that.")
    if not stored.get_all_permissions() <= user.get_all_permissions():
        return Denied(f"{person} may do more than you: ask somebody who may do as much.")
    return answer


def can_enter(user: User) -> Answer:
    """Anybody of the newsroom who is signed in."""
    return Allowed() if user.is_authenticated else Denied("Sign in first.")
