"""0015: articles from before are found by their words too."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import ArticleWords
from tests.factories import make_article

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE = ("claims", "0014_what_the_desk_counts")
AFTER = ("claims", "0015_search_and_evidence_lists")


def test_what_was_there_is_found_by_its_words() -> None:
    article = make_article("The zeppelin was built here.", headline="By the lake")
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("claims")
    MigrationExecutor(connection).migrate([BEFORE])
    MigrationExecutor(connection).migrate([AFTER])
    MigrationExecutor(connection).migrate(latest)

    for words in ("zeppelin", "lake", f"outlet{article.outlet_id}"):
        query = SearchQuery(words, config="simple")
        assert list(ArticleWords.objects.filter(words=query)) == [ArticleWords(pk=article.pk)]
