"""The whole analysis against a desk's labels of articles, sentence by sentence.

A claim belongs to the labelled sentence it shares most characters with; a labelled sentence is
found when a claim lies in any of it. Where a sentence is no labelled claim, what the analysis
says of its hedges, figures and claimants is not judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.evaluation import measures, names
from claims.evaluation.labels import BOILERPLATE, CLAIM, MUST, Label
from claims.evaluation.results import Line
from claims.text.analysis import Claim, analyse
from claims.text.spans import Span

_MUST_BAND = "must"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled sentence and the claims found in it, in the order of the text."""

    label: Label
    claims: tuple[Claim, ...]

    @property
    def score(self) -> float:
        """The highest score of its claims; 0.0 when there is none."""
        return max((claim.score for claim in self.claims), default=0.0)

    @property
    def sayers(self) -> set[str]:
        """Everybody its claims are attributed to: claimants, and the outlets they came by."""
        both = {name for claim in self.claims for name in (claim.claimant, claim.outlet)}
        return both - {""}


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article's labelled sentences; for each claim in them the label it belongs to."""

    name: str
    sentences: tuple[Judged, ...]
    owners: tuple[Label, ...]
    spans_exact: tuple[bool, ...]


def judge(name: str, text: str, labels: Sequence[Label]) -> JudgedArticle:
    """Analyse an article and hold what is found to its labels."""
    claims = analyse(text).claims
    owners = [max(labels, key=lambda label: _shared(label, claim)) for claim in claims]
    return JudgedArticle(
        name,
        tuple(
            Judged(label, tuple(claim for claim in claims if _shared(label, claim)))
            for label in labels
        ),
        # A claim outside every label is in a part of the article that nobody labelled.
        tuple(owner for owner, claim in zip(owners, claims, strict=True) if _shared(owner, claim)),
        tuple(text[claim.start : claim.end] == claim.text for claim in claims),
    )


def misplaced(text: str, labels: Sequence[Label]) -> int:
    """How many labels do not say what stands at their place in the text."""
    return sum(text[label.start : label.end] != label.text for label in labels)


def measure(split: str, articles: Sequence[JudgedArticle]) -> Iterator[Line]:
    """The figures over the articles, and for several of them each one's average precision."""
    sentences = [each for article in articles for each in article.sentences]
    labelled = [each for each in sentences if each.label.kind == CLAIM]
    yield from _finding(split, articles, sentences, labelled)
    yield from _ranking(split, articles)
    yield from _hedges(split, labelled)
    yield from _attribution(split, labelled)
    yield from _figures(split, labelled)
    exact = [whether for article in articles for whether in article.spans_exact]
    yield Line(split, "spans_exact", measures.share(exact), len(exact))


def _finding(
    split: str,
    articles: Sequence[JudgedArticle],
    sentences: Sequence[Judged],
    labelled: Sequence[Judged],
) -> Iterator[Line]:
    must = [bool(each.claims) for each in sentences if each.label.worth == MUST]
    kinds = [owner.kind for article in articles for owner in article.owners]
    skipped = [not each.claims for each in sentences if each.label.kind == BOILERPLATE]
    found = [bool(each.claims) for each in labelled]
    yield Line(split, "must_check_found", measures.share(must), len(must))
    yield Line(split, "claims_found", measures.share(found), len(found))
    yield Line(
        split, "extracted_are_claims", measures.share([kind == CLAIM for kind in kinds]), len(kinds)
    )
    yield Line(split, "furniture_extracted", kinds.count(BOILERPLATE), len(kinds))
    yield Line(split, "furniture_skipped", measures.share(skipped), len(skipped))


def _ranking(split: str, articles: Sequence[JudgedArticle]) -> Iterator[Line]:
    """How well the scores put what must be checked first, among what was extracted."""
    per_article = []
    for article in articles:
        precision = _average_precision(article.sentences)
        if precision is not None:
            per_article.append(precision)
        if len(articles) > 1:
            n = sum(bool(each.claims) for each in article.sentences)
            yield Line(f"{split}:{article.name}", "must_check_ap", precision, n)
    ranked = [
        each
        for article in articles
        for each in article.sentences
        if each.claims and each.label.worth is not None
    ]
    everything = [each for article in articles for each in article.sentences]
    yield Line(split, "must_check_ap", _average_precision(everything), len(ranked))
    mean = sum(per_article) / len(per_article) if per_article else None
    yield Line(split, "must_check_ap_mean_of_articles", mean, len(per_article))
    labels = [each.label.worth == MUST for each in ranked]
    scores = [each.score for each in ranked]
    in_band = [any(claim.band == _MUST_BAND for claim in each.claims) for each in ranked]
    band = measures.tally(labels, in_band)
    yield Line(split, "must_check_in_band_must", band.recall, band.wanted)
    yield Line(split, "band_must_is_must_check", band.precision, band.found)
    yield Line(
        split,
        "must_check_calibration_error",
        measures.calibration_error(labels, scores),
        len(ranked),
    )
    yield Line(split, "must_check_brier", measures.brier(labels, scores), len(ranked))


def _average_precision(sentences: Sequence[Judged]) -> float | None:
    ranked = [each for each in sentences if each.claims and each.label.worth is not None]
    return measures.average_precision(
        [each.label.worth == MUST for each in ranked],
        [each.score for each in ranked],
        positives=sum(each.label.worth == MUST for each in sentences),
    )


def _hedges(split: str, labelled: Sequence[Judged]) -> Iterator[Line]:
    counted = measures.tally(
        [each.label.hedged for each in labelled],
        [any(claim.hedges for claim in each.claims) for each in labelled],
    )
    yield Line(split, "hedged_precision", counted.precision, counted.found)
    yield Line(split, "hedged_recall", counted.recall, counted.wanted)
    yield Line(split, "hedged_f1", counted.f1, len(labelled))


def _attribution(split: str, labelled: Sequence[Judged]) -> Iterator[Line]:
    """Found: somebody the label names is named. Wrong: somebody is, and nobody the label names.

    A wrong claimant is wrong where the label does name one; what else is wrongly attributed is
    said by nobody but the article.
    """
    found = [_rightly(each) for each in labelled if each.label.names]
    wrong = [not _rightly(each) for each in labelled if each.sayers]
    yield Line(split, "attribution_found", measures.share(found), len(found))
    another = [not _rightly(each) for each in labelled if each.sayers and each.label.names]
    yield Line(split, "wrongly_attributed", measures.share(wrong), len(wrong))
    yield Line(split, "wrong_claimant", measures.share(another), len(another))


def _rightly(each: Judged) -> bool:
    return any(names.same(ours, theirs) for ours in each.sayers for theirs in each.label.names)


def _figures(split: str, labelled: Sequence[Judged]) -> Iterator[Line]:
    found = [
        any(wanted.is_met_by(figure) for claim in each.claims for figure in claim.figures)
        for each in labelled
        for wanted in each.label.figures
    ]
    yield Line(split, "figures_found", measures.share(found), len(found))


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
