"""Full-text search: words, phrases, beginnings, and whatever else people type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pourparler.store import Filters, Store, View
from tests.builders import TEXT, reading

ABROAD = TEXT + "\n\nThe Sûreté spoke of détente in Zürich. 외교부 대변인. Переговоры в Осло."


@pytest.fixture(scope="module")
def filled(fresh: Callable[[], str]) -> Iterator[Store]:
    with Store(fresh()) as store, store.writer() as writer:
        writer.write(reading(url="https://example.org/a"))
        writer.write(reading(url="https://example.org/b", text=ABROAD, published="2031-04-01"))
        yield store


@pytest.fixture
def view(filled: Store) -> Iterator[View]:
    with filled.view() as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "statements", "reports"),
    [
        ("blockade", 2, 2),
        ("BLOCKADE", 2, 2),
        ("blockade sit", 2, 2),
        ("blockade zebra", 0, 0),
        ('"ends the blockade"', 2, 2),
        ('"blockade the ends"', 0, 0),
        ("apologies", 2, 2),
        ("détente", 0, 1),
        ("Переговоры", 0, 1),
        ("외교부", 0, 1),
    ],
)
def test_words(view: View, words: str, statements: int, reports: int) -> None:
    hits = view.search(words)
    assert [h.kind for h in hits].count("statement") == statements
    assert [h.kind for h in hits].count("report") == reports


ODD = [
    "", " ", '"', '""', '"""', "'", "*", "**", "-", "--", "a-b", "^", "(", ")", "((", "AND", "OR", "NOT", "NEAR(a b)",
    "blockade AND", "NOT blockade", "title:x", "{a}", "a:b", "a^2", "+", "%", "_", "\\", ";", "' OR 1=1 --",
    "x'; DROP TABLE versions; --", '"unclosed phrase', 'a"b', 'nego*"', "*nego", "\u0000", "\x02", "\ud800",
    "漢字", "🤝", "עברית", "&", "|", "!", "<->", ":*", "a & !b", "to_tsquery", "x" * 10_000, "word " * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=[repr(w[:20]) for w in ODD])
def test_odd_queries_never_fail(view: View, words: str) -> None:
    assert isinstance(view.search(words), list)
    assert view.count("reports") == 2


def test_a_star_is_a_beginning(view: View) -> None:
    assert len(view.search("blocka*")) == 4
    assert view.search("ocka*") == []


def test_marks_round_the_words_that_were_found(view: View) -> None:
    assert all("\x02blockade\x03" in hit.excerpt for hit in view.search("blockade"))


def test_search_as_of_a_day(view: View) -> None:
    assert len(view.search("blockade", Filters(as_of="2031-03-31"))) == 2


def test_limits(view: View) -> None:
    whole = view.search("blockade")
    assert len(view.search("blockade", Filters(limit=1))) == 1
    assert view.search("blockade", Filters(limit=2, offset=1)) == whole[1:3]


def test_a_new_version_replaces_the_words_of_the_old_one(store: Store) -> None:
    with store.writer() as writer:
        writer.write(reading(url="https://example.org/a", text=TEXT + "\n\nA zebra was seen."))
        writer.write(reading(url="https://example.org/a", text=TEXT + "\n\nA giraffe was seen."))
    with store.view() as view:
        assert view.search("zebra") == []
        assert len(view.search("giraffe")) == 1
    assert store.check() == []
