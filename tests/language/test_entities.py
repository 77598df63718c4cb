"""Our decoder takes the entities that spaCy's own recogniser takes."""

import pytest

from pourparler.language import load
from pourparler.language.entities import EntityFinder

TEXTS = [
    "The foreign ministers of Norway and the Republic of Korea met in Geneva on Monday, 3 June 2024.",
    "Mr. Al-Rashid,  of the Arab League, told the BBC that $ 2.5 billion in aid would follow. It did not.",
    "On Tuesday\nthe United Nations Security Council adopted Resolution 2334 by fourteen votes to none.",
    "Oslo",
    " ",
    "More than 300 trucks of the World Food Programme waited at Rafah, said Ms. Hannah Lindqvist of UNHCR",
]


@pytest.fixture(scope="module")
def analyser():
    return load()


def test_the_same_entities(analyser):
    nlp = analyser.nlp
    docs = [nlp.make_doc(text) for text in TEXTS]
    for name in ("tok2vec", "tagger", "parser", "ner"):
        docs = list(nlp.get_pipe(name).pipe(docs, batch_size=len(docs)))
    _, ours = analyser.parsing.parse(TEXTS)
    assert ours == [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]
    assert sum(map(len, ours)) > 10


def test_a_recogniser_of_another_make_is_left_to_spacy(analyser):
    assert EntityFinder.fits(analyser.nlp.get_pipe("ner"))
    assert not EntityFinder.fits(analyser.nlp.get_pipe("parser"))
