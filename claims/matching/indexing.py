"""Make an article's claims findable: each gets its vector and its content words.

    claim --index_article--> Embedding, Terms counted

Committed before anything is searched: of two articles that come in at once, the one that is
indexed last sees the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Q, TextField
from django.db.models.expressions import Func, Value
from pgvector import HalfVector

from claims.models import Article, Claim, Embedding, Review, Term
from claims.text import days, embeddings, terms
from claims.text.embeddings import Embedded

# Longer ones are no words; a term is a key of its table.
_LONGEST_TERM = Term._meta.get_field("term").max_length or 60
_BATCH = 200


def index_article(article_id: int) -> int:
    """Embed the article's standing claims that today's weights have not; how many.

    Twice is once. Raises Article.DoesNotExist, and `loading.ReaderBroken` where the weights are
    missing or damaged.
    """
    article = Article.objects.get(pk=article_id)
    told = days.told(article.text, article.published_on)
    del article
    model = embeddings.version()
    Embedding.objects.filter(article=article_id).exclude(told=told).update(told=told)
    lacking = list(
        Claim.objects.filter(article=article_id)
        .exclude(review__state=Review.State.DROPPED)
        .filter(Q(embedding=None) | ~Q(embedding__model=model))
        .order_by("pk")
        .values_list("pk", "wording")
    )
    return sum(
        _index(article_id, lacking[first : first + _BATCH], model=model, told=told)
        for first in range(0, len(lacking), _BATCH)
    )


def _index(article_id: int, claims: Sequence[tuple[int, str]], *, model: str, told: str) -> int:
    # Read before anything is locked: it takes longer than all the rest.
    read = embeddings.read([wording for _, wording in claims])
    with transaction.atomic():
        # Whoever rewords one of them has done so before, and is seen; or waits, and takes the
        # row away that is stored here.
        now = dict(
            Claim.objects.select_for_update(no_key=True)
            .filter(pk__in=[claim for claim, _ in claims])
            .order_by("pk")
            .values_list("pk", "wording")
        )
        known = dict(Embedding.objects.filter(claim__in=now).values_list("claim", "model"))
        wanted = [
            (claim, wording, embedded)
            for (claim, wording), embedded in zip(claims, read, strict=True)
            if now[claim] == wording and known.get(claim) != model
        ]
        _store(article_id, wanted, model=model, told=told)
        _count(wording for claim, wording, _ in wanted if claim not in known)
    return len(wanted)


def _store(
    article_id: int, wanted: Collection[tuple[int, str, Embedded]], *, model: str, told: str
) -> None:
    Embedding.objects.bulk_create(
        (
            Embedding(
                claim_id=claim,
                article_id=article_id,
                model=model,
                vector=HalfVector(embedded.vector),
                words=embedded.words.tobytes(),
                terms=_lexemes(terms_of(wording)),
                told=told,
            )
            for claim, wording, embedded in wanted
        ),
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["model", "vector", "words", "terms", "told"],
    )


def _lexemes(words: Sequence[str]) -> Func:
    """Any text as it is: nothing in it is syntax."""
    return Func(
        Value("\x1f".join(words), output_field=TextField()),
        function="array_to_tsvector",
        template="%(function)s(string_to_array(%(expressions)s, E'\\x1f'))",
    )


def terms_of(wording: str) -> list[str]:
    """The content words of a claim, each once, as the desk counts and finds them."""
    return [term for term in terms.stems(wording) if len(term) <= _LONGEST_TERM]


def _count(wordings: Iterable[str]) -> None:
    """One statement, its rows in one order, so that two articles do not wait in a circle."""
    counted = Counter(term for wording in wordings for term in terms_of(wording))
    if counted:
        found = sorted(counted)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO claims_term AS known (term, claims)"
                " SELECT * FROM unnest(%s::text[], %s::int[]) AS new (term, claims)"
                ' ORDER BY term COLLATE "C"'
                " ON CONFLICT (term) DO UPDATE SET claims = known.claims + EXCLUDED.claims",
                [found, [counted[term] for term in found]],
            )
