"""The discussion on a claim's page: comment, resolve, open again, put a question away."""

import pytest
from django.urls import reverse

from claims import discussing, triage
from claims.models import Comment, Event
from tests.factories import make_article, make_claim, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make_claim().review


@pytest.fixture
def carol(client):
    user = make_user("Checker", username="carol", first_name="Carol", last_name="Adeyemi")
    client.force_login(user)
    return user


@pytest.fixture
def bob():
    return make_user("Editor", username="bob", first_name="Bob")


def add(review) -> str:
    return reverse("comment_add", args=[review.pk])


def resolve(comment: Comment, step: str = "resolve") -> str:
    return reverse(f"comment_{step}", args=[comment.review_id, comment.pk])


def test_it_adds_a_comment_and_says_who_will_see_it(client, review, carol, bob) -> None:
    typed = {"text": "Who *counted*, @bob? <script>", "list": "state:open"}
    response = client.post(add(review), typed, follow=True)
    html = response.content.decode()
    address = f"{review.get_absolute_url()}?list=state%3Aopen#discussion"
    assert response.redirect_chain == [(address, 302)]
    assert "Comment added. Bob will see it on the desk." in html
    assert 'Who <em>counted</em>, <span class="mention">@bob</span>? &lt;script&gt;' in html
    assert "Undo: comment added" in html


def test_it_marks_the_readers_own_name_and_offers_to_put_it_away(
    client, review, carol, bob
) -> None:
    comment = discussing.add_comment(review, text="@carol, who?", by=bob)
    html = client.get(review.get_absolute_url()).content.decode()
    mention = comment.mentions.get()
    answered = reverse("mention_answered", args=[review.pk, mention.pk])
    assert '<strong class="mention">@carol</strong>' in html
    assert f'action="{answered}"' in html

    html = client.post(answered, follow=True).content.decode()
    assert "it waits for you no more" in html
    assert f'action="{answered}"' not in html
    assert "It was answered already." in client.post(answered, follow=True).content.decode()


def test_it_refuses_to_put_away_what_another_was_asked(client, review, carol, bob) -> None:
    mention = make_comment(review, by=carol, asks=bob).mentions.get()
    url = reverse("mention_answered", args=[review.pk, mention.pk])
    assert client.post(url).status_code == 404
    mention.refresh_from_db()
    assert mention.answered_at is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Say something first."),
        ("x" * 10_001, "at most 10000 characters"),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_it_keeps_what_it_refuses(client, review, carol, text: str, sentence: str) -> None:
    response = client.post(add(review), {"text": text})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Comment.objects.count() == 0


def test_it_takes_the_same_words_once(client, review, carol) -> None:
    client.post(add(review), {"text": "Any news?"})
    response = client.post(add(review), {"text": "Any news?"})
    assert response.status_code == 422
    assert "You have just said this." in response.content.decode()
    assert "Any news?</textarea>" in response.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("state", ["open", "dropped"])
def test_it_is_there_whoever_holds_the_claim_and_wherever_it_stands(client, carol, state) -> None:
    review = make_claim(state=state).review
    if state == "open":
        triage.take_claim(review, by=make_user("Checker"))
    assert client.post(add(review), {"text": "Still?"}).status_code == 302
    assert "<p>Still?</p>" in client.get(review.get_absolute_url()).content.decode()


def test_it_resolves_and_opens_again(client, review, carol, bob) -> None:
    comment = make_comment(review, by=bob, text="Which register?")
    html = client.post(resolve(comment), follow=True).content.decode()
    assert "<summary>1 resolved</summary>" in html
    assert "resolved by Carol Adeyemi" in html
    assert "resolved already" in client.post(resolve(comment), follow=True).content.decode()

    html = client.post(resolve(comment, "reopen"), follow=True).content.decode()
    assert "1 resolved" not in html
    assert [event.action for event in Event.objects.of(review)] == [
        "review.comment_resolved",
        "review.comment_reopened",
    ]


def test_a_comment_of_another_claim_is_not_there(client, review, carol) -> None:
    comment = make_comment(make_claim().review)
    url = reverse("comment_resolve", args=[review.pk, comment.pk])
    assert client.post(url).status_code == 404


def test_a_reporter_reads_none_of_it(client) -> None:
    reporter = make_user("Reporter")
    review = make_claim(make_article(by=reporter)).review
    discussing.add_comment(review, text="The reporter is wrong.", by=make_user("Editor"))
    client.force_login(reporter)
    html = client.get(review.get_absolute_url()).content.decode()
    assert "The reporter is wrong." not in html
    assert 'id="discussion"' not in html
    assert client.post(add(review), {"text": "I am not."}).status_code == 403


def test_a_long_discussion_shows_its_end_and_all_when_asked(client, review, carol) -> None:
    for number in range(52):
        make_comment(review, by=carol, text=f"No. {number}.")
    html = client.get(review.get_absolute_url()).content.decode()
    assert "<p>No. 51.</p>" in html
    assert "<p>No. 1.</p>" not in html
    assert "Earlier comments" in html
    html = client.get(review.get_absolute_url(), {"discussion": "all"}).content.decode()
    assert "<p>No. 1.</p>" in html


def test_the_history_tells_what_was_said(client, review, carol, bob) -> None:
    discussing.add_comment(review, text="Which register, @bob?", by=carol)
    html = " ".join(client.get(review.get_absolute_url()).content.decode().split())
    assert 'Comment added: <strong dir="auto">Which register, @bob?</strong>' in html


@pytest.mark.parametrize("name", ["comment_add", "comment_resolve", "comment_reopen"])
def test_it_takes_post_only(client, review, carol, name: str) -> None:
    keys = [review.pk] if name == "comment_add" else [review.pk, make_comment(review).pk]
    assert client.get(reverse(name, args=keys)).status_code == 405
