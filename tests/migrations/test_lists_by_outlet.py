"""0018: claims from before know the outlet of their article, and whether they are hedged."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Article, Review
from tests.factories import make_article, make_claim

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE = ("claims", "0017_articles_in_a_state")
AFTER = ("claims", "0018_lists_by_outlet_and_hedges")


def test_it_tells_claims_from_before() -> None:
    article = make_article("About ten came. Nine went. Eight stayed.", outlet="The Daily Test")
    hedged = make_claim(article, quote="About ten came.", hedges=[{"text": "About"}])
    plain = make_claim(article, quote="Nine went.")
    of_none = make_claim(make_article("Eight stayed.", outlet=""), quote="Eight stayed.")
    outlet = Article.objects.get(pk=article.pk).outlet_id
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("claims")
    MigrationExecutor(connection).migrate([BEFORE])

    MigrationExecutor(connection).migrate([AFTER])
    MigrationExecutor(connection).migrate(latest)

    rows = {row[0]: row[1:] for row in Review.objects.values_list("pk", "article_outlet", "hedged")}
    assert rows == {
        hedged.pk: (outlet, True),
        plain.pk: (outlet, False),
        of_none.pk: (None, False),
    }
