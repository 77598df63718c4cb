"""Find, check and load a spaCy English pipeline."""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DIGESTS = {
    "en_core_web_md-3.7.1": "ee2379aa17f1df76510f2b7c06dd20323323674e7c84be5d1d14ef1a7c037a4b",
}
"""sha256 over the files of the models that our figures were measured with, by folder name."""


WHOLE = tuple(f"de-{w}" for w in ("escalate", "escalates", "escalated", "escalating", "escalation", "escalatory"))
"""Words that the tokenizer would split at a hyphen into their opposite."""
GLUED = (r"(?<=[A-Za-z])[:,;.!?](?=[“‘\"])", r"(?<=[:,;.!?])[“”‘\"](?=[A-Za-z])", r"(?<=[”\"])(?=[A-Z])")
"""Marks that a missing space glues to two words: "added:“We"."""


def load_pipeline(name: str) -> Language:
    """Return the spaCy pipeline ``name``: an importable package with ``load()`` or a folder.

    Raises ModelError when it is not installed, is not English or its files are not the expected ones.
    """
    import spacy

    folder = _folder(name)
    _check(folder)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")  # trained on 3.7, measured on 3.8
        nlp = spacy.load(folder)
    if nlp.lang != "en" or not {"tagger", "parser"} <= set(nlp.pipe_names):
        raise ModelError(f"{name}: not an English pipeline with a tagger and a parser")
    for word in WHOLE:
        for form in (word, word.capitalize()):
            nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr]
    infixes = [*(nlp.Defaults.infixes or ()), *GLUED]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return nlp


def _folder(name: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"the language model {name!r} is not installed: pip install {name.replace('_', '-')}")
    found = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    if not found:
        raise ModelError(f"{name!r} is not a spaCy pipeline: no config.cfg in its package")
    return found[-1].parent


def _check(folder: Path) -> None:
    expected = DIGESTS.get(folder.name)
    if expected and digest(folder) != expected:
        raise ModelError(f"{folder.name}: the model's files are not the ones it was published with; install it again")


def digest(folder: Path) -> str:
    """Return the sha256 over the names and bytes of the files in ``folder``, in name order."""
    total = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()
