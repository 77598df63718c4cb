"""Whether a judgement makes sense: what may be edited on what, and which values each field takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pourparler.errors import SettingsError
from pourparler.ledger.corrected import OVERTURE_EDITABLE
from pourparler.lexicon.codes import ACTS, MODES
from pourparler.records.corrections import ACTIONS
from pourparler.records.edtf import is_valid
from pourparler.records.findings import Force, StatementKind
from pourparler.records.overtures import KINDS, OvertureOutcome

PARTIES = ("actors", "recipients", "third_parties", "others")
PARTY = ("speaker", "addressee", "channel")
_EVENT = ("force", "act", "mode", "actors", "recipients", "third_parties", "speaker", "negated", "historical", "date")
FINDING = {
    "event": (*_EVENT, "due", "place", "condition"),
    "statement": ("kind", "speaker", "others", "addressee", "channel", "date", "historical", "negated"),
    "overture": (*OVERTURE_EDITABLE, "day"),
}
ADDED = {
    "event": FINDING["event"],
    "statement": (*FINDING["statement"], "cue"),
    "overture": ("kind", "act", "mode", "from", "to", "outcome", "due", "condition"),
}
"""What may be said of a finding, and of one that a person adds."""
NEEDED = {"event": ("force", "act", "actors"), "statement": ("speaker",), "overture": ("kind", "act", "from")}
OF_OVERTURES = ("merge", "split")


def check(kind: str, action: str, payload: Mapping[str, Any]) -> None:
    """Raise ``SettingsError`` unless ``action`` can be done to a ``kind`` of thing with this ``payload``."""
    if action not in ACTIONS:
        raise SettingsError(f"unknown correction {action!r}: one of {', '.join(ACTIONS)}")
    if action in OF_OVERTURES and kind != "overture":
        raise SettingsError(f"only overtures can be {'merged' if action == 'merge' else 'split'}, this is an {kind}")
    if action == "merge" and not payload.get("into"):
        raise SettingsError("say which overture it is part of")
    if action == "split" and not payload.get("events"):
        raise SettingsError("say which events are an overture of their own")
    if action == "edit":
        values = payload.get("set") or {}
        if not values:
            raise SettingsError("nothing was changed: give at least one field its right value")
        for name, value in values.items():
            if name not in FINDING[kind]:
                raise SettingsError(f"{name!r} of this {kind} cannot be edited: one of {', '.join(FINDING[kind])}")
            _check_field(kind, name, value)
        _check_mode(values)


def check_added(kind: str, values: Mapping[str, Any]) -> None:
    """Raise ``SettingsError`` unless ``values`` make a finding of this ``kind``."""
    if kind not in ADDED:
        raise SettingsError(f"{kind!r} cannot be added: one of {', '.join(ADDED)}")
    if missing := [name for name in NEEDED[kind] if not values.get(name)]:
        raise SettingsError(f"of this {kind} also say: {', '.join(missing)}")
    for name, value in values.items():
        if name not in ADDED[kind]:
            raise SettingsError(f"no {kind} has a field {name!r}: one of {', '.join(ADDED[kind])}")
        _check_field(kind, name, value)
    _check_mode(values)


def fitting(act: str, mode: str | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return edited ``values`` of an event with this act and mode, without an old mode that the new act has not.

    Raises ``SettingsError`` for a new mode that the act does not have.
    """
    _check_mode({"act": act, **values})
    stale = "mode" not in values and mode is not None and mode not in MODES.get(values.get("act", act), ())
    return {**values, "mode": None} if stale else dict(values)


def _check_field(kind: str, name: str, value: Any) -> None:
    allowed, told = STATEMENT_KIND if (kind, name) == ("statement", "kind") else VALUES.get(name, ANYTHING)
    if not allowed(value):
        raise SettingsError(f"{name} cannot be {str(value)[:60]!r}: {told}")


def _check_mode(values: Mapping[str, Any]) -> None:
    act, mode = values.get("act"), values.get("mode")
    if act and mode and mode not in MODES.get(act, {}):
        raise SettingsError(f"{act} has no mode {mode!r}: one of {', '.join(MODES.get(act, {})) or 'none'}")


def _one_of(names: tuple[str, ...]) -> tuple[Callable[[Any], bool], str]:
    return (lambda value: value in names), f"one of {', '.join(names)}"


_ALL_MODES = tuple(sorted({mode for modes in MODES.values() for mode in modes}))
_FLAG: tuple[Callable[[Any], bool], str] = (lambda value: isinstance(value, bool)), "true or false"
_DATE: tuple[Callable[[Any], bool], str] = (
    (lambda value: value is None or (isinstance(value, str) and is_valid(value))),
    "a date like 2018-06-12, 2018-06 or ../2018-05",
)
ANYTHING: tuple[Callable[[Any], bool], str] = (lambda value: value is None or isinstance(value, str)), "words"
STATEMENT_KIND = _one_of(get_args(StatementKind))
VALUES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "force": _one_of(get_args(Force)),
    "act": _one_of(ACTS),
    "mode": ((lambda value: value is None or value in _ALL_MODES), f"one of {', '.join(_ALL_MODES)}"),
    "negated": _FLAG,
    "historical": _FLAG,
    "date": _DATE,
    "due": _DATE,
    "day": _DATE,
    "outcome": _one_of(get_args(OvertureOutcome)),
    "kind": _one_of(KINDS),
}
