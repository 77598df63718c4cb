"""The one place where codes come from: (force, act, mode) to PLOVER, CAMEO, quad, intensity, Goldstein.

Four tables in ``lexicon/tables`` hold all there is to know; ``docs/codes.md`` tells what was decided
where the sources contradict each other.

=========== ==========================================================================================
types.tsv   the 16 PLOVER types: quad class, base intensity, whether a recipient is required
modes.tsv   the modes of each act; PLOVER's have an intensity, our own finer ones reach a CAMEO code
codes.tsv   force x act x mode (x context): PLOVER type and mode, CAMEO code
cameo.tsv   CAMEO codes: name, Goldstein value, PLOVER type and mode, and the deed they stand for
=========== ==========================================================================================

Sources: PLOVER manual 2.0 (draft) and CAMEO 1.1b3 of the Open Event Data Alliance and Parus Analytics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast, get_args

from pourparler.errors import NotFoundError
from pourparler.lexicon.tables import cells, rows
from pourparler.records.findings import Codes, Event, Force

NO_CODES = Codes(plover=None, mode=None, quad=None, intensity=None, cameo=None, goldstein=None)
"""What has no code: nothing happened, or nothing that the code books know."""


@dataclass(frozen=True, slots=True)
class PloverType:
    """One of PLOVER's 16 types; ``intensity`` is its base score, ``recipient`` whether one is required."""

    name: str
    quad: int
    intensity: float
    recipient: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code: what PLOVER makes of it, and the deed that an imported row with it stands for."""

    code: str
    name: str
    goldstein: float
    plover: str | None
    mode: str | None
    contexts: tuple[str, ...]
    force: Force
    act: str
    act_mode: str | None


def _types() -> dict[str, PloverType]:
    return {
        row["type"]: PloverType(
            row["type"], int(row["quad"]), float(row["intensity"]), row["recipient"] == "yes", row["meaning"]
        )
        for row in rows("types.tsv")
    }


def _modes() -> dict[str, dict[str, float | None]]:
    modes: dict[str, dict[str, float | None]] = {}
    for row in rows("modes.tsv"):
        score = float(row["intensity"]) if row["plover"] == "yes" else None
        modes.setdefault(row["act"], {})[row["mode"]] = score
    return modes


def _cameo() -> dict[str, CameoCode]:
    return {
        row["code"]: CameoCode(
            row["code"],
            row["name"],
            float(row["goldstein"]),
            row["plover"] or None,
            row["mode"] or None,
            tuple(filter(None, cells(row["context"]))),
            cast(Force, row["force"]),
            row["act"],
            row["act_mode"] or None,
        )
        for row in rows("cameo.tsv")
    }


TYPES: Mapping[str, PloverType] = MappingProxyType(_types())
"""PLOVER's 16 types by name, in the order of the manual."""

CAMEO: Mapping[str, CameoCode] = MappingProxyType(_cameo())
"""All CAMEO codes, two to four digits."""

ACTS: tuple[str, ...] = (*TYPES, "STATE")
"""What an event's ``act`` may be."""

FORCES: tuple[Force, ...] = get_args(Force)
"""What an event's ``force`` may be."""

_SCORES = _modes()

MODES: Mapping[str, tuple[str, ...]] = MappingProxyType({act: tuple(_SCORES.get(act, ())) for act in ACTS})
"""The modes of each act, PLOVER's first, then our finer ones (see ``PLOVER_MODES``)."""

PLOVER_MODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {act: tuple(m for m, score in _SCORES.get(act, {}).items() if score is not None) for act in ACTS}
)
"""The modes that PLOVER knows; every other mode is looked up to one of these or to none."""

QUADS: Mapping[int, str] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)
"""PLOVER's quad classes."""


@cache
def _table() -> dict[tuple[str, str, str, str], tuple[str, str, str]]:
    table: dict[tuple[str, str, str, str], tuple[str, str, str]] = {}
    for row in rows("codes.tsv"):
        for force in cells(row["force"]):
            for act in cells(row["act"]):
                for mode in cells(row["mode"]):
                    own_mode = mode if row["plover_mode"] == "=" else row["plover_mode"]
                    for context in cells(row["context"]):
                        key = (force, act, mode, context)
                        if key in table:
                            raise ValueError(f"codes.tsv: {key} stands twice")
                        table[key] = (row["plover"], own_mode, row["cameo"])
    return table


def intensity_of(plover: str | None, mode: str | None) -> float | None:
    """Return PLOVER's score of a type and mode: the mode's where it has one, else the type's base."""
    if plover is None:
        return None
    score = _SCORES.get(plover, {}).get(mode or "")
    return TYPES[plover].intensity if score is None else score


def _codes(plover: str, mode: str, cameo: str) -> Codes:
    return Codes(
        plover=plover or None,
        mode=mode or None,
        quad=TYPES[plover].quad if plover else None,
        intensity=intensity_of(plover or None, mode or None),
        cameo=cameo or None,
        goldstein=CAMEO[cameo].goldstein if cameo else None,
    )


@lru_cache(maxsize=4096)
def _look_up(force: str, act: str, mode: str, contexts: tuple[str, ...]) -> Codes:
    table = _table()
    for one in dict.fromkeys((mode, "")):
        for context in (*contexts, ""):
            found = table.get((force, act, one, context))
            if found:
                return _codes(*found)
    raise NotFoundError(f"no code for force {force!r} and act {act!r}")


def look_up(force: str, act: str, mode: str | None = None, contexts: Iterable[str] = ()) -> Codes:
    """Return the codes of a deed put with a force; ``contexts`` only refine the CAMEO code.

    An unknown mode counts as none. Raises NotFoundError for a force or act that does not exist.
    """
    return _look_up(force, act, mode or "", tuple(contexts))


def codes_of(event: Event) -> Codes:
    """Return the codes of an event: none when it is negated, for then nobody did it."""
    return NO_CODES if event.negated else look_up(event.force, event.act, event.mode, event.contexts)


def cameo_to_plover(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Return PLOVER's (type, mode, contexts) for a CAMEO code, None for roots 01 and 02 that PLOVER drops.

    Raises NotFoundError for a code that is not CAMEO's.
    """
    row = cameo(code)
    return (row.plover, row.mode, row.contexts) if row.plover else None


def cameo(code: str) -> CameoCode:
    """Return the row of a CAMEO code; a lost leading zero ("36", "311") is put back.

    Raises NotFoundError for a code that is not CAMEO's.
    """
    code = code.strip()
    for candidate in (code, "0" + code):
        if candidate in CAMEO:
            return CAMEO[candidate]
    raise NotFoundError(f"no CAMEO code {code!r}")


def cameo_of_name(name: str) -> CameoCode | None:
    """Return the CAMEO code that ICEWS calls ``name``, else None; case, hyphens and ``_`` do not count."""
    return _names().get(_plain(name))


@cache
def _names() -> dict[str, CameoCode]:
    names: dict[str, CameoCode] = {}
    for row in CAMEO.values():
        if len(row.code) > 2:
            names.setdefault(_plain(row.name), row)
    return names


def _plain(name: str) -> str:
    return " ".join(name.translate(_NO_MARKS).casefold().split())


_NO_MARKS = str.maketrans("_-", "  ")


def codes_of_cameo(code: str) -> Codes:
    """Return the codes of an event that another coder gave the CAMEO ``code``."""
    row = cameo(code)
    return _codes(row.plover or "", row.mode or "", row.code)


def cameo_quad(code: str) -> int:
    """Return the quad class (1 to 4) by the root of a CAMEO code, as GDELT and ICEWS users count it."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@cache
def _deeds() -> dict[tuple[str, str], tuple[Force, str, str | None]]:
    """Return for each PLOVER type and mode the deed that it stands for, where only one deed fits."""
    deeds: dict[tuple[str, str], tuple[Force, str, str | None]] = {
        ("REQUEST", "meet"): ("request", "CONSULT", None),
        ("REJECT", "meet"): ("refuse", "CONSULT", None),
        ("THREATEN", "violence"): ("threaten", "ASSAULT", None),
        ("THREATEN", "arrest"): ("threaten", "COERCE", "arrest"),
        ("THREATEN", "expel"): ("threaten", "SANCTION", "expel"),
        ("THREATEN", "territory"): ("threaten", "ASSAULT", "occupy"),
    }
    for act in TYPES:
        for mode in ("", *PLOVER_MODES[act]):
            deeds.setdefault((act, mode), ("did", act, mode or None))
    return deeds


def plover_to_deed(plover: str, mode: str | None = None) -> tuple[Force, str, str | None]:
    """Return the (force, act, mode) that a row coded with a PLOVER type and mode stands for.

    ``look_up`` of it gives the same type and mode. An unknown mode counts as none; raises NotFoundError
    for an unknown type.
    """
    if plover not in TYPES:
        raise NotFoundError(f"no PLOVER type {plover!r}")
    return _deeds().get((plover, mode or "")) or _deeds()[plover, ""]
