"""Whatever the description of the API allows to ask is answered as it says, and never by a fault of the server."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from pourparler.project import Project
from pourparler.records import Reading
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from pourparler.views.desk.safety import LOCAL
from tests import builders

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import checks  # noqa: E402


def load(_settings):
    """Return a reader that finds nothing in any document."""
    return lambda documents: (Reading(document, diagnostics=document.diagnostics) for document in documents)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """Return the description of the API of a small record."""
    record = str(tmp_path_factory.mktemp("openapi") / "record.sqlite")
    with Project(Settings(record=record), load=load) as project:
        with project._writable.writer() as writer:
            writer.write(builders.reading())
            writer.write(builders.numbered(3))
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(project, hosts=(*LOCAL, "testserver")))


@pytest.fixture(scope="module")
def checked():
    """Return what is held against the description."""
    return [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]


def within(examples: int) -> settings:
    """Return how examples are made: so many, the same ones every time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def test_what_the_description_forbids_is_no_fault_of_the_server_either(described):
    for found in described.get_all_operations():

        @within(10)
        @given(case=found.ok().as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        def ask(case):
            case.validate_response(case.call(), checks=[checks.not_a_server_error])

        with contextlib.suppress(Unsatisfiable):  # nothing can be wrong about what takes nothing
            ask()


def test_every_answer_is_as_described(described, checked):
    asked = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @within(50)
        @given(case=operation.as_strategy())
        def ask(case):
            case.validate_response(case.call(), checks=checked)

        ask()
        asked.add(operation.label)
    assert {"GET /api/v1/events", "POST /api/v1/reports", "GET /api/v1/overtures/{item}"} <= asked
