"""The main path, top to bottom: a document goes in, one ``Reading`` comes out.

::

    report -> document -> analysis -> findings -> links -> reading
     readers             language    coders      resolution

Pure: no database, no clock, no network. The tools (language model, gazetteer, coders) are loaded once and
never change; the same document gives the same reading, whatever was read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pourparler.coders import Coder, CodingContext, Findings, select
from pourparler.coders.relations import Pair, Relation, relation
from pourparler.language import Analyser, load
from pourparler.lexicon import gazetteer
from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.records import Diagnostic, Document, Reading, Report
from pourparler.resolution import find_mentions, find_times, link
from pourparler.settings import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides a document."""

    analyser: Analyser
    gazetteer: Gazetteer
    coders: tuple[Coder, ...]

    @classmethod
    def load(cls, settings: Settings) -> Tools:
        """Load model, gazetteer and coders; raises ModelError or SettingsError."""
        coders = select(settings.coders)
        return cls(load(settings.model), gazetteer.load(settings.actors), coders)


def read_document(document: Document, tools: Tools) -> Reading:
    """Return all that one document yields: analyse, code, resolve."""
    if not _is_readable(document):
        return Reading(document, diagnostics=document.diagnostics)
    published = document.report.published
    analysis = tools.analyser.analyse(document)
    times = find_times(analysis, published)
    mentions = find_mentions(analysis, tools.gazetteer, published)
    context = CodingContext(analysis, mentions, times, document.report.id, published)
    findings = code(context, tools.coders)
    reading = link(
        document,
        analysis,
        tools.gazetteer,
        mentions,
        times,
        findings.statements,
        findings.events,
        findings.itineraries,
    )
    return replace(reading, diagnostics=reading.diagnostics + findings.diagnostics)


def read_documents(documents: Iterable[Document], tools: Tools) -> Iterator[Reading]:
    """Yield the reading of each document in order; one that breaks becomes a diagnostic, not an end."""
    for document in documents:
        try:
            yield read_document(document, tools)
        except Exception as error:  # one broken report never stops a batch
            problem = Diagnostic("error", f"could not be coded: {type(error).__name__}: {error}")
            yield Reading(document, diagnostics=(*document.diagnostics, problem))


def code(context: CodingContext, coders: tuple[Coder, ...]) -> Findings:
    """Run the coders in order; each sees what those before it found."""
    for coder in coders:
        context = context.with_findings(coder.code(context))
    return context.findings


def relate(pair: Pair, tools: Tools) -> Relation:
    """Return how the source of a marked sentence stands to its target."""
    whole = ((0, len(pair.text)),) if pair.text.strip() else ()
    analysis = tools.analyser.analyse(Document(Report("pair", "pair"), pair.text, whole))
    mentions = find_mentions(analysis, tools.gazetteer, None)
    return relation(analysis, mentions, find_times(analysis, None), pair)


def _is_readable(document: Document) -> bool:
    """Only English is coded; another language is kept as text with its diagnostic."""
    return bool(document.paragraphs) and document.report.language in {None, "en"}
