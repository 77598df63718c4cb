"""Coders: each finds one kind of row in an analysis.

A coder is one file and one line in ``BUILT_IN``; other packages add theirs with an entry point in the
group ``pourparler.coders`` that names a ``Coder`` or a callable without arguments that makes one. See
``docs/plugins.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from pourparler.coders.contract import Coder, CodingContext, Findings
from pourparler.errors import SettingsError
from pourparler.lexicon.codes import CAMEO, codes_of
from pourparler.lexicon.contexts import find_contexts
from pourparler.records import Analysis, Codes, Diagnostic, Event, Range

__all__ = ["BUILT_IN", "GROUP", "Coder", "CodingContext", "Findings", "available", "select"]

GROUP = "pourparler.coders"

BUILT_IN: tuple[tuple[str, str], ...] = (
    ("statements", "pourparler.coders.built_in:Statements"),
    ("events", "pourparler.coders.built_in:Events"),
    ("itineraries", "pourparler.coders.built_in:Itineraries"),
    ("language-model", "pourparler.coders.language_model:from_environment"),
)
"""Our own coders in the order they run: the name, and where it is made."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A coder that never stops a batch: what it raises becomes a diagnostic of the report.

    Events without codes get them here from the one table, so that no coder needs to look them up.
    """

    coder: Coder

    @property
    def name(self) -> str:
        """The coder's name."""
        return self.coder.name

    @property
    def version(self) -> str:
        """The coder's version."""
        return self.coder.version

    def code(self, context: CodingContext) -> Findings:
        """Return what the coder finds, or why it could not."""
        try:
            found = self.coder.code(context)
        except Exception as error:  # a coder of any origin may break on any report
            return _problem(self.name, f"{type(error).__name__}: {error}")
        if not isinstance(found, Findings):
            return _problem(self.name, f"gave back {type(found).__name__} instead of Findings")
        return replace(found, events=tuple(_looked_up(event, context) for event in found.events))


@dataclass(frozen=True, slots=True)
class Broken:
    """A third party's coder that cannot be loaded: every report says so, and is read without it."""

    name: str
    reason: str
    version: str = "broken"

    def code(self, context: CodingContext) -> Findings:
        """Return the reason as a diagnostic."""
        return _problem(self.name, f"cannot be loaded: {self.reason}")


def available() -> tuple[str, ...]:
    """Return the names that ``select`` knows: our own in running order, then others' by name."""
    own = [name for name, _ in BUILT_IN]
    return (*own, *sorted(_others().keys() - set(own)))


def select(names: Iterable[str]) -> tuple[Coder, ...]:
    """Return the coders of the given names: our own first, in running order, then others' as given.

    Raises SettingsError for a name that nobody has, and when one of our own lacks a setting it needs.
    """
    wanted = list(dict.fromkeys(names))
    own, others = dict(BUILT_IN), _others()
    unknown = [name for name in wanted if name not in own and name not in others]
    if unknown:
        raise SettingsError(f"no coder named {', '.join(unknown)}; there are: {', '.join(available())}")
    ours = [Guarded(_make(_resolve(path))) for name, path in BUILT_IN if name in wanted]
    return (*ours, *(_load(others[name]) for name in wanted if name not in own))


def _others() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _resolve(path: str) -> Any:
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def _make(found: Coder | Callable[[], Coder]) -> Coder:
    coder = found if not isinstance(found, type) and isinstance(found, Coder) else found()
    if not isinstance(coder, Coder):
        raise TypeError(f"{found!r} is no coder: it needs name, version and code(context)")
    return coder


def _load(point: EntryPoint) -> Coder:
    try:
        return Guarded(_make(point.load()))
    except SettingsError:
        raise
    except Exception as error:  # whatever the other package does when imported
        return Broken(point.name, f"{type(error).__name__}: {error}")


def _looked_up(event: Event, context: CodingContext) -> Event:
    """Return the event with codes and contexts, for a coder that left them to the lexicon.

    The clause refines the CAMEO code; the contexts are those of its sentence, else those of the code.
    """
    if event.codes is not None:
        return event
    analysis, span = context.analysis, event.evidence
    clause = analysis.tokens_in(span.start, span.end)
    codes = codes_of(replace(event, contexts=event.contexts or _contexts(analysis, clause)))
    contexts = event.contexts or _contexts(analysis, _sentences(analysis, clause))
    return replace(event, codes=codes, contexts=contexts or _of_code(event, codes))


def _of_code(event: Event, codes: Codes) -> tuple[str, ...]:
    """Return the contexts of the CAMEO code; "diplomatic" only where two sides meet or agree."""
    contexts = CAMEO[codes.cameo].contexts if codes.cameo else ()
    sides = len(event.actors) + len(event.recipients)
    if event.act in {"AGREE", "CONSULT"} and sides > 1:
        return contexts
    return tuple(context for context in contexts if context != "diplomatic")


def _contexts(analysis: Analysis, tokens: Range) -> tuple[str, ...]:
    first, last = tokens
    return find_contexts(analysis.lemmas[first:last], analysis.words[first:last])


def _sentences(analysis: Analysis, tokens: Range) -> Range:
    first, last = tokens
    if first >= last:
        return tokens
    of = analysis.sentence_of
    return analysis.sentences[of[first]][0], analysis.sentences[of[last - 1]][1]


def _problem(name: str, reason: str) -> Findings:
    return Findings(diagnostics=(Diagnostic("error", f"coder {name}: {reason}"),))
