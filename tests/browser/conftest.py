"""The desk in Chromium: a record of plain reports, one of attacks, an empty one. Skipped where there is no Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pourparler.project import Project
from pourparler.records import Reading
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from tests import builders
from tests.browser.serving import chromium, serving
from tests.views.conftest import fake_load
from tests.views.desk.attacks import ATTACKS, hostile

HERE = Path(__file__).parent
PATHS = ("/", "/overtures", "/overtures?view=list", "/events", "/statements", "/reports", "/actors", "/search?q=talks",
         "/search", "/track-record", "/quality", "/network", "/network?by=actor", "/map", "/timeline",
         "/dyads/NOR/SUD", "/actors/ada-berg", "/watches", "/brief.html")  # fmt: skip


def pytest_collection_modifyitems(items):
    """Mark everything here, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser):
    """Return a fresh page that fails the test when a script of the package does."""
    context = browser.new_context()
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong, wrong


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Serve a record of two plain reports; tests only look at it."""
    yield from served(tmp_path_factory.mktemp("desk"), [builders.reading(), builders.numbered(7, publisher="Harbour")])


@pytest.fixture
def empty(tmp_path):
    """Serve a record that does not exist yet."""
    yield from served(tmp_path, [])


@pytest.fixture
def own(tmp_path):
    """Serve a record of a plain report that a test may change."""
    yield from served(tmp_path, [builders.reading()])


@pytest.fixture(scope="session")
def besieged(tmp_path_factory):
    """Serve a record of attacks."""
    yield from served(tmp_path_factory.mktemp("siege"), [hostile(i, attack) for i, attack in enumerate(ATTACKS)])


def served(folder: Path, readings: Iterable[Reading]) -> Iterator[str]:
    with Project(Settings(record=str(folder / "record.sqlite")), load=fake_load) as project:
        held = list(readings)
        if held:
            with project._writable.writer() as writer:
                for reading in held:
                    writer.write(reading)
        with serving(create_app(project, user="ann")) as found:
            yield found


def paths_of(page, address: str) -> list[str]:
    """Return every page, with every report and overture of a record."""
    found = list(PATHS)
    for what in ("reports", "overtures"):
        listed = json.loads(page.request.get(f"{address}/api/v1/{what}?limit=500").text())["items"]
        found += [f"/{what}/{one['id']}" for one in listed]
    return found
