"""Exports: exact columns, honest gaps, and what comes back when a file is read again."""

import io
import json
from dataclasses import replace

import pytest

from pourparler.errors import SettingsError
from pourparler.lexicon.codes import codes_of
from pourparler.lexicon.formats import FORMATS, GDELT, ICEWS, POLECAT
from pourparler.readers.events import read_events
from pourparler.records import Coding, Condition, Event, Geo, Party, Report, Span
from pourparler.records.kept import Kept
from pourparler.views.exports import write_events

TEXT = "Norway's foreign minister flew to Lima on Monday and offered Peru a loan."
REPORT = Report(
    "r00000000aa",
    "v1",
    title="Loan",
    publisher="The Fjord Post",
    url="https://news.example/loan",
    published="2024-05-07",
)
NORWAY = Party("Norway", Span(0, 6, "Norway"), "nor", "NOR", "GOV")
PERU = Party("Peru", Span(61, 65, "Peru"), "per", "PER", "GOV")
UNION = Party("European Union", None, "european-union", "EUR", None)
LIMA = Geo("Lima", "PER", "Lima region", -12.0431805, -77.0282364, 3936456, Span(34, 38, "Lima"))


def event(**changes):
    made = Event(
        id="e00000000f1",
        force="did",
        act="CONSULT",
        mode="visit",
        actors=(NORWAY,),
        recipients=(PERU,),
        evidence=Span(0, len(TEXT), TEXT),
        anchor=Span(26, 30, "flew"),
        confidence=0.9,
        coding=Coding("events", "1", "fly to"),
        date="2024-05-06",
        place=LIMA,
        contexts=("diplomatic",),
    )
    made = replace(made, **changes)
    return replace(made, codes=codes_of(made))


def written(format, *events):
    stream = io.StringIO()
    done = write_events([Kept(REPORT, e, e.date) for e in events], format, stream)
    return stream.getvalue(), done


def again(format, *events):
    text, _ = written(format, *events)
    return list(read_events(io.BytesIO(text.encode()), format))


def table(text):
    return [line.split("\t") for line in text.splitlines()]


# -- columns --------------------------------------------------------------------------------------------
def test_columns_are_as_many_as_scripts_expect():
    assert (len(POLECAT), len(ICEWS), len(GDELT)) == (40, 20, 61)
    for format, columns in (("polecat", POLECAT), ("icews", ICEWS)):
        header, *rows = table(written(format, event())[0])
        assert tuple(header) == columns
        assert all(len(row) == len(columns) for row in rows)
    (row,) = table(written("gdelt", event())[0])
    assert len(row) == 61


def test_polecat_row():
    header, row = table(written("polecat", event(actors=(NORWAY, UNION)))[0])
    cells = dict(zip(header, row, strict=True))
    assert cells["Event ID"] == "e00000000f1"
    assert (cells["Event Type"], cells["Event Mode"], cells["Intensity"], cells["Quad Code"]) == (
        "CONSULT",
        "visit",
        "4",
        "1",
    )
    assert cells["Actor Name"] == "Norway; European Union"
    assert cells["Actor Country"] == "NOR; EUR"
    assert cells["Actor COW"] == "385; None"
    assert cells["Recipient Title"] == "None"
    assert (cells["City"], cells["Country"], cells["GeoNames ID"]) == ("Lima", "PER", "3936456")
    assert (cells["Source"], cells["Publication Date"]) == ("The Fjord Post", "2024-05-07")


def test_icews_row():
    header, row = table(written("icews", event(force="offer", act="AID", mode=None, contexts=("economic",)))[0])
    cells = dict(zip(header, row, strict=True))
    assert (cells["CAMEO Code"], cells["Intensity"]) == ("0331", "5.2")
    assert cells["Event Text"] == "Express intent to provide economic aid"
    assert (cells["Source Country"], cells["Target Country"], cells["Country"]) == ("Norway", "Peru", "Peru")
    assert cells["Source Sectors"] == "Government"
    assert cells["Event Date"] == "2024-05-06"


def test_gdelt_row():
    (row,) = table(written("gdelt", event())[0])
    cells = dict(zip(GDELT, row, strict=True))
    assert cells["GLOBALEVENTID"].isdigit()
    assert (cells["SQLDATE"], cells["MonthYear"], cells["Year"]) == ("20240506", "202405", "2024")
    assert (cells["Actor1Code"], cells["Actor1CountryCode"], cells["Actor1Type1Code"]) == (
        "NORGOV",
        "NOR",
        "GOV",
    )
    assert (cells["EventCode"], cells["EventBaseCode"], cells["EventRootCode"]) == ("042", "042", "04")
    assert (cells["QuadClass"], cells["GoldsteinScale"]) == ("1", "1.9")
    assert (cells["ActionGeo_Type"], cells["ActionGeo_CountryCode"]) == ("4", "PE")
    assert cells["ActionGeo_FullName"] == "Lima, Lima region, Peru"
    assert (cells["DATEADDED"], cells["SOURCEURL"]) == ("20240507000000", "https://news.example/loan")
    (row,) = table(written("gdelt", event(actors=(UNION,)))[0])
    cells = dict(zip(GDELT, row, strict=True))
    assert (cells["Actor1CountryCode"], cells["Actor1KnownGroupCode"]) == ("", "EUR")


def test_plover_record():
    record = json.loads(written("plover", event(historical=True))[0])
    assert {"id", "date", "actor", "event"} <= record.keys()
    assert (record["event"], record["mode"], record["context"]) == (
        ["CONSULT"],
        ["visit", "historical"],
        ["diplomatic"],
    )
    assert record["actor"] == [{"actorText": "Norway", "code": "NOR", "sector": "GOV", "id": "nor"}]
    assert record["recipient"][0]["code"] == "PER"
    assert (record["quad_code"], record["event_scale"]) == (1, 4)
    assert record["link"] == "https://news.example/loan"
    record = json.loads(written("plover", event(date="2024-05", force="promise"))[0])
    assert (record["date"], record["enddate"], record["mode"]) == ("2024-05-01", "2024-05-31", ["future"])


# -- what must not be written ---------------------------------------------------------------------------
@pytest.mark.parametrize("format", ["polecat", "icews", "gdelt"])
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"negated": True}, "negated"),
        ({"force": "suppose"}, "no code: supposed or predicted"),
        ({"force": "predict", "act": "ASSAULT", "mode": None}, "no code: supposed or predicted"),
        ({"condition_of": "e2"}, "asked for in a condition"),
        ({"historical": True, "date": None}, "historical, without a date"),
    ],
)
def test_what_did_not_happen_is_no_row(format, changes, reason):
    text, done = written(format, event(**changes), event())
    assert done.left_out == ((reason, 1),)
    assert done.events == done.rows == 1
    assert len(text.splitlines()) == (1 if format == "gdelt" else 2)


def test_plover_says_what_did_not_happen_with_its_auxiliary_modes():
    modes = [
        json.loads(written("plover", event(**changes))[0])["mode"]
        for changes in ({"negated": True}, {"force": "suppose"}, {"condition_of": "e2"})
    ]
    assert modes == [["visit", "negation"], ["visit", "hypothetical"], ["visit", "hypothetical"]]


def test_statements_have_no_plover_row_but_a_cameo_one():
    assert written("polecat", event(act="STATE", mode=None))[1].left_out == (("no PLOVER type", 1),)
    assert written("icews", event(act="STATE", mode=None))[1].events == 1


def test_an_event_without_any_date_is_left_out():
    stream = io.StringIO()
    done = write_events([event(date=None)], "icews", stream)
    assert done.left_out == (("no date", 1),)


@pytest.mark.parametrize("format", FORMATS)
def test_the_visitor_is_the_actor_whoever_the_code_puts_first(format):
    text, _ = written(format, event(mode="host"))
    (found,) = again(format, event(mode="host"))
    assert (found.item.actors[0].name, found.item.recipients[0].name) == ("Norway", "Peru")
    if format == "icews":
        assert table(text)[1][2] == "Peru"
        assert table(text)[1][6] == "043"
    if format == "polecat":
        assert table(text)[1][3] == "visit"


def test_names_cannot_break_a_row():
    odd = Party("A\tB\nC; D", None, "abcd", "NOR")
    for format in ("polecat", "icews", "gdelt"):
        lines = written(format, event(actors=(odd,)))[0].splitlines()
        assert len({line.count("\t") for line in lines}) == 1
        (found,) = again(format, event(actors=(odd,)))
        assert len(found.item.actors) == 1


def test_unknown_format():
    with pytest.raises(SettingsError, match="plover, polecat, icews, gdelt"):
        write_events([], "csv", io.StringIO())
    assert written("polecat")[1].events == 0


# -- there and back -------------------------------------------------------------------------------------
CASES = [
    event(),
    event(force="refuse", mode=None, date="2024-05"),
    event(force="threaten", act="ASSAULT", mode=None, place=None),
    event(force="demand", act="RETREAT", mode="disarm", recipients=(PERU, UNION)),
    event(force="offer", due="2024-06", condition=Condition(Span(0, 6, "Norway"), "if", "e00000000f2")),
    event(act="SANCTION", mode="discontinue", actors=(NORWAY, UNION)),
    event(actors=(NORWAY, PERU), recipients=(), mode=None),
    event(act="ASSAULT", mode="aerial", actors=(), historical=True),
]


@pytest.mark.parametrize("case", CASES)
def test_plover_loses_nothing(case):
    (found,) = again("plover", case)
    assert found.item == case
    assert found.report == REPORT


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_round_trip_keeps_what_the_format_holds(format, case):
    found = again(format, case)
    assert all(isinstance(one, Kept) for one in found)
    for one in found:
        item = one.item
        assert item.date[:7] == case.date[:7]
        if format == "polecat":
            assert (item.id, item.codes.plover, item.codes.mode) == (
                case.id,
                case.codes.plover,
                case.codes.mode,
            )
            assert item.contexts == case.contexts
        elif format != "plover":
            assert (item.codes.cameo, item.codes.goldstein) == (case.codes.cameo, case.codes.goldstein)
            assert item.codes.plover == case.codes.plover
        if case.place:
            assert (item.place.name, item.place.country) == ("Lima", "PER")
            assert (item.place.latitude, item.place.longitude) == (LIMA.latitude, LIMA.longitude)
        assert one.report.published[:10] == ("2024-05-07" if format != "icews" else item.date)
        assert one.report.publisher == ("The Fjord Post" if format != "gdelt" else None)
    if format != "gdelt":
        (only,) = found
        for side in ("actors", "recipients"):
            kept, wanted = getattr(only.item, side), getattr(case, side)
            assert [p.name for p in kept] == [p.name for p in wanted]
            if format != "icews":
                assert [(p.country, p.sector) for p in kept] == [(p.country, p.sector) for p in wanted]
        assert format != "icews" or only.item.id == case.id


@pytest.mark.parametrize("force", ["deny", "request", "refuse"])
def test_two_who_deny_do_not_deny_each_other(force):
    both = event(force=force, actors=(NORWAY, PERU), recipients=(), mode=None)
    assert [f.item.recipients for f in again("gdelt", both)] == [(), ()]


@pytest.mark.parametrize("id", ["e00000000f1", "eee00000001", "effffffffff", "e0000000000"])
def test_ids_come_back_from_icews(id):
    (found,) = again("icews", event(id=id))
    assert found.item.id == id
    assert len(again("gdelt", event(id="of-another-coder"))) == 1


def test_gdelt_keeps_pairs():
    found = again("gdelt", event(actors=(NORWAY, PERU), recipients=(), mode=None))
    assert [(f.item.actors[0].country, f.item.recipients[0].country) for f in found] == [
        ("NOR", "PER"),
        ("PER", "NOR"),
    ]
    assert len({f.item.id for f in found}) == 2


def test_the_same_events_give_the_same_bytes():
    for format in FORMATS:
        assert written(format, *CASES) == written(format, *CASES)
