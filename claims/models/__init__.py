"""The nouns of the desk, one module a family.

Split so that each file is read in one sitting. Public is what stands in `__all__`; callers write
`from claims.models import Claim`. Imports go one way, high to low:

    history > comments | evidence > reviews > matches | origins > claims > articles >
        saved_views > people

Models answer questions about their own rows and hold what must always be true. What changes the
workflow is a function of a stage module (`claims.intake`, `claims.reviewing`, …).
"""

from claims.models.article_words import ArticleWords
from claims.models.articles import Article, Outlet, Sentence
from claims.models.claims import Claim
from claims.models.comments import Comment, Mention
from claims.models.evidence import Attempt, Evidence, EvidenceLink
from claims.models.history import Chain, Event
from claims.models.matches import Embedding, Match, Membership, Story, Term
from claims.models.matching import Matching
from claims.models.origins import Citation, Origin
from claims.models.people import User
from claims.models.policy import Policy
from claims.models.reviews import Review, Verdict
from claims.models.saved_views import SavedView
from claims.models.weights import Weights

__all__ = [
    "Article",
    "ArticleWords",
    "Attempt",
    "Chain",
    "Citation",
    "Claim",
    "Comment",
    "Embedding",
    "Event",
    "Evidence",
    "EvidenceLink",
    "Match",
    "Matching",
    "Membership",
    "Mention",
    "Origin",
    "Outlet",
    "Policy",
    "Review",
    "SavedView",
    "Sentence",
    "Story",
    "Term",
    "User",
    "Verdict",
    "Weights",
]
