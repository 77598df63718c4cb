"""The desk over a record of two small reports, without a network and without a language model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from pourparler.views.desk.safety import TOKEN
from tests.views.conftest import fake_load


def desk_of(record: str) -> Iterator[TestClient]:
    """Give a client of the desk of a record."""
    with Project(Settings(record=record), load=fake_load) as project:
        app = create_app(project, user="ann")
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=True) as client:
            yield client


@pytest.fixture
def desk(record) -> Iterator[TestClient]:
    """Return a client of the desk."""
    yield from desk_of(record)


@pytest.fixture
def empty(tmp_path) -> Iterator[TestClient]:
    """Return a client of a desk whose record does not exist yet."""
    yield from desk_of(str(tmp_path / "new.sqlite"))


@pytest.fixture
def send(desk):
    """Return a function that sends a form as a browser would, with the word of its cookie."""

    def post(path: str, **values: object):
        desk.get("/overtures")
        return desk.post(path, data={"form": desk.cookies[TOKEN], **values}, follow_redirects=False)

    return post
