"""The whole site on one screen; one list an object."""

from django.urls import include, path

from claims.views import (
    account,
    alike,
    articles,
    comments,
    desk,
    evidence,
    evidence_library,
    queue,
    queue_steer,
    review,
    saved_views,
    search,
    sentences,
    shaping,
    stories,
    why,
)

# /articles/<pk>/…
article_urls = [
    path("", articles.article, name="article"),
    path("progress/", articles.progress, name="article_progress"),
    path("details/", articles.change_details, name="article_details"),
    path("extract/", articles.extract_again, name="article_extract"),
    path("clear/", articles.clear, name="article_clear"),
    path("hold/", articles.hold, name="article_hold"),
    path("release/", articles.release, name="article_release"),
    path("claims/add/", shaping.add, name="claim_add"),
    path("lines/<int:line_pk>/bring-back/", sentences.bring_back, name="sentence_bring_back"),
    path("lines/<int:line_pk>/skip/", sentences.skip, name="sentence_skip"),
    path("lines/<int:line_pk>/check/", sentences.check, name="sentence_check"),
    path("lines/<int:line_pk>/pass/", sentences.pass_by, name="sentence_pass"),
    path("lines/<int:line_pk>/unpass/", sentences.look_again, name="sentence_unpass"),
    path("claims.csv", articles.export_csv, name="article_csv"),
]

# /queue/…
queue_urls = [
    path("", queue.queue, name="queue"),
    path("next/", queue.take_next, name="queue_next"),
    path("steer/", queue_steer.steer, name="queue_steer"),
    path("completions/", queue.completions, name="queue_completions"),
    path("claims.csv", queue.export_csv, name="queue_csv"),
    path("views/save/", saved_views.save, name="queue_view_save"),
    path("views/<int:pk>/", saved_views.change, name="queue_view"),
    path("views/<int:pk>/delete/", saved_views.delete, name="queue_view_delete"),
]

# /claims/<pk>/…
claim_urls = [
    path("", review.review, name="review"),
    path("why/", why.why, name="claim_why"),
    path("alike/", alike.alike, name="claim_alike"),
    path("alike/<int:other_pk>/join/", alike.join, name="claim_join"),
    path("take/", review.take, name="claim_take"),
    path("lease/", review.lease, name="claim_lease"),
    path("release/", review.release, name="claim_release"),
    path("steer/", review.steer, name="claim_steer"),
    path("propose/", review.propose, name="claim_propose"),
    path("sign-off/", review.sign_off, name="claim_sign_off"),
    path("send-back/", review.send_back, name="claim_send_back"),
    path("reopen/", review.reopen, name="claim_reopen"),
    path("undo/", review.undo, name="claim_undo"),
    path("attempts/add/", review.add_attempt, name="attempt_add"),
    path("evidence/add/", evidence.add, name="evidence_add"),
    path("evidence/find/", evidence.look_up, name="evidence_find"),
    path("evidence/known/", evidence.look_up_address, name="evidence_known"),
    path("evidence/from/<int:source_pk>/", evidence.take_over, name="evidence_take_over"),
    path("evidence/<int:link_pk>/remove/", evidence.remove, name="evidence_remove"),
    path("comments/add/", comments.add, name="comment_add"),
    path("comments/<int:comment_pk>/resolve/", comments.resolve, name="comment_resolve"),
    path("comments/<int:comment_pk>/reopen/", comments.reopen, name="comment_reopen"),
    path("mentions/<int:mention_pk>/answered/", comments.answered, name="mention_answered"),
    path("reword/", shaping.reword, name="claim_reword"),
    path("split/", shaping.split, name="claim_split"),
    path("merge/", shaping.merge, name="claim_merge"),
    path("drop/", shaping.drop, name="claim_drop"),
    path("restore/", shaping.restore, name="claim_restore"),
]

# /evidence/…
evidence_urls = [
    path("", evidence_library.library, name="evidence_library"),
    path("<int:pk>/", evidence.evidence, name="evidence"),
    path("<int:pk>/file/", evidence.download, name="evidence_file"),
]

# /stories/<pk>/…
story_urls = [
    path("", stories.story, name="story"),
    path("name/", stories.name, name="story_name"),
    path("split/", stories.split, name="story_split"),
    path("join/", stories.join, name="story_join"),
    path("sources/add/", stories.add_source, name="citation_add"),
    path("sources/<int:edge_pk>/correct/", stories.correct_source, name="citation_correct"),
    path("sources/<int:edge_pk>/remove/", stories.remove_source, name="citation_remove"),
]

# /matches/<pk>/…
match_urls = [
    path("confirm/", stories.confirm, name="match_confirm"),
    path("reject/", stories.reject, name="match_reject"),
]

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/new/", articles.hand_in, name="article_new"),
    path("articles/<int:pk>/", include(article_urls)),
    path("queue/", include(queue_urls)),
    path("claims/<int:pk>/", include(claim_urls)),
    path("stories/", stories.story_list, name="stories"),
    path("stories/<int:pk>/", include(story_urls)),
    path("matches/<int:pk>/", include(match_urls)),
    path("evidence/", include(evidence_urls)),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="search_suggest"),
    path("account/time-zone/", account.time_zone, name="account_time_zone"),
]
