"""Our vectors are spaCy's, and a report's do not depend on what was read before it."""

import numpy as np
import pytest

from pourparler.language import load, vectors
from pourparler.language.parsing import PROBE
from pourparler.language.vectors import Encoder, WordVectors

TEXTS = [
    "The two sides can't agree on Qwertyland's border,  the envoy said.",
    "No.",
    "“We won't sign,” Minister Achterberg told reporters in Oslo on Friday.",
]


@pytest.fixture(scope="module")
def nlp():
    return load(entities=False).nlp


@pytest.fixture
def words(nlp):
    return WordVectors([Encoder.of(nlp.get_pipe("tok2vec").model, nlp.make_doc(PROBE))])


def test_the_same_vectors(nlp, words):
    docs = [nlp.make_doc(text) for text in TEXTS]
    ours = words.vectors(docs)[0]
    theirs = np.concatenate(nlp.get_pipe("tok2vec").predict(docs))
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_what_was_read_before_makes_no_difference(nlp, words, monkeypatch):
    monkeypatch.setattr(vectors, "MOST_WORDS", 20)
    docs = [nlp.make_doc(text) for text in TEXTS]
    alone = [words.vectors([doc])[0].tobytes() for doc in docs]
    for order in ((2, 0, 1), (1, 2, 0), (0, 0, 2)):
        assert [words.vectors([docs[i]])[0].tobytes() for i in order] == [alone[i] for i in order]


def test_a_model_of_other_layers_is_not_taken(nlp):
    assert Encoder.of(nlp.get_pipe("tagger").model, nlp.make_doc(PROBE)) is None
