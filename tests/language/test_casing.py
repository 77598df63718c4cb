"""Headlines in title case are parsed as sentences; names keep their capitals."""

import pytest

from pourparler.language import load
from pourparler.language.casing import Casing
from pourparler.records import Document, Report

BODY = "Envoys of Norland said the Hall of Peace would be ready. A summit is planned, aides to Ravel said."
CASES = {
    "Iran Rejects Summit Invitation, Citing Hostile Acts": "Iran rejects summit invitation, citing hostile acts",
    "President Ravel Says Norland Will Send Army to Border": "President Ravel says Norland will send army to border",
    "UN Envoy to Meet Kurdish Leaders in Erbil on Feb. 3": "UN envoy to meet Kurdish leaders in Erbil on Feb. 3",
    "TURKEY RECALLS AMBASSADOR FROM PARIS OVER MAP": "Turkey recalls ambassador from Paris over map",
    "Minister says talks went well": "Minister says talks went well",
}


@pytest.mark.parametrize("headline", CASES)
def test_a_headline_in_sentence_case(headline):
    text = f"{headline}\n\n{BODY}\n"
    paragraphs = ((0, len(headline)), (len(headline) + 2, len(text) - 1))
    document = Document(Report("r", "1"), text, paragraphs, headline=paragraphs[0])
    analyser = load()
    assert Casing(analyser.nlp, document).lowered(headline) == CASES[headline]
    analysis = analyser.analyse(document)
    assert [text[a:b].lower() for a, b in zip(analysis.starts, analysis.ends, strict=True)] == [
        w.lower() for w in analysis.words
    ]
    assert analysis.headline is not None
