"""The brief: what it says, in all formats, held by snapshots."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import docx
import pypdf
import pytest

from pourparler.ledger.happenings import Happening
from pourparler.project import Project
from pourparler.records import Party
from pourparler.records.kept import Kept
from pourparler.records.overtures import Change, Evidence, Overture
from pourparler.settings import Settings
from pourparler.store.dealings import Month
from pourparler.views.brief import compose, render, written
from pourparler.views.brief.choosing import worth_telling
from pourparler.views.brief.notes import letters
from pourparler.views.brief.proposals import grouped, told
from pourparler.views.sentences import joined
from tests import builders


@pytest.fixture
def page(record):
    with Project(Settings(record=record)) as project:
        return compose(project.situation())


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_snapshot(page, form, snapshot):
    snapshot(render(page, form), f"brief.{form}")


def test_eighty_columns(run, record, snapshot):
    done = run("brief", "--record", record)
    assert done.exit_code == 0
    assert max(len(line) for line in done.output.splitlines()) <= 80
    snapshot(done.output, "brief80.text")


def test_every_mark_has_its_note(page):
    held = {note.mark for source in page.sources for note in source.notes}
    lines = [line for section in page.sections for line in section.lines]
    cited = {mark for line in lines for marked in (line, *line.steps) for mark in marked.marks}
    assert cited
    assert cited == held


def test_limits(record):
    with Project(Settings(record=record)) as project:
        situation = project.situation()
    many = replace(situation, happenings=tuple(_happening(n) for n in range(30)))
    usual = {s.key: s for s in compose(many).sections}["done"]
    assert (len(usual.lines), usual.left_out) == (8, 22)
    assert len({s.key: s for s in compose(many, 3).sections}["done"].lines) == 3
    everything = {s.key: s for s in compose(many, 0).sections}["done"]
    assert (len(everything.lines), everything.left_out) == (30, 0)


def test_who_bears_no_name_is_left_out():
    assert worth_telling(_happening(1).event)
    assert not worth_telling(_happening(1, actor=Party("They")).event)
    assert not worth_telling(_happening(1, actor=Party("officials", id="officials")).event)
    assert not worth_telling(_happening(1, actor=Party("Norland", id="norland"), recipient=Party("it")).event)


def test_an_overture_is_told_by_its_steps(page):
    section = {s.key: s for s in page.sections}["settled"]
    offer = next(line for line in section.lines if line.tone == "offer")
    assert [step.move for step in offer.steps] == ["refused", "refused"]
    assert offer.steps[1].marks
    assert offer.steps[1].text == "refused by SUD"


def test_what_one_sentence_asks_of_two_is_one_line():
    change = Change("2031-03-03", "2031-03-03", "made", "unanswered", "NOR", "", (_told("e1", "r1"),))
    one = Overture("o1", "demand", "CONSULT", None, "NOR", "SUD", "NOR|SUD", "talk", (change,))
    other = replace(one, id="o2", other="DNK")
    nobody = replace(one, id="o3", other=None, history=(replace(change, evidence=(_told("e2", "r1"),)),))
    later = replace(nobody, id="o4", history=(replace(change, evidence=(_told("e3", "r2"),)),))
    assert [[o.id for o in g] for g in grouped([one, other, nobody, later])] == [["o1", "o2"], ["o4"]]


@pytest.mark.parametrize(
    ("kind", "move", "outcome", "said"),
    [
        ("offer", "made", "unanswered", "Norland offered to meet Sudia"),
        ("offer", "invited", "unanswered", "Norland invited Sudia for talks"),
        ("offer", "accepted", "accepted", "Sudia accepted an offer of talks by Norland"),
        ("demand", "refused", "refused", "Sudia refused a demand for talks by Norland"),
        ("meeting", "withdrawn", "withdrawn", "Norland called off talks with Sudia"),
        ("meeting", "made", "unanswered", "Norland planned to meet Sudia"),
        ("meeting", "accepted", "accepted", "Norland agreed to meet Sudia"),
        ("demand", "made", "unanswered", "Norland demanded that Sudia hold talks"),
        ("refusal", "refused", "refused", "Norland refused to meet Sudia"),
    ],
)
def test_an_overture_in_a_sentence(record, kind, move, outcome, said):
    with Project(Settings(record=record)) as project:
        situation = replace(project.situation(), openings={}, names={"NOR": "Norland", "SUD": "Sudia"})
    change = Change("2031-03-03", "2031-03-03", move, outcome, "NOR", "", (_told("e1", "r1"),))
    overture = Overture("o1", kind, "CONSULT", None, "NOR", "SUD", "NOR|SUD", "talk", (change,))
    assert joined(told((overture,), situation)) == said


def test_filters_choose_overtures(record):
    with Project(Settings(record=record)) as project:
        assert project.situation(actors="NOR", with_="SUD").overtures
        assert not project.situation(since="2040-01-01").overtures
        assert not project.situation(publisher="Nobody's Paper").overtures
        assert not project.situation(min_confidence=1.0).overtures


def test_nothing_to_tell_says_what_to_do_next(run, record):
    done = run("brief", "--record", record, "--since", "2040-01-01")
    assert "pourparler actors" in done.output
    assert "Who is who" not in done.output
    assert run("brief", "--record", record, "--all").exit_code == 0


def test_json_is_what_its_schema_says(page, schema_errors):
    assert schema_errors("brief", json.loads(render(page, "json"))) == []


def test_letters():
    assert [letters(n) for n in (0, 1, 25, 26, 27)] == ["a", "b", "z", "aa", "ab"]


def _told(event, report):
    return Evidence(report, "2031-03-03", event, 0, 4, "talk", report)


def _happening(number, actor=None, recipient=None):
    reading = builders.reading()
    event = replace(
        reading.events[0],
        id=f"e{number}",
        force="did",
        actors=(actor or Party(f"Actor {number}", id=f"actor-{number}"),),
        recipients=(recipient,) if recipient else (),
    )
    event = replace(event, evidence=replace(event.evidence, text=f"words {number}"))
    day = f"2031-03-{number % 28 + 1:02d}"
    return Happening(event, (Kept(reading.document.report, event, day),), day, 1)


# -- files ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_files_are_the_same_bytes_for_the_same_page(page, form):
    assert written(page, form) == written(page, form)


def test_word_document_tells_the_page_and_links_to_its_notes(page):
    document = docx.Document(io.BytesIO(written(page, "docx")))
    text = "\n".join(p.text for p in document.paragraphs)
    assert all(line.text in text for section in page.sections for line in section.lines)
    xml = document.element.xml
    anchors = set(re.findall(r'w:anchor="(note_\w+)"', xml))
    assert anchors
    assert anchors == set(re.findall(r'w:name="(note_\w+)"', xml))


def test_pdf_stands_on_its_own(page):
    data = written(page, "pdf")
    assert data.startswith(b"%PDF-")
    assert b"/JavaScript" not in data
    assert b"SourceSerif" in data


@pytest.fixture
def drawn(page):
    """Return the page with a plot."""
    return replace(page, months=tuple(Month(f"2031-0{m}", 1 + m % 4, m, 1.0) for m in range(1, 8)))


def test_pdf_draws_its_plot_in_lines_and_letters(drawn):
    data = written(drawn, "pdf")
    assert data == written(drawn, "pdf")
    first = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    plot = first["/Resources"]["/XObject"]["/Plot"]
    assert plot["/Subtype"] == "/Form"
    assert len(plot.get_data()) > 1000
    assert b"/Plot Do" in first["/Contents"][-1].get_object().get_data()
    assert "verbal cooperation" in first.extract_text()
    assert b"/Subtype /Image" not in data


def test_pdf_links_lead_to_notes_and_headings_to_the_outline(drawn):
    reader = pypdf.PdfReader(io.BytesIO(written(drawn, "pdf")))
    assert [entry.title for entry in reader.outline][-1] == "Notes"
    links = [a.get_object() for p in reader.pages for a in p.get("/Annots", ())]
    assert sum("/Dest" in link for link in links) >= sum(len(n.marks) for s in drawn.sections for n in s.lines)


def test_pdf_prints_the_letters_of_many_names(page):
    names = "Žižek Łukasz Đặng Øystein Ğül Ştefan Řehoř Зеленський Лавров Ξενία"
    odd = replace(page, title=names)
    assert names in pypdf.PdfReader(io.BytesIO(written(odd, "pdf"))).pages[0].extract_text()


def test_word_document_has_its_plot_as_svg_beside_the_picture(drawn):
    document = docx.Document(io.BytesIO(written(drawn, "docx")))
    blip = re.search(r'<asvg:svgBlip[^>]* r:embed="(\w+)"', document.element.xml)
    assert blip
    part = document.part.related_parts[blip[1]]
    assert part.content_type == "image/svg+xml"
    assert part.blob.startswith(b"<svg")
    assert b"var(--" not in part.blob
    assert 'descr="Events by month' in document.element.xml


def test_pdf_takes_any_words(page):
    section = page.sections[0]
    odd = replace(section.lines[0], words='김정은 <b>習近平</b> & "Đặng" </para> %s \u202e عربي')
    hostile = replace(page, title="<i>&", sections=(replace(section, lines=(odd,)),))
    assert written(hostile, "pdf").startswith(b"%PDF-")
    assert written(hostile, "docx").startswith(b"PK")


def test_files_from_the_command_line(run, record, tmp_path):
    for form in ("pdf", "docx"):
        path = tmp_path / f"brief.{form}"
        assert run("brief", "--record", record, "--format", form, "--output", str(path)).exit_code == 0
        assert path.stat().st_size > 5000
