"""Whom parties act for: a state, or themselves."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.records import Party

OWN_SECTORS = frozenset("REB OPP UAF CRM PRM JRN BUS MED EDU CVL LAB REF SOC REL AGR ELI".split())
"""Sectors whose people act for themselves and not for their country."""
OWN_COUNTRIES = frozenset({"IMG", "NGO", "ISM", "IGO", "MNC"})


def side_of(party: Party) -> str | None:
    """Return whom a party acts for: a country code, else its own id; None when it is not known."""
    if party.country and party.country not in OWN_COUNTRIES and party.sector not in OWN_SECTORS:
        return party.country
    return party.id


def sides_of(parties: Iterable[Party]) -> dict[str, list[Party]]:
    """Return the parties by the side they act for, in their order."""
    found: dict[str, list[Party]] = {}
    for party in parties:
        side = side_of(party)
        if side is not None:
            found.setdefault(side, []).append(party)
    return found
