"""The words of an article, to find it again by."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.models.articles import Article


class ArticleWords(models.Model):
    """What the search box looks an article up by; a trigger of the article's table writes it.

    A table of its own: every page reads articles and only the search reads these. It holds the
    words of headline, byline and text, and the outlet as one word, "outlet12", so that an outlet
    may change its name. Of a text, the first 100,000 characters: more would be no article but a
    book, and a vector of it could be larger than PostgreSQL allows.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "words of articles"
        indexes = [
            # Articles with these words, or with words that begin so.
            GinIndex(fields=["words"], name="article_words"),
        ]

    def __str__(self) -> str:
        return f"Words of article {self.article_id}"
