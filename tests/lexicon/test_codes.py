"""The code table: every row of every table is walked."""

import itertools

import pytest

from pourparler.errors import NotFoundError
from pourparler.lexicon import codes
from pourparler.lexicon.contexts import CONTEXTS
from pourparler.lexicon.tables import cells, rows
from pourparler.records.findings import Coding, Event
from pourparler.records.text import Span

EVERY_DEED = [
    (force, act, mode)
    for force, act in itertools.product(codes.FORCES, codes.ACTS)
    for mode in (None, *codes.MODES[act])
]

# The conversion map of 2021 keeps these coarser, or calls them another type, than the manual does.
OTHER_TYPE = {"080", "0831", "116", "0356"}
SILENT = {"deny", "suppose"}


@pytest.mark.parametrize(("force", "act", "mode"), EVERY_DEED)
def test_every_deed_has_codes_that_agree(force, act, mode):
    found = codes.look_up(force, act, mode)
    if found.plover is None:
        assert (found.mode, found.quad, found.intensity) == (None, None, None)
        assert force in SILENT or act == "STATE" or force == "predict"
    else:
        assert found.quad == codes.TYPES[found.plover].quad
        assert found.mode is None or found.mode in codes.PLOVER_MODES[found.plover]
        assert found.intensity == codes.intensity_of(found.plover, found.mode)
        mapped = codes.cameo_to_plover(found.cameo)
        assert mapped is None or mapped[0] == found.plover or found.cameo in OTHER_TYPE
    if found.cameo is not None:
        assert found.goldstein == codes.CAMEO[found.cameo].goldstein


def test_every_row_is_reached_and_names_only_what_exists():
    for row in rows("codes.tsv"):
        assert not row["cameo"] or row["cameo"] in codes.CAMEO, row
        assert not row["plover"] or row["plover"] in codes.TYPES, row
        for force, act, mode, context in itertools.product(
            cells(row["force"]), cells(row["act"]), cells(row["mode"]), cells(row["context"])
        ):
            assert force in codes.FORCES, row
            assert act in codes.ACTS, row
            assert not mode or mode in codes.MODES[act], row
            assert not context or context in CONTEXTS, row
            found = codes.look_up(force, act, mode, (context,) if context else ())
            wanted = mode if row["plover_mode"] == "=" else row["plover_mode"]
            assert (found.plover or "", found.mode or "", found.cameo or "") == (
                row["plover"], wanted, row["cameo"],
            )  # fmt: skip


@pytest.mark.parametrize("code", list(codes.CAMEO))
def test_every_cameo_code(code):
    row = codes.CAMEO[code]
    assert -10 <= row.goldstein <= 10
    assert row.force in codes.FORCES
    assert row.act in codes.ACTS
    assert row.act_mode is None or row.act_mode in codes.MODES[row.act]
    assert set(row.contexts) <= set(CONTEXTS)
    assert (row.plover is None) == (code[:2] in {"01", "02"})
    assert row.mode is None or row.mode in codes.PLOVER_MODES[row.plover]
    deed = codes.look_up(row.force, row.act, row.act_mode, row.contexts)
    if row.plover:
        assert deed.plover == row.plover
    assert deed.cameo[:2] == code[:2] or code in {"18", "180", "20"}  # ASSAULT without a mode is 190
    assert codes.codes_of_cameo(code).cameo == code


def test_every_plover_type_and_mode_has_a_deed_that_leads_back():
    for plover in codes.TYPES:
        for mode in (None, *codes.PLOVER_MODES[plover]):
            found = codes.look_up(*codes.plover_to_deed(plover, mode))
            assert (found.plover, found.mode) == (plover, mode)


def test_sixteen_types_four_quads_and_scores_of_the_manual():
    assert len(codes.TYPES) == 16
    assert len(codes.QUADS) == 4
    assert codes.TYPES["SANCTION"].quad == 4
    assert codes.TYPES["ACCUSE"].intensity == -3
    assert {t.name for t in codes.TYPES.values() if t.recipient} == {"COOPERATE", "AID", "SANCTION"}
    assert codes.intensity_of("ASSAULT", "unconventional") == -10
    assert codes.intensity_of("CONSULT", "phone") == 1.5
    assert codes.intensity_of("RETREAT", "disarm") == 10


@pytest.mark.parametrize(
    ("force", "act", "mode", "plover", "plover_mode", "cameo", "goldstein"),
    [
        ("offer", "CONSULT", "visit", "AGREE", None, "036", 4.0),
        ("refuse", "CONSULT", None, "REJECT", "meet", "125", -5.0),
        ("demand", "RETREAT", "disarm", "REQUEST", "yield", "1056", -5.0),
        ("threaten", "ASSAULT", None, "THREATEN", "violence", "138", -7.0),
        ("threaten", "SANCTION", "discontinue", "THREATEN", "restrict", "1312", -5.8),
        ("promise", "AID", None, "AGREE", None, "033", 5.2),
        ("promise", "RETREAT", "ceasefire", "CONCEDE", None, "0356", 7.0),
        ("accept", "CONSULT", "mediate", "AGREE", None, "038", 7.0),
        ("did", "SANCTION", "discontinue", "SANCTION", "discontinue", "163", -8.0),
        ("did", "COERCE", "martial-law", "COERCE", "martial-law", "1724", -5.0),
        ("deny", "ASSAULT", "aerial", None, None, "016", -5.0),
        ("suppose", "ASSAULT", "aerial", None, None, None, None),
        ("predict", "CONSULT", "visit", "AGREE", None, "036", 4.0),
        ("predict", "STATE", None, None, None, None, None),
        ("did", "STATE", None, None, None, "010", 0.0),
        ("did", "CONCEDE", "drop", "CONCEDE", None, "080", 5.0),
    ],
)
def test_codes_of_diplomacy(force, act, mode, plover, plover_mode, cameo, goldstein):
    found = codes.look_up(force, act, mode)
    assert (found.plover, found.mode, found.cameo, found.goldstein) == (plover, plover_mode, cameo, goldstein)


def test_contexts_refine_the_cameo_code_alone():
    assert codes.look_up("did", "AID", None, ("military",)).cameo == "072"
    assert codes.look_up("promise", "AID", None, ("diplomatic", "economic")).cameo == "0331"
    assert codes.look_up("did", "AID", None, ("election",)) == codes.look_up("did", "AID", None)


def test_contradictions_of_the_sources_are_decided():
    assert codes.cameo_to_plover("163")[:2] == ("SANCTION", "discontinue")
    assert codes.cameo_to_plover("191")[:2] == ("ASSAULT", None)
    assert codes.cameo_to_plover("202")[:2] == ("ASSAULT", None)
    assert codes.cameo_to_plover("175")[:2] == ("ASSAULT", None)
    assert codes.cameo_to_plover("0814")[0] == "RETREAT"
    assert codes.cameo_to_plover("085")[:2] == ("RETREAT", None)
    assert codes.cameo_to_plover("010") is None
    assert codes.cameo_to_plover("0256") is None


def test_misuse_is_an_error_and_lost_zeros_are_not():
    with pytest.raises(NotFoundError):
        codes.look_up("did", "JUGGLE")
    with pytest.raises(NotFoundError):
        codes.look_up("wish", "CONSULT")
    with pytest.raises(NotFoundError):
        codes.cameo_to_plover("999")
    with pytest.raises(NotFoundError):
        codes.plover_to_deed("FIGHT")
    assert codes.cameo("36").code == "036"
    assert codes.look_up("did", "CONSULT", "by carrier pigeon").plover == "CONSULT"


def test_a_negated_event_has_no_code():
    nowhere = Span(0, 0, "")
    event = Event("e1", "did", "ASSAULT", None, (), (), nowhere, nowhere, 1.0, Coding("t", "1", "t"), negated=True)
    assert codes.codes_of(event) == codes.NO_CODES


def test_codes_by_the_names_that_icews_gives_them():
    assert codes.cameo_of_name("Threaten_non_force").code == "131"
    assert codes.cameo_of_name("make a VISIT").code == "042"
    assert codes.cameo_of_name("Juggle") is None
    for code, row in codes.CAMEO.items():
        if len(code) > 2:
            assert codes.cameo_of_name(row.name).name == row.name
