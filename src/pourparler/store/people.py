"""Rows of people: accounts, sessions and tokens by the digests of their words, the log.

Neither a password nor the word of a session or token is ever in the record: passwords are Argon2 hashes, words
SHA-256 digests (they are 256 random bits, which no dictionary holds).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from pourparler.records.people import Account, Deed, Token
from pourparler.store.schema import metadata


def _of_account() -> Column[str]:
    return Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    _of_account(),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Index("sessions_account", "account"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    _of_account(),
    Column("scope", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("expires", Text),
    Column("revoked", Boolean, nullable=False),
    Column("used", Text),
    Index("tokens_account", "account"),
)
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("audit_at", "at"),
    Index("audit_who", "who"),
)


class PeopleRows:
    """The tables of people in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- accounts -------------------------------------------------------------------------------
    def any(self) -> bool:
        """Return whether there is an account."""
        return self._connection.execute(select(accounts.c.name).limit(1)).scalar() is not None

    def accounts(self) -> list[Account]:
        """Return all accounts by name."""
        return [_account(row) for row in self._connection.execute(select(accounts).order_by(accounts.c.name))]

    def account(self, name: str) -> tuple[Account, str] | None:
        """Return an account with the hash of its password."""
        row = self._connection.execute(select(accounts).where(accounts.c.name == name)).one_or_none()
        return (_account(row), row.password) if row else None

    def add(self, account: Account, password: str) -> None:
        """Write a new account."""
        values = {"name": account.name, "role": account.role, "created": account.created, "disabled": account.disabled}
        self._connection.execute(insert(accounts).values(**values, password=password))

    def change(self, name: str, **values: Any) -> None:
        """Change role, password or disabled of an account."""
        self._connection.execute(update(accounts).where(accounts.c.name == name).values(**values))

    def remove(self, name: str) -> None:
        """Remove an account, its sessions and its tokens; what it did stays in the log."""
        for table, column in ((sessions, sessions.c.account), (tokens, tokens.c.account), (accounts, accounts.c.name)):
            self._connection.execute(delete(table).where(column == name))

    # -- sessions -------------------------------------------------------------------------------
    def open_session(self, digest: str, account: str, now: str, expires: str) -> None:
        """Write a session; sessions that are over are struck off."""
        self._connection.execute(delete(sessions).where(sessions.c.expires < now))
        values = {"digest": digest, "account": account, "created": now, "expires": expires, "seen": now}
        self._connection.execute(insert(sessions).values(values))

    def session(self, digest: str, now: str) -> tuple[Account, str] | None:
        """Return the account of a running session and when it was last seen."""
        query = select(accounts, sessions.c.seen).join(sessions, sessions.c.account == accounts.c.name)
        query = query.where(sessions.c.digest == digest, sessions.c.expires > now, accounts.c.disabled.is_(False))
        row = self._connection.execute(query).one_or_none()
        return (_account(row), row.seen) if row else None

    def seen(self, digest: str, now: str) -> None:
        """Note that a session is in use."""
        self._connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen=now))

    def close_sessions(self, account: str, keep: str | None = None) -> None:
        """End all sessions of an account but ``keep``."""
        query = delete(sessions).where(sessions.c.account == account)
        self._connection.execute(query.where(sessions.c.digest != keep) if keep else query)

    def close_session(self, digest: str) -> None:
        """End one session."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    # -- tokens ---------------------------------------------------------------------------------
    def add_token(self, token: Token, digest: str) -> None:
        """Write a new token."""
        values = {name: getattr(token, name) for name in Token.__slots__}
        self._connection.execute(insert(tokens).values(**values, digest=digest))

    def tokens(self, account: str | None = None) -> list[Token]:
        """Return tokens, the oldest first."""
        query = select(tokens).order_by(tokens.c.created, tokens.c.id)
        query = query.where(tokens.c.account == account) if account else query
        return [_token(row) for row in self._connection.execute(query)]

    def token(self, digest: str, now: str) -> tuple[Token, Account] | None:
        """Return a token that holds, and its account."""
        query = select(tokens, accounts.c.role, accounts.c.created.label("since")).join(
            accounts, tokens.c.account == accounts.c.name
        )
        query = query.where(tokens.c.digest == digest, tokens.c.revoked.is_(False), accounts.c.disabled.is_(False))
        row = self._connection.execute(query).one_or_none()
        if row is None or (row.expires is not None and row.expires <= now):
            return None
        return _token(row), Account(row.account, row.role, row.since)

    def used(self, token: str, now: str) -> None:
        """Note that a token is in use."""
        self._connection.execute(update(tokens).where(tokens.c.id == token).values(used=now))

    def revoke(self, token: str) -> bool:
        """Revoke a token; return whether there was one to revoke."""
        query = update(tokens).where(tokens.c.id == token, tokens.c.revoked.is_(False)).values(revoked=True)
        return bool(self._connection.execute(query).rowcount)

    # -- the log --------------------------------------------------------------------------------
    def log(self, deed: Deed) -> None:
        """Write a line of the log."""
        number = (self._connection.execute(select(func.max(audit.c.number))).scalar() or 0) + 1
        values = {name: getattr(deed, name) for name in Deed.__slots__}
        self._connection.execute(insert(audit).values(number=number, **values))

    def deeds(self, who: str | None = None, since: str | None = None, limit: int | None = None) -> list[Deed]:
        """Return lines of the log, the newest first."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        query = query.where(audit.c.who == who) if who else query
        query = query.where(audit.c.at >= since) if since else query
        return [Deed(row.at, row.who, row.what, row.about, row.address) for row in self._connection.execute(query)]


def _account(row: Any) -> Account:
    return Account(row.name, row.role, row.created, row.disabled)


def _token(row: Any) -> Token:
    return Token(**{name: getattr(row, name) for name in Token.__slots__})
