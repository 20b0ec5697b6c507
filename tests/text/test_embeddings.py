"""Vectors of texts: shape, length, independence of the batch, meaning, any input at all."""

import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import embeddings
from claims.text.loading import ReaderBroken

FLOOD = "The river burst its banks and flooded the town."


def test_a_row_of_length_one_for_each_text():
    vectors = embeddings.embed([FLOOD, "Prices rose by 3 per cent."])
    assert vectors.shape == (2, embeddings.SIZE)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts():
    assert embeddings.embed([]).shape == (0, embeddings.SIZE)


def test_near_in_meaning_is_near():
    near, far = embeddings.embed(["The town was under water.", "He was elected mayor."])
    (flood,) = embeddings.embed([FLOOD])
    assert flood @ near > flood @ far + 0.2


def test_only_the_beginning_of_a_long_text_counts():
    long = "The bridge is closed. " * 20_000
    (vector,) = embeddings.embed([long])
    assert (vector == embeddings.embed([long[:1500]])[0]).all()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_each_text_by_itself(texts):
    together = embeddings.embed(texts)
    alone = np.concatenate([embeddings.embed([text]) for text in texts])
    assert (together == alone).all()
    assert np.isfinite(together).all()


@pytest.mark.parametrize("text", ["", "\ud800", "a\x00b", "\u202e" * 50, "ﬁ" * 3000])
def test_any_text_has_a_vector(text):
    assert np.linalg.norm(embeddings.embed([text])) == pytest.approx(1, abs=1e-5)


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """A copy of the encoder's files, which are read as if the process had just begun."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("embedder.json", "embedder.onnx", "tokenizer.json"):
        shutil.copy(embeddings.WEIGHTS / name, folder)
    monkeypatch.setattr(embeddings, "WEIGHTS", folder)
    for loaded in (embeddings._about, embeddings._encoder):
        loaded.cache_clear()
    yield folder
    for loaded in (embeddings._about, embeddings._encoder):
        loaded.cache_clear()


def test_the_version_names_the_weights(weights):
    assert len(embeddings.version()) == 12


@pytest.mark.parametrize("name", ["embedder.json", "embedder.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(weights, name):
    (weights / name).unlink()
    with pytest.raises(ReaderBroken, match=f"sentence encoder cannot start: its file {name} is m"):
        embeddings.embed([FLOOD])


def test_a_damaged_file_is_named(weights):
    (weights / "embedder.onnx").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(ReaderBroken, match=r"its file embedder\.onnx is not the one"):
        embeddings.embed([FLOOD])
