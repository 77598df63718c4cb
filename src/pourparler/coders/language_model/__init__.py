"""An optional coder that asks a language model, so that its reading can stand beside ours.

Off unless named in ``--coders``; the model sits behind any address that speaks the OpenAI chat protocol
(``settings.py`` lists the variables). Nothing is believed: every row must quote the text word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pourparler.coders.contract import Coder, CodingContext, Findings
from pourparler.coders.language_model.answers import Passage, read_answer
from pourparler.coders.language_model.client import NoAnswer, ask
from pourparler.coders.language_model.settings import ModelSettings
from pourparler.lexicon.codes import ACTS, FORCES, PLOVER_MODES
from pourparler.records import Coding, Diagnostic, Event, Time

NAME = "language-model"

LONGEST = 6000
"""Characters of a passage at most; a longer report is asked about in several."""


@dataclass(frozen=True, slots=True)
class LanguageModelCoder:
    """Asks about each passage of a report, and keeps the rows that the text bears out."""

    settings: ModelSettings
    name: str = NAME

    @property
    def version(self) -> str:
        """Template and model: ``template 1, some-model``."""
        return f"template {template()[0]}, {self.settings.model}"

    def code(self, context: CodingContext) -> Findings:
        """Return statements and events of a report; a passage without an answer is a diagnostic."""
        coding = Coding(self.name, self.version, "answer")
        found = Findings()
        for passage in passages(context):
            try:
                answer = ask(question(passage), self.settings)
            except NoAnswer as reason:
                found += Findings(diagnostics=(Diagnostic("error", f"coder {self.name}: {reason}"),))
                break  # the next passage would wait for the same timeouts
            found += read_answer(answer, passage, coding, context.report_id)
        return replace(found, events=tuple(dated(event, context.times) for event in found.events))


def from_environment() -> Coder:
    """Return the coder as the environment sets it up; raises SettingsError."""
    return LanguageModelCoder(ModelSettings.from_environment())


def dated(event: Event, times: Iterable[Time]) -> Event:
    """Return the event with the one date that its evidence names, as it is when there are none or several."""
    inside = {
        time.edtf
        for time in times
        if time.edtf
        and time.role in {"point", "during", "between", "since"}
        and event.evidence.start <= time.span.start < event.evidence.end
    }
    return replace(event, date=inside.pop()) if len(inside) == 1 else event


@cache
def template() -> tuple[str, str]:
    """Return version and text of the template."""
    text = files(__name__).joinpath("template.md").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    return first.removeprefix("template:").strip(), rest.strip()


def question(passage: Passage) -> str:
    """Return what the model is asked about a passage."""
    modes = "; ".join(f"{act}: {', '.join(modes)}" for act, modes in PLOVER_MODES.items() if modes)
    made = template()[1].replace("{forces}", ", ".join(FORCES)).replace("{acts}", ", ".join(ACTS))
    return made.replace("{modes}", modes).replace("{passage}", passage.text[passage.start : passage.end])


def passages(context: CodingContext) -> Iterator[Passage]:
    """Yield passages of whole paragraphs, none much longer than ``LONGEST`` characters."""
    analysis = context.analysis
    start = end = None
    for first, last in analysis.paragraphs:
        if first == last:
            continue
        opens, closes = analysis.starts[first], analysis.ends[last - 1]
        if start is not None and end is not None and closes - start > LONGEST:
            yield Passage(analysis.text, start, end)
            start = None
        start, end = opens if start is None else start, closes
    if start is not None and end is not None:
        yield Passage(analysis.text, start, end)
