"""Every context finds its own examples and leaves alone those that it must not find."""

import re

import pytest

from pourparler.lexicon import contexts


def lemmas(sentence):
    """Words with the commonest endings cut: enough for examples, without a parser."""
    found = []
    for word in re.findall(r"[\w'’-]+", sentence.lower()):
        for ending, instead in (("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", "")):
            short = word[: -len(ending)] + instead
            if word.endswith(ending) and short in contexts._index() and len(short) > 2:
                word = short
                break
        found.append({"sworn": "swear", "women": "woman"}.get(word, word.removesuffix("s") if len(word) > 4 else word))
    return found


@pytest.mark.parametrize("name", contexts.CONTEXTS)
def test_examples(name):
    entry = contexts.entries()[name]
    assert {"words", "match", "reject"} <= set(entry) <= {"words", "except", "match", "reject"}
    for sentence in entry["match"]:
        assert name in contexts.find_contexts(lemmas(sentence), sentence.split()), sentence
    for sentence in entry["reject"]:
        assert name not in contexts.find_contexts(lemmas(sentence), sentence.split()), sentence


def test_the_list_is_plovers():
    assert len(contexts.CONTEXTS) == 37
    for name, entry in contexts.entries().items():
        assert len(set(entry["words"])) == len(entry["words"]), name
        assert all(word == word.lower() and "-" not in word for word in entry["words"]), name


def test_several_contexts_come_in_one_order():
    found = contexts.find_contexts(["envoy", "discuss", "nuclear", "missile", "and", "sanction"])
    assert found == ("military", "economic", "diplomatic", "cbrn")
    assert contexts.find_contexts(["Non-Proliferation", "treaty"]) == ("diplomatic", "cbrn")
    assert contexts.find_contexts([]) == ()
