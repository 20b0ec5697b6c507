"""A reason to begin with: what the evidence and the attempts of a claim say, in a sentence.

    Supported by “We will surrender” (The Guardian, primary), para 4.

It is the checker's to change. A reason is published with its verdict, so a source that is sensitive
is told by its kind alone, and notes between readers are left out.
"""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime

from claims.models import Attempt, Evidence, EvidenceLink, Match, Review, Verdict

_NAMED = 3
_INNER_QUOTES = str.maketrans('“”„«»"', "‘’‘‘’'")


def suggested_reasons(
    review: Review,
    *,
    links: Iterable[EvidenceLink],
    attempts: Sequence[Attempt],
    matches: Iterable[Match],
) -> dict[str, str]:
    """What speaks for each verdict on `review`, in sentences, by verdict; "" where nothing does.

    `links` are the standing ones with their evidence, `attempts` the standing ones, `matches` those
    that are shown of it. No query.
    """
    stances = EvidenceLink.Stance
    ordered = sorted(links, key=lambda link: link.evidence.kind != Evidence.Kind.PRIMARY)
    supporting = [link.evidence for link in ordered if link.stance == stances.SUPPORTS]
    refuting = [link.evidence for link in ordered if link.stance == stances.REFUTES]
    return {
        Verdict.Value.VERIFIED: _verified(supporting, refuting),
        Verdict.Value.UNVERIFIED: _unverified(supporting, refuting, attempts),
        Verdict.Value.CONTESTED: _contested(supporting, refuting, _differing(review, matches)),
    }


def _verified(supporting: Sequence[Evidence], refuting: Sequence[Evidence]) -> str:
    if not supporting:
        return ""
    says_otherwise = f" Against it: {_sources(refuting)}." if refuting else ""
    return f"Supported by {_sources(supporting, 'by ')}.{says_otherwise}"


def _contested(
    supporting: Sequence[Evidence], refuting: Sequence[Evidence], differing: Sequence[str]
) -> str:
    sides = []
    if supporting:
        sides.append(f"supported by {_sources(supporting, 'by ')}")
    if refuting:
        sides.append(f"refuted by {_sources(refuting, 'by ')}")
    # Support alone contests nothing.
    if not refuting and not differing:
        return ""
    sentences = [_sentence(", but ".join(sides))] if sides else []
    return " ".join([*sentences, *differing])


def _unverified(
    supporting: Sequence[Evidence], refuting: Sequence[Evidence], attempts: Sequence[Attempt]
) -> str:
    if not attempts:
        return ""
    tried = "; ".join(map(_attempt, attempts[:_NAMED]))
    if len(attempts) > _NAMED:
        tried += f"; and {len(attempts) - _NAMED} more"
    sentences = [f"It could be neither confirmed nor refuted. Tried: {tried}."]
    if supporting:
        sentences.append(f"Supported only by {_sources(supporting, 'by ')}.")
    if refuting:
        sentences.append(f"Against it: {_sources(refuting)}.")
    return " ".join(sentences)


def _attempt(attempt: Attempt) -> str:
    what = _short(attempt.what, 300).rstrip(".;, ")
    kind = attempt.get_kind_display().lower()
    return f"{what} ({kind}, {date_format(localtime(attempt.at), 'j F Y')})"


def _differing(review: Review, matches: Iterable[Match]) -> list[str]:
    """A sentence for each article that contradicts the claim, as somebody has confirmed."""
    found = []
    for match in matches:
        if not match.is_discrepancy or match.state != Match.State.CONFIRMED:
            continue
        other = match.other(review.pk)
        article = other.article
        where = [article.outlet_name]
        if article.published_on:
            where.append(date_format(article.published_on, "j F Y"))
        told = f"{', '.join(filter(None, where))}, {other.reference}".removeprefix(", ")
        why = _short(match.relation_why, 300).rstrip(". ")
        found.append(f"Reports differ: {why} ({told})." if why else f"Another differs: {told}.")
    return found[:_NAMED]


def _sources(sources: Sequence[Evidence], again: str = "") -> str:
    """“A” (X, primary), para 4, and by “B” (Y, secondary); `again` stands before all but one."""
    named = [_source(source) for source in sources[:_NAMED]]
    if len(sources) > _NAMED:
        named.append(f"{len(sources) - _NAMED} more")
        return f"{f', {again}'.join(named[:-1])} and {named[-1]}"
    if len(named) == 1:
        return named[0]
    # A locator ends with a comma's pause: so does the source before "and".
    return f"{f', {again}'.join(named[:-1])}, and {again}{named[-1]}"


def _source(source: Evidence) -> str:
    if source.sensitive:
        return f"a confidential {source.get_kind_display().lower()} source"
    title = _short(source.title, 120).translate(_INNER_QUOTES)
    publisher = _short(source.publisher, 80) or source.host
    known = ", ".join(filter(None, [publisher, source.get_kind_display().lower()]))
    locator = _short(source.locator, 80).rstrip(".,; ")
    return f"“{title}” ({known})" + (f", {locator}" if locator else "")


def _short(text: str, characters: int) -> str:
    return Truncator(" ".join(text.split())).chars(characters)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
