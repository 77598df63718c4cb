"""The record for assistants: the tools, their citations, what they say of misuse; asked by the SDK's own client."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from mcp import Client

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.assistant import server
from tests.views.conftest import fake_load


def alone(run: Any) -> Any:
    """Run a coroutine in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, run).result()


@pytest.fixture
def ask(record):
    """Return a function that calls a tool and returns its structured answer, or its text."""

    def call(tool: str, **arguments: Any) -> Any:
        async def run() -> Any:
            with Project(Settings(record=record), load=fake_load) as project:
                async with Client(server(project)) as client:
                    return await client.call_tool(tool, arguments)

        answer = alone(run)
        if answer.is_error:
            raise AssertionError(answer.content[0].text)
        held = answer.structured_content
        return held["result"] if held and set(held) == {"result"} else held

    return call


def test_tools_say_what_they_are_for(record):
    async def run() -> Any:
        with Project(Settings(record=record), load=fake_load) as project:
            async with Client(server(project)) as client:
                return (await client.list_tools()).tools

    tools = alone(run)
    assert {"situation", "search", "overtures", "overture", "events", "statements", "actor", "dyad", "report"} == {
        tool.name for tool in tools
    }
    assert all(tool.description for tool in tools)


def test_rows_cite_the_words_they_rest_on(ask):
    rows = [*ask("events"), *ask("statements"), *({"cite": c} for o in ask("overtures") for c in o["cite"])]
    assert rows
    for row in rows:
        cite = row["cite"]
        report = ask("report", id=cite["report"])
        assert report["text"][cite["start"] : cite["end"]] == cite["words"]


def test_overtures_and_their_story(ask):
    found = ask("overtures")
    assert found
    assert all(one["cite"] for one in found)
    story = ask("overture", id=found[0]["id"])
    assert story["cite"][0]["words"]


def test_situation_is_a_brief_with_footnotes(ask):
    text = ask("situation")
    assert "# The situation" in text
    assert "[^1" in text


def test_search_actor_dyad(ask):
    hits = ask("search", words="talks")
    assert json.dumps(hits)
    assert set(ask("dyad", one="NOR", other="SUD")) == {"months", "overtures"}
    assert ask("actor", id="NOR")


def test_misuse_is_told(ask):
    with pytest.raises(AssertionError, match="holds no"):
        ask("overture", id="o0000000000")
    with pytest.raises(AssertionError):
        ask("events", since="yesterday")
