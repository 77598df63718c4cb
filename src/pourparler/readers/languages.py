"""Tell the language of a text: English by its small words, anything else by py3langid."""

from __future__ import annotations

import re

SAMPLE = 3_000
FEWEST = 12
"""Words below which a text is too short to be told foreign."""

SMALL = (
    "the of to and in a that said for on is was with he it his by at as from has be have not will an are its"
    " who were had would but after they which their this she been her or we more if about there when what"
)
ENGLISH = frozenset(SMALL.split())
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None when it is too short to say.

    Where small English words abound the answer is ``en`` at once; the classifier costs a second to load
    and is asked only about the rest.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if not words:
        return None
    share = sum(w in ENGLISH for w in words) / len(words)
    plain = share > 0.2 or (share > 0.12 and words.count("the") > 0.03 * len(words))
    if plain or (len(words) < FEWEST and text.isascii()):
        return "en"
    from py3langid import classify

    return str(classify(text[:SAMPLE])[0])
