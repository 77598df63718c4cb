"""People of a team's desk: accounts, API tokens, and the log of what was done by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""What each may: read; also add reports and corrections; also manage people. Later ones hold all of the earlier."""


def covers(role: str, wanted: Role) -> bool:
    """Return whether a role holds what another one does."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(wanted)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; ``created`` is an ISO moment, UTC."""

    name: str
    role: Role
    created: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word that stands for an account in programs; its ``scope`` is never more than the account's role.

    Moments are ISO, UTC; ``expires`` None: never. The word itself is not kept.
    """

    id: str
    label: str
    account: str
    scope: Role
    created: str
    expires: str | None = None
    revoked: bool = False
    used: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the log: when (ISO, UTC), who, what ("logged in"), about which row or name, from which address."""

    at: str
    who: str
    what: str
    about: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: ``session`` is the digest of a browser's session, None for a token or the local user."""

    name: str
    role: Role
    session: str | None = None
    local: bool = False
