"""The figures' definitions, each held to a slow and obvious way of computing it."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evaluation import measures
from claims.evaluation.measures import Tally
from claims.text.checkworthiness import probability

# Few distinct scores, so that many are equal.
pairs = st.lists(st.tuples(st.booleans(), st.sampled_from([-2.0, -0.5, 0.0, 0.5, 3.0])))
chances = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1)


def apart(together):
    return [label for label, _ in together], [score for _, score in together]


def at(labels, scores, threshold):
    """The tally when everything that scores the threshold or more is a yes."""
    return measures.tally(labels, [score >= threshold for score in scores])


@given(pairs)
def test_average_precision_is_the_sum_over_thresholds(together):
    labels, scores = apart(together)
    if not any(labels):
        assert measures.average_precision(labels, scores) is None
        return
    total, before = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        here = at(labels, scores, threshold)
        total += (here.recall - before) * here.precision
        before = here.recall
    assert measures.average_precision(labels, scores) == pytest.approx(total)


def test_average_precision_of_a_known_ranking():
    # The example of scikit-learn's documentation.
    labels, scores = [False, False, True, True], [0.1, 0.4, 0.35, 0.8]
    assert measures.average_precision(labels, scores) == pytest.approx(0.8333, abs=1e-4)


def test_average_precision_counts_what_was_never_ranked_as_missed():
    assert measures.average_precision([True], [1.0], positives=2) == 0.5


@given(pairs)
def test_auc_is_the_share_of_pairs_in_order(together):
    yes = [score for label, score in together if label]
    no = [score for label, score in together if not label]
    if not yes or not no:
        assert measures.roc_auc(*apart(together)) is None
        return
    won = [(a > b) + (a == b) / 2 for a, b in itertools.product(yes, no)]
    assert measures.roc_auc(*apart(together)) == pytest.approx(sum(won) / len(won))


@given(pairs)
def test_best_f1_is_the_best_of_all_thresholds(together):
    labels, scores = apart(together)
    best = measures.best_f1(labels, scores)
    if not any(labels):
        assert best is None
        return
    assert best[0] == pytest.approx(max(at(labels, scores, each).f1 for each in scores))
    assert at(labels, scores, best[1]).f1 == pytest.approx(best[0])


@given(pairs, st.floats(0, 1))
def test_recall_at_precision_is_the_best_recall_that_keeps_it(together, floor):
    labels, scores = apart(together)
    if not any(labels):
        assert measures.recall_at_precision(labels, scores, floor, wanted=0) is None
        return
    tallies = [at(labels, scores, each) for each in scores]
    kept = [each.recall for each in tallies if each.right >= floor * each.found]
    found = measures.recall_at_precision(labels, scores, floor, wanted=sum(labels))
    assert found == pytest.approx(max(kept, default=0.0))


@given(chances)
def test_calibration_error_is_the_weighted_distance_of_ten_bins(together):
    labels, probabilities = apart(together)
    total = 0.0
    for low in range(10):
        inside = [(label, each) for label, each in together if min(int(each * 10), 9) == low]
        if inside:
            share = sum(label for label, _ in inside) / len(inside)
            mean = sum(each for _, each in inside) / len(inside)
            total += len(inside) / len(together) * abs(share - mean)
    assert measures.calibration_error(labels, probabilities) == pytest.approx(total)


@given(chances)
def test_brier_is_the_mean_square(together):
    labels, probabilities = apart(together)
    mean = math.fsum((each - label) ** 2 for label, each in together) / len(together)
    assert measures.brier(labels, probabilities) == pytest.approx(mean)


@given(st.floats(allow_nan=False))
def test_a_probability_is_one_for_any_log_odds(log_odds):
    assert 0 <= probability(log_odds) <= 1
    assert probability(log_odds) + probability(-log_odds) == pytest.approx(1)


def test_a_tally_has_precision_recall_and_f1():
    tally = measures.tally([True, True, True, False], [True, False, False, True])
    assert tally == Tally(1, 2, 3)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, pytest.approx(1 / 3), 0.4)


def test_nothing_has_no_figures():
    nothing = Tally(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    assert measures.share([]) is None
    assert measures.brier([], []) is None
    assert measures.calibration_error([], []) is None
