"""Importers: files as others write them, bad rows, packed files, big files."""

import gzip
import io
import json
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import NotFoundError, SettingsError
from pourparler.lexicon.formats import FORMATS, GDELT, GDELT_1, ICEWS, POLECAT
from pourparler.lexicon.gazetteer import load
from pourparler.readers.events import read_events, read_readings, sniff
from pourparler.records import Diagnostic

POLECAT_ROW = {
    "Event ID": "20230412-0815",
    "Event Date": "2023-04-12",
    "Event Type": "SANCTION",
    "Event Mode": "discontinue",
    "Contexts": "economic;diplomatic",
    "Actor Name": "Norway;Sweden",
    "Actor Country": "NOR;SWE",
    "Actor COW": "385;380",
    "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV;GOV",
    "Recipient Name": "Belarus",
    "Recipient Country": "BLR",
    "Country": "Belarus",
    "Source": "Fjord Wire",
    "Publication Date": "2023-04-13",
    "Version": "V9",
}
ICEWS_ROW = {
    "Event ID": "123",
    "Event Date": "4/12/14",
    "Source Name": "Jens Holm",
    "Source Sectors": "Executive Office,Government",
    "Source Country": "Norway",
    "Event Text": "Express intent to meet or negotiate",
    "CAMEO Code": "036",
    "Intensity": "4.0",
    "Target Name": "Ministry (Burma)",
    "Target Sectors": "Police,Government",
    "Target Country": "Myanmar",
    "Story ID": "77",
    "Sentence Number": "2",
    "Publisher": "Fjord Wire",
    "Country": "Norway",
    "Latitude": "59.9",
    "Longitude": "10.7",
}
GDELT_ROW = {
    "GLOBALEVENTID": "410",
    "SQLDATE": "20150218",
    "Actor1Code": "ROMGOV",
    "Actor1Name": "ROMANIA",
    "Actor1CountryCode": "ROM",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "IGOUNO",
    "Actor2Name": "UNITED NATIONS",
    "Actor2KnownGroupCode": "UNO",
    "EventCode": "057",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Bucharest, Bucuresti, Romania",
    "ActionGeo_CountryCode": "RO",
    "ActionGeo_Lat": "44.43",
    "ActionGeo_Long": "26.1",
    "DATEADDED": "20150218230000",
    "SOURCEURL": "https://news.example/un",
}


def line(columns, row):
    return "\t".join(row.get(column, "") for column in columns)


def file(columns, *rows, header=True):
    lines = ["\t".join(columns)] if header else []
    return "\n".join([*lines, *(row if isinstance(row, str) else line(columns, row) for row in rows)]).encode() + b"\n"


def read(data, **options):
    return list(read_events(io.BytesIO(data), **options))


def test_polecat():
    (found,) = read(file(POLECAT, POLECAT_ROW))
    item = found.item
    assert [(p.name, p.country, p.sector) for p in item.actors] == [
        ("Norway", "NOR", "GOV"),
        ("Sweden", "SWE", "GOV"),
    ]
    assert [(p.name, p.country) for p in item.recipients] == [("Belarus", "BLR")]
    assert (item.force, item.act, item.mode, item.codes.cameo) == ("did", "SANCTION", "discontinue", "163")
    assert item.contexts == ("economic", "diplomatic")
    assert item.place.country == "BLR"
    assert (item.coding.coder, item.coding.version) == ("import:polecat", "V9")
    assert (found.report.publisher, found.report.published, item.date) == (
        "Fjord Wire",
        "2023-04-13",
        "2023-04-12",
    )


def test_polecat_one_country_for_several_names_and_none():
    row = POLECAT_ROW | {
        "Actor Country": "NOR",
        "Actor COW": "None",
        "Recipient Name": "None",
        "Recipient Country": "None",
    }
    (found,) = read(file(POLECAT, row))
    assert [p.country for p in found.item.actors] == ["NOR", "NOR"]
    assert found.item.recipients == ()


def test_polecat_events_of_one_story():
    rows = [POLECAT_ROW | {"Event ID": f"20230412-0815-4e0_{kind}", "Event Type": kind} for kind in ("AID", "CONSULT")]
    one, other = read(file(POLECAT, *rows))
    assert one.report == other.report
    assert one.item.id != other.item.id


def test_icews():
    (found,) = read(file(ICEWS, ICEWS_ROW))
    item = found.item
    assert (item.force, item.act, item.codes.plover, item.codes.goldstein) == (
        "offer",
        "CONSULT",
        "AGREE",
        4.0,
    )
    assert (item.actors[0].country, item.actors[0].sector) == ("NOR", "GOV")
    assert (item.recipients[0].country, item.recipients[0].sector) == ("MMR", "COP")
    assert item.date == "2014-04-12"
    assert item.evidence.text == "Jens Holm: Express intent to meet or negotiate: Ministry (Burma)"


def test_icews_generic_actors_tell_country_and_sector_by_name():
    bare = {
        "Source Name": "Police (Kenya)",
        "Source Country": "",
        "Source Sectors": "",
        "Target Name": "Iran",
    }
    (found,) = read(
        file(ICEWS, ICEWS_ROW | bare | {"Target Name": "Iran", "Target Country": "", "Target Sectors": "NULL"})
    )
    assert [(p.country, p.sector) for p in found.item.actors] == [("KEN", "COP")]
    assert [(p.country, p.sector) for p in found.item.recipients] == [("IRN", None)]


def test_gdelt():
    (found,) = read(file(GDELT, GDELT_ROW, header=False))
    item = found.item
    assert (item.act, item.mode, item.codes.plover) == ("SUPPORT", "sign", "SUPPORT")
    assert (item.actors[0].country, item.recipients[0].country) == ("ROU", "UNO")
    assert (item.place.name, item.place.country, item.place.latitude) == ("Bucharest", "ROU", 44.43)
    assert found.report.url == "https://news.example/un"


@pytest.mark.parametrize("columns", [GDELT_1, GDELT_1[:-1]])
def test_gdelt_of_the_first_version(columns):
    (found,) = read(file(columns, GDELT_ROW | {"DATEADDED": "20150218"}, header=False))
    assert len(columns) in {57, 58}
    assert (found.item.coding.version, found.item.place.name) == ("1.0", "Bucharest")
    assert found.report.published == "2015-02-18"


def test_plover_of_others_and_of_earlier_drafts():
    records = [
        {
            "id": "a1",
            "date": "2021-03-04",
            "actor": [{"actorText": "Japan", "code": "JAP", "sector": "GOV"}],
            "event": ["REQUEST"],
            "mode": ["meet"],
            "recipient": [{"code": "KOR"}],
        },
        {
            "id": "a2",
            "date": "2021-03-04",
            "source": [{"actorText": "Tokyo", "code": "JPN"}],
            "target": "",
            "event": "FIGHT",
            "mode": "heavy-weapons",
            "context": "military, cbrn",
            "text": "Guns roared.",
        },
        {
            "id": "a3",
            "date": "2021-03-04",
            "enddate": "2021-03-31",
            "actor": ["NOR"],
            "event": ["CONSULT"],
            "mode": ["hypothetical", "negation"],
        },
    ]
    data = "\n".join(map(json.dumps, records)).encode()
    first, second, third = (found.item for found in read(data))
    assert (first.force, first.act, first.codes.plover, first.codes.mode) == (
        "request",
        "CONSULT",
        "REQUEST",
        "meet",
    )
    assert (first.actors[0].country, first.recipients[0].country) == ("JPN", "KOR")
    assert (second.act, second.mode, second.contexts, second.evidence.text) == (
        "ASSAULT",
        "heavy-weapons",
        ("military", "cbrn"),
        "Guns roared.",
    )
    assert (third.force, third.negated, third.date, third.codes.plover) == (
        "suppose",
        True,
        "2021-03-04/2021-03-31",
        None,
    )
    assert [f.item for f in read(json.dumps(records, indent=1).encode())] == [first, second, third]


# -- bad input is data ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("columns", "row", "broken", "reason"),
    [
        (POLECAT, POLECAT_ROW, {"Event Type": "JUGGLE"}, "no PLOVER type 'JUGGLE'"),
        (POLECAT, POLECAT_ROW, {"Event Date": "Tuesday"}, "date 'Tuesday' is none"),
        (POLECAT, POLECAT_ROW, {"Actor Name": "None", "Recipient Name": ""}, "neither actor nor recipient"),
        (ICEWS, ICEWS_ROW, {"CAMEO Code": "9999"}, "no CAMEO code '9999'"),
        (ICEWS, ICEWS_ROW, {"Event Date": "13/40/14"}, "date '13/40/14' is none"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_is_read(columns, row, broken, reason):
    found = read(file(columns, row, row | broken, row | {"Event ID": "9", "Story ID": "9"}))
    assert len(found) == 3
    (told,) = [f for f in found if isinstance(f, Diagnostic)]
    assert "line 3" in told.message
    assert reason in told.message


def test_short_rows_broken_json_and_odd_bytes():
    found = read(file(GDELT, "1\t20150218\tshort", GDELT_ROW, header=False), format="gdelt")
    assert isinstance(found[0], Diagnostic)
    assert "3 cells instead of 61" in found[0].message
    assert not isinstance(found[1], Diagnostic)
    found = read(b'{"id": 1\n[]\n{"id": "x"}\n{"id": "y", "date": "2020-01-01", "actor": ["NOR"], "event": ["AID"]}\n')
    assert [isinstance(f, Diagnostic) for f in found] == [True, True, True, False]
    (found,) = read(file(ICEWS, ICEWS_ROW | {"Source Name": "Jos\xe9 Holm"}).decode().encode("latin-1"))
    assert found.item.actors[0].name == "José Holm"


def test_what_is_no_event_file():
    (empty,) = read(b"")
    assert "empty" in empty.message
    (other,) = read(b"Dear diary,\nnothing happened.\n")
    assert other.level == "error"
    (missing,) = read(file(("Event Type", "Quad Code", "Event ID"), "AID\t2\t1"))
    assert "no column Event Date" in missing.message
    with pytest.raises(SettingsError):
        read(b"x", format="acled")
    with pytest.raises(NotFoundError):
        list(read_events("no-such-file.txt"))


def test_sniffing():
    assert sniff("\t".join(POLECAT)) == "polecat"
    assert sniff("\t".join(ICEWS)) == "icews"
    assert sniff(line(GDELT, GDELT_ROW)) == "gdelt"
    assert sniff('{"id": 1}') == "plover"
    assert sniff("a,b,c") is None


# -- files ----------------------------------------------------------------------------------------------
def test_packed_files(tmp_path):
    data = file(GDELT, GDELT_ROW, header=False)
    plain, packed, zipped = tmp_path / "a.csv", tmp_path / "a.csv.gz", tmp_path / "a.zip"
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.export.CSV", data)
    events = [[f.item for f in read_events(path)] for path in (plain, packed, zipped)]
    assert events[0] == events[1] == events[2]
    assert len(events[0]) == 1


def test_a_large_file_streams():
    class Endless(io.RawIOBase):
        count = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.count += 1
            row = file(GDELT, GDELT_ROW | {"GLOBALEVENTID": str(self.count)}, header=False)
            if self.count > 3000:
                return 0
            buffer[: len(row)] = row
            return len(row)

    tracemalloc.start()
    number = sum(1 for _ in read_events(io.BufferedReader(Endless()), "gdelt"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 3000
    assert peak < 10_000_000


def test_broken_archives(tmp_path):
    data = gzip.compress(file(GDELT, *[GDELT_ROW] * 500, header=False))
    found = read(data[: len(data) // 2])
    assert isinstance(found[-1], Diagnostic)
    assert "cannot be read on" in found[-1].message
    (told,) = read(b"PK\x03\x04 and no archive")
    assert told.level == "error"


@given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
def test_no_bytes_break_the_importers(data, format):
    read(data, format=format)


@pytest.mark.parametrize("columns", [POLECAT, ICEWS, GDELT])
@given(cells=st.lists(st.text(max_size=8), min_size=61, max_size=61))
def test_no_cells_break_the_importers(columns, cells):
    good = {POLECAT: POLECAT_ROW, ICEWS: ICEWS_ROW, GDELT: GDELT_ROW}[columns]
    odd = dict(zip(columns, ("".join(c.split()) for c in cells), strict=False))
    for column in columns:
        found = read(file(columns, good | {column: odd[column]}, header=columns is not GDELT), format=None)
        assert len(found) == 1


@given(
    st.dictionaries(
        st.sampled_from(["id", "date", "actor", "recipient", "event", "mode", "context", "event_loc", "cite_info"]),
        st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda x: st.lists(x, max_size=3)),
    )
)
def test_no_json_breaks_the_importer(record):
    base = {"id": "1", "date": "2020-01-01", "actor": ["NOR"], "event": ["AID"]}
    assert len(read(json.dumps(base | record).encode())) == 1
    assert len(read(b"[" * 5000)) == 1


# -- into the record ------------------------------------------------------------------------------------
def test_known_actors_get_their_ids():
    (found,) = read(
        file(GDELT, GDELT_ROW | {"Actor1Name": "SOUTH KOREA", "Actor1CountryCode": "KOR"}, header=False),
        gazetteer=load(None),
    )
    assert found.item.actors[0].id == "kor"
    (found,) = read(file(ICEWS, ICEWS_ROW), gazetteer=load(None))
    assert found.item.actors[0].id == "jens-holm"


def test_readings_one_a_story():
    other = GDELT_ROW | {"GLOBALEVENTID": "411", "EventCode": "042"}
    elsewhere = GDELT_ROW | {"GLOBALEVENTID": "412", "SOURCEURL": "https://news.example/b"}
    back = GDELT_ROW | {"GLOBALEVENTID": "413"}
    data = file(GDELT, GDELT_ROW, other, "broken", elsewhere, back, header=False)
    found = list(read_readings(read_events(io.BytesIO(data), gazetteer=load(None)), load(None)))
    readings = [f for f in found if not isinstance(f, Diagnostic)]
    assert [len(r.events) for r in readings] == [2, 1, 1]
    ids = {r.document.report.id for r in readings}
    assert len(ids) == 3
    assert not ids & {f.report.id for f in read_events(io.BytesIO(data)) if not isinstance(f, Diagnostic)}
    for reading in readings:
        for event in reading.events:
            span = event.evidence
            assert reading.document.text[span.start : span.end] == span.text
            assert {p.id for p in event.actors} <= {a.id for a in reading.actors}
    assert {a.kind for a in readings[0].actors if a.id == "rou"} == {"state"}
