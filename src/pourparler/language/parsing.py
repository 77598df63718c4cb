"""Texts to spaCy's parses and entities: its own tagger and parser, our vectors and our recogniser under them.

Where a pipeline has other layers than those that ``vectors`` and ``entities`` know, spaCy's own stages run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pourparler.language.entities import EntityFinder, Found
from pourparler.language.vectors import Encoder, WordVectors
from pourparler.threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PROBE = 'The "foreign" minister of Xyzzia said on Monday, 3 May:  nothing.'
"""What our vectors are tried out on: known and unknown words, marks, a blank."""


class Parsing:
    """A loaded pipeline; ``entities=False`` leaves named entities out."""

    def __init__(self, nlp: Language, entities: bool = True) -> None:
        self.nlp = nlp
        probe = nlp.make_doc(PROBE)
        recogniser = nlp.get_pipe("ner") if entities and nlp.has_pipe("ner") else None
        self.finder = EntityFinder(recogniser) if recogniser and EntityFinder.fits(recogniser) else None
        found: dict[str, Encoder | None] = {}
        if nlp.has_pipe("tok2vec"):
            found["tok2vec"] = Encoder.of(nlp.get_pipe("tok2vec").model, probe)  # type: ignore[attr-defined]
        if self.finder:
            found["ner"] = Encoder.of(self.finder.words, probe)
        self.encoders = {name: encoder for name, encoder in found.items() if encoder}
        self.words = WordVectors(list(self.encoders.values()))
        ours = set(self.encoders) & {"tok2vec"}
        if self.finder or not entities:
            ours.add("ner")
        self.stages = [proc for name, proc in nlp.pipeline if name in {"tok2vec", "tagger", "parser", "ner"} - ours]

    def parse(self, texts: Sequence[str]) -> tuple[list[Doc], list[Found]]:
        """Return the parse and the entities of each text; the texts of one report are one batch."""
        docs: list[Doc] = [self.nlp.make_doc(text) for text in texts]
        if not docs:
            return [], []
        with one_thread():
            vectors = dict(zip(self.encoders, self.words.vectors(docs), strict=True)) if self.encoders else {}
            if "tok2vec" in vectors:
                ends = np.cumsum([len(doc) for doc in docs])[:-1]
                for doc, tensor in zip(docs, np.split(vectors["tok2vec"], ends), strict=True):
                    doc.tensor = tensor
            for stage in self.stages:
                docs = list(stage.pipe(docs, batch_size=len(docs)))  # type: ignore[attr-defined]
            if self.finder:
                return docs, self.finder.find(docs, vectors.get("ner"))
        return docs, [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]
