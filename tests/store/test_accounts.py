"""Accounts, sessions and tokens in SQLite and in PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pourparler.errors import NotFoundError, SettingsError
from pourparler.project.people import People

PASSWORD = "correct horse battery"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2031, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(store, clock) -> People:
    made = People(store, clock)
    made.add("ann", "admin", PASSWORD, "test")
    return made


def test_accounts(people):
    assert people.any()
    people.add("bob", "reader", PASSWORD, "ann")
    people.set_role("bob", "editor", "ann")
    assert [(a.name, a.role) for a in people.accounts()] == [("ann", "admin"), ("bob", "editor")]
    people.remove("bob", "ann")
    assert [a.name for a in people.accounts()] == ["ann"]
    for act in (lambda: people.remove("ann", "ann"), lambda: people.set_disabled("ann", True, "ann")):
        with pytest.raises(SettingsError):
            act()
    with pytest.raises(NotFoundError):
        people.set_role("nobody", "reader", "ann")


def test_sessions_end(people, clock):
    word = people.log_in("ann", PASSWORD)
    assert people.session(word).name == "ann"
    clock.now += timedelta(days=13)
    assert people.session(word) is not None
    clock.now += timedelta(days=2)
    assert people.session(word) is None
    assert people.log_in("ann", "wrong") is None


def test_tokens_end(people, clock):
    word, token = people.new_token("ann", "notebook", "reader", 30, "ann")
    assert people.bearer(word).role == "reader"
    assert people.tokens("ann")[0].used is not None
    clock.now += timedelta(days=31)
    assert people.bearer(word) is None
    people.revoke(token.id, "ann")
    with pytest.raises(NotFoundError):
        people.revoke(token.id, "ann")


def test_removing_an_account_ends_all_of_it(people):
    people.add("bob", "reader", PASSWORD, "ann")
    session, (word, _) = people.log_in("bob", PASSWORD), people.new_token("bob", "x", "reader", 1, "bob")
    people.remove("bob", "ann")
    assert people.session(session) is None
    assert people.bearer(word) is None
    assert people.tokens() == []
    assert [d.what for d in people.deeds(who="bob")] == ["made a token", "logged in"]
