"""Accounts, sessions and tokens of a team's desk: who may do what, and the log of what was done."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, SettingsError
from pourparler.records.people import ROLES, Account, Deed, Identity, Role, Token
from pourparler.store import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
SESSION = timedelta(days=14)
NOTED = timedelta(minutes=5)
"""How often the use of a session or token is written down."""
PREFIX = "pp_"
"""What API tokens begin with, so that a leaked one is found by searching for it."""


class People:
    """The people of one record."""

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store, self._clock = store, now

    # -- accounts -------------------------------------------------------------------------------
    def any(self) -> bool:
        """Return whether the record has accounts: then whoever asks has to say who they are."""
        with self._store.people() as rows:
            return rows.any()

    def accounts(self) -> list[Account]:
        """Return all accounts by name."""
        with self._store.people() as rows:
            return rows.accounts()

    def add(self, name: str, role: str, password: str, by: str) -> Account:
        """Make an account. Raises ``SettingsError`` for a name, role or password that will not do."""
        if not NAME.fullmatch(name):
            raise SettingsError("a name is 1 to 64 letters, digits and . _ @ -, and begins with a letter or digit")
        made = Account(name, _role(role), self._now())
        kept = self._hashed(password)
        with self._store.people(writes=True) as rows:
            if rows.account(name) is not None:
                raise SettingsError(f"there is an account {name} already")
            rows.add(made, kept)
            rows.log(self._deed(by, "added an account", f"{name} ({made.role})"))
        return made

    def set_role(self, name: str, role: str, by: str) -> None:
        """Give an account another role."""
        self._change(name, by, f"gave the role {_role(role)} to", role=_role(role))

    def set_disabled(self, name: str, disabled: bool, by: str) -> None:
        """Shut an account out, or let it in again; its sessions end."""
        self._change(name, by, "disabled" if disabled else "enabled", disabled=disabled)

    def set_password(self, name: str, password: str, by: str, keep: str | None = None) -> None:
        """Change a password; all sessions but ``keep`` end."""
        self._change(name, by, "changed the password of", keep, password=self._hashed(password))

    def remove(self, name: str, by: str) -> None:
        """Remove an account, its sessions and tokens."""
        with self._store.people(writes=True) as rows:
            self._last_admin(rows.accounts(), name)
            rows.remove(name)
            rows.log(self._deed(by, "removed the account", name))

    def _change(self, name: str, by: str, what: str, keep: str | None = None, **values: object) -> None:
        with self._store.people(writes=True) as rows:
            held = rows.accounts()
            if all(a.name != name for a in held):
                raise NotFoundError(f"there is no account {name}")
            if values.get("disabled") or values.get("role", "admin") != "admin":
                self._last_admin(held, name)
            rows.change(name, **values)
            rows.close_sessions(name, keep)
            rows.log(self._deed(by, what, name))

    def _last_admin(self, held: list[Account], name: str) -> None:
        """Raise ``SettingsError`` when nobody would be left who can manage people."""
        if all(a.name != name for a in held):
            raise NotFoundError(f"there is no account {name}")
        left = [a for a in held if a.role == "admin" and not a.disabled and a.name != name]
        if not left and any(a.name == name and a.role == "admin" for a in held):
            raise SettingsError(f"{name} is the only admin left; make another one first")

    # -- logging in -----------------------------------------------------------------------------
    def log_in(self, name: str, password: str, address: str = "") -> str | None:
        """Return the word of a new session, None where name and password do not fit.

        It takes as long for a name that nobody has as for a wrong password.
        """
        with self._store.people() as rows:
            found = rows.account(name)
        fits = self._fits(found[1] if found else self._nobody, password)
        if found is None or not fits or found[0].disabled:
            self.log(name[:64], "failed to log in", address=address)
            return None
        word = secrets.token_urlsafe(32)
        now = self._clock()
        with self._store.people(writes=True) as rows:
            if self._hasher.check_needs_rehash(found[1]):
                rows.change(name, password=self._hasher.hash(password))
            rows.open_session(_digest(word), name, _iso(now), _iso(now + SESSION))
            rows.log(self._deed(name, "logged in", address=address))
        return word

    def session(self, word: str) -> Identity | None:
        """Return who a session belongs to."""
        digest, now = _digest(word), self._now()
        with self._store.people() as rows:
            found = rows.session(digest, now)
        if found is None:
            return None
        account, seen = found
        if self._is_stale(seen):
            with self._store.people(writes=True) as rows:
                rows.seen(digest, now)
        return Identity(account.name, account.role, digest)

    def log_out(self, who: Identity, address: str = "") -> None:
        """End a session."""
        with self._store.people(writes=True) as rows:
            if who.session:
                rows.close_session(who.session)
            rows.log(self._deed(who.name, "logged out", address=address))

    def check_password(self, name: str, password: str) -> bool:
        """Return whether it is an account's password."""
        with self._store.people() as rows:
            found = rows.account(name)
        return self._fits(found[1] if found else self._nobody, password) and found is not None

    # -- tokens ---------------------------------------------------------------------------------
    def new_token(self, account: str, label: str, scope: str, days: int | None, by: str) -> tuple[str, Token]:
        """Make a token; return its word, which is told once, and what is kept of it."""
        wanted = _role(scope)
        word = PREFIX + secrets.token_urlsafe(32)
        now = self._clock()
        expires = _iso(now + timedelta(days=days)) if days else None
        made = Token(f"t{secrets.token_hex(5)}", label[:100], account, wanted, _iso(now), expires)
        with self._store.people(writes=True) as rows:
            found = rows.account(account)
            if found is None:
                raise NotFoundError(f"there is no account {account}")
            if ROLES.index(wanted) > ROLES.index(found[0].role):
                raise SettingsError(f"{account} is {found[0].role}; a token cannot do more")
            rows.add_token(made, _digest(word))
            rows.log(self._deed(by, "made a token", f"{made.id} for {account} ({wanted})"))
        return word, made

    def tokens(self, account: str | None = None) -> list[Token]:
        """Return tokens, the oldest first."""
        with self._store.people() as rows:
            return rows.tokens(account)

    def revoke(self, token: str, by: str, account: str | None = None) -> None:
        """Revoke a token, of ``account`` alone where given."""
        with self._store.people(writes=True) as rows:
            own = account is None or any(t.id == token for t in rows.tokens(account))
            if not own or not rows.revoke(token):
                raise NotFoundError(f"there is no token {token} that still holds")
            rows.log(self._deed(by, "revoked a token", token))

    def bearer(self, word: str) -> Identity | None:
        """Return who a token stands for; its scope is cut to what the account may do by now."""
        with self._store.people() as rows:
            found = rows.token(_digest(word), self._now())
        if found is None:
            return None
        token, account = found
        if token.used is None or self._is_stale(token.used):
            with self._store.people(writes=True) as rows:
                rows.used(token.id, self._now())
        return Identity(account.name, min(token.scope, account.role, key=ROLES.index))

    # -- the log --------------------------------------------------------------------------------
    def log(self, who: str, what: str, about: str = "", address: str = "") -> None:
        """Write a line of the log."""
        with self._store.people(writes=True) as rows:
            rows.log(self._deed(who, what, about, address))

    def deeds(self, who: str | None = None, since: str | None = None, limit: int | None = None) -> list[Deed]:
        """Return lines of the log, the newest first."""
        with self._store.people() as rows:
            return rows.deeds(who, since, limit)

    # -- how ------------------------------------------------------------------------------------
    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits, to take the time of one that might."""
        return self._hasher.hash(secrets.token_hex(16))

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise SettingsError(f"a password has {SHORTEST} to {LONGEST} characters")
        return self._hasher.hash(password)

    def _fits(self, kept: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(kept, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False

    def _is_stale(self, moment: str) -> bool:
        return datetime.fromisoformat(moment) < self._clock() - NOTED

    def _now(self) -> str:
        return _iso(self._clock())

    def _deed(self, who: str, what: str, about: str = "", address: str = "") -> Deed:
        return Deed(self._now(), who, what, about[:400], address[:64])


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()


def _role(name: str) -> Role:
    for role in ROLES:
        if role == name:
            return role
    raise SettingsError(f"a role is one of {', '.join(ROLES)}")
