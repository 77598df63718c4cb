"""The record for assistants: the tools, their citations, what they say of misuse; asked by the SDK's own client."""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

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

    names = "situation brief search overtures overture events statements actor dyad report"
    tools = alone(run)
    assert {tool.name for tool in tools} == set(names.split())
    assert all(tool.description for tool in tools)
    assert all(tool.annotations.read_only_hint for tool in tools)


def cites_of(answer: Any) -> list[dict[str, Any]]:
    """Return all that an answer cites."""
    if isinstance(answer, list):
        return [cite for part in answer for cite in cites_of(part)]
    if not isinstance(answer, dict):
        return []
    own = answer.get("cite", [])
    inner = [cite for name, part in answer.items() if name != "cite" for cite in cites_of(part)]
    return [*(own if isinstance(own, list) else [own]), *inner]


@pytest.mark.parametrize(
    ("tool", "asked"),
    [
        ("events", {}), ("statements", {}), ("overtures", {}), ("overture", {"id": ""}), ("search", {"words": "talks"}),
        ("actor", {"id": "ada-berg"}), ("actor", {"id": "NOR"}), ("dyad", {"one": "NOR", "other": "SUD"}),
        ("situation", {"since": "2030-01-01"}),
    ],
)  # fmt: skip
def test_every_answer_cites_the_words_it_rests_on(ask, tool, asked):
    if asked.get("id") == "":
        asked = {"id": ask("overtures")[0]["id"]}
    cites = cites_of(ask(tool, **asked))
    assert cites
    for cite in cites:
        report = ask("report", id=cite["report"])
        assert report["text"][cite["start"] : cite["end"]] == cite["words"]


def test_overtures_and_their_story(ask):
    found = ask("overtures")
    assert found
    assert all(one["cite"] for one in found)
    story = ask("overture", id=found[0]["id"])
    assert story["steps"][0]["move"] == "made"
    assert story["steps"][0]["cite"][0]["words"]


def test_brief_says_where_its_footnotes_stand(ask):
    text = ask("brief")
    assert "# The situation" in text
    page, _, places = text.partition("## Where the words stand")
    notes = set(re.findall(r"^\[\^(\w+)\]:", page, re.MULTILINE))
    held = re.findall(r"^- \[\^(\w+)\] report (\w+)(?:, characters (\d+) to (\d+))?$", places, re.MULTILINE)
    assert notes == {mark for mark, *_ in held}
    _, report, start, end = next(found for found in held if found[2])
    assert ask("report", id=report)["text"][int(start) : int(end)]


def test_a_day_hides_what_came_later(ask):
    assert ask("events", as_of="2030-01-01") == []
    assert ask("situation", as_of="2030-01-01")["open"] == []
    assert ask("search", words="talks", as_of="2030-01-01") == []


def test_misuse_is_told(ask):
    with pytest.raises(AssertionError, match="holds no"):
        ask("overture", id="o0000000000")
    with pytest.raises(AssertionError):
        ask("events", since="yesterday")


def test_the_command_serves_standard_input_and_output(record):
    async def run() -> Any:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "pourparler", "mcp", "--record", record], env=dict(os.environ)
        )
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("events", {"limit": 1})

    answer = alone(run)
    assert not answer.is_error
    assert answer.structured_content["result"][0]["cite"]["words"]
