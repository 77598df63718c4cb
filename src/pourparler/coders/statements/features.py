"""What the statement model sees of each token: a row of small integers, and two float vectors.

Every column is a closed set of values with a fixed order (the weights depend on it): change a column
and the model must be trained again. ``COLUMNS`` names them and gives their sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pourparler.lexicon import cues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pourparler.records import Analysis

TAGS = """
    $ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$
    RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX `` _SP
""".split()
DEPS = """
    ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj
    poss preconj predet prep prt punct quantmod relcl xcomp
""".split()
KINDS = 40
"""Room for the kinds of the cue lexicon (0 is none, the last "a verb with a clause of its own")."""
TAG_ID = {tag: i + 1 for i, tag in enumerate(TAGS)}
DEP_ID = {dep: i + 1 for i, dep in enumerate(DEPS)}
NTAG, NDEP = len(TAGS) + 1, len(DEPS) + 1
COLUMNS: tuple[tuple[str, int], ...] = (
    ("lemma", 0), ("head_lemma", 0), ("tag", NTAG), ("dep", NDEP), ("head_tag", NTAG), ("head_dep", NDEP),
    ("quote", 8), ("shape", 8), ("cue", KINDS), ("over_cue", KINDS), ("over_label", NDEP), ("over_side", 12),
    ("top_label", NDEP), ("over_count", 5), ("depth", 10), ("head_side", 16), ("from_start", 12),
    ("from_end", 12), ("paragraph", 8), ("in_sentence", 12), ("kids", 64), ("grand_label", NDEP),
)  # fmt: skip
"""Names and sizes of the columns; the two of size 0 are as long as the vocabulary."""
OPEN, CLOSE = "“", "”"
COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV", "I": "VERB"}
CLAUSES = {"ccomp", "xcomp"}
BITS = {
    "nsubj": 1, "nsubjpass": 1, "csubj": 1, "agent": 1, "ccomp": 2, "xcomp": 2, "dobj": 4, "dative": 4, "prep": 8,
    "aux": 16, "auxpass": 16, "mark": 32, "neg": 32,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """Token features of one document.

    ``ids`` is int32 (n, len(COLUMNS)); ``dense`` float32 (n, 396): static vector and parser context;
    ``heads`` int32 (n,); ``deps``, ``tops`` int32 (n,); ``quote`` int8 (n,) as in the column.
    """

    ids: np.ndarray
    dense: np.ndarray
    heads: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    paragraphs: tuple[tuple[int, int], ...]

    def column(self, name: str) -> np.ndarray:
        """Return one column of ``ids``."""
        return self.ids[:, NAMES[name]]


NAMES = {name: i for i, (name, _) in enumerate(COLUMNS)}
LOG = np.array([0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7] + [8] * 20 + [9] * 40 + [10] * 10_000)


def extract(analysis: Analysis, vocabulary: Mapping[str, int]) -> Features:
    """Return the features of ``analysis``; lemmas outside ``vocabulary`` are 0."""
    n = len(analysis)
    heads = np.fromiter(analysis.heads, np.int32, n)
    tags = [TAG_ID.get(t, 0) for t in analysis.tags]
    deps = [DEP_ID.get(d, 0) for d in analysis.deps]
    lowered = [lemma.lower() for lemma in analysis.lemmas]
    lemma = [vocabulary.get(w, 0) for w in lowered]
    kind = cue_kinds(analysis, lowered)
    ids = np.zeros((n, len(COLUMNS)), np.int32)
    tag_row, dep_row = np.array(tags, np.int32), np.array(deps, np.int32)
    lemma_row = np.array(lemma, np.int32)
    root = heads == np.arange(n)
    ids[:, 0], ids[:, 1] = lemma_row, np.where(root, 0, lemma_row[heads])
    ids[:, 2], ids[:, 3] = tag_row, dep_row
    ids[:, 4], ids[:, 5] = np.where(root, 0, tag_row[heads]), np.where(root, 0, dep_row[heads])
    ids[:, 6], ids[:, 7] = quote_states(analysis), [shape(w) for w in analysis.words]
    ids[:, 8] = kind
    ids[:, 9:15] = ancestry(analysis, heads, dep_row, np.array(kind, np.int32))
    ids[:, 15] = sided(heads - np.arange(n), 16)
    sentence = np.fromiter(analysis.sentence_of, np.int32, n)
    paragraph = np.fromiter(analysis.paragraph_of, np.int32, n)
    ids[:, 16:20] = positions(analysis, paragraph)
    ids[:, 20] = kids(heads, analysis.deps)
    ids[:, 21] = np.where(root, 0, dep_row[heads[heads]])
    dense = np.concatenate([analysis.vectors, analysis.context], axis=1, dtype=np.float32)
    return Features(ids, dense, heads, sentence, paragraph, analysis.paragraphs)


def cue_kinds(analysis: Analysis, lowered: list[str]) -> list[int]:
    """Return for each token 1 + the index of its kind of cue, 0 for none, the last for other clause verbs."""
    found = [cue_of(lemma, tag[:1]) for lemma, tag in zip(lowered, analysis.tags, strict=True)]
    for token, dep in enumerate(analysis.deps):
        if dep in CLAUSES and not found[head := analysis.heads[token]] and analysis.tags[head][0] in "VNJ":
            found[head] = KINDS - 1
    return found


@cache
def cue_of(lemma: str, letter: str) -> int:
    """Return the lexicon's kind for a lemma and the first letter of its tag."""
    if lemma in {"accord", "according"}:
        return cues.index_of("report", "VERB")
    return cues.index_of(lemma, COARSE.get(letter, ""))


def quote_states(analysis: Analysis) -> np.ndarray:
    """Return 0 outside, 1 opening mark, 2 inside, 3 closing mark; 4 to 7 likewise for single quotes.

    A state machine per paragraph that repairs: a curly mark always means what it says, a straight one
    opens when none is open, and a paragraph's end closes.
    """
    states = np.zeros(len(analysis), np.int8)
    for first, last in analysis.paragraphs:
        inside = single = False
        for token in range(first, last):
            word = analysis.words[token]
            if word in {'"', "''", "``", OPEN, CLOSE}:
                opens = word == OPEN or (word != CLOSE and not inside)
                states[token], inside = (1, True) if opens else (3, False)
                single = single and inside
            elif word in {"‘", "'", "’", "`"}:
                opens = word == "‘" or (word in "'`" and not single)
                states[token], single = (5, True) if opens else ((7, False) if single else (4, False))
            else:
                states[token] = 2 if inside else (6 if single else 0)
    return states


@cache
def shape(word: str) -> int:
    """Return a class of spelling: lower case, capital first, capitals, digits, mixed, marks, handle."""
    if word[0] in "@#":
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[0].isupper():
        return 2
    if any(c.isdigit() for c in word):
        return 5
    return 6 if word.isalpha() else 0


def ancestry(analysis: Analysis, heads: np.ndarray, deps: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return six columns about the cue words above each token: (n, 6).

    Kind of the nearest, label of the branch under it, its side and distance, label of the branch under
    the topmost, how many there are, depth in the tree. Each level of the tree is one vector operation.
    """
    n = len(heads)
    here = np.arange(n)
    out = np.zeros((n, 6), np.int32)
    at, branch = here.copy(), deps.copy()
    for step in range(1, 30):
        above = heads[at]
        moved = np.flatnonzero(above != at)
        if not len(moved):
            break
        up = above[moved]
        hit = moved[kind[up] > 0]
        first = hit[out[hit, 3] == 0]
        boss = above[first]
        out[first, 0], out[first, 1] = kind[boss], branch[first]
        out[first, 2] = sided(boss - here[first], 12)
        out[hit, 3] += 1
        out[hit, 4] = branch[hit]
        out[moved, 5] = step
        at[moved], branch[moved] = up, deps[up]
    result = np.empty((n, 6), np.int32)
    result[:, :3] = out[:, :3]
    result[:, 3], result[:, 4] = out[:, 4], np.minimum(out[:, 3], 4)
    result[:, 5] = np.minimum(out[:, 5], 9)
    return result


def sided(offset: np.ndarray, size: int) -> np.ndarray:
    """Return a signed logarithmic bucket in [0, size): negative offsets below the middle."""
    half = size // 2
    near = np.minimum(log(np.abs(offset)), half - 1)
    return np.where(offset < 0, half - near, half + near)


def log(distance: np.ndarray) -> np.ndarray:
    """Return the logarithmic bucket of each distance; the last one holds all that is farther than the table."""
    return LOG[np.minimum(distance, len(LOG) - 1)]


def positions(analysis: Analysis, paragraph: np.ndarray) -> np.ndarray:
    """Return distance from paragraph start and end, paragraph number, distance from sentence start."""
    n = len(analysis)
    here = np.arange(n)
    begins = np.zeros(n, np.int32)
    lasts = np.zeros(n, np.int32)
    sentence = np.zeros(n, np.int32)
    for first, last in analysis.paragraphs:
        begins[first:last], lasts[first:last] = first, last - 1
    for first, last in analysis.sentences:
        sentence[first:last] = first
    count = len(analysis.paragraphs)
    number = np.minimum(paragraph, 5) + np.where(paragraph == count - 1, 1, 0)
    columns = (log(here - begins), log(lasts - here), number, log(here - sentence))
    return np.stack(columns, axis=1)


def kids(heads: np.ndarray, labels: tuple[str, ...]) -> np.ndarray:
    """Return a bit set of what hangs on each token: subject, clause, object, preposition, auxiliary, mark."""
    found = np.zeros(len(heads), np.int32)
    bits = np.array([BITS.get(label, 0) for label in labels], np.int32)
    np.bitwise_or.at(found, heads, bits)
    return found
