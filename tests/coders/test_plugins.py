"""Coders of other packages: installed, seen, chosen, broken."""

import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from pourparler.coders import BUILT_IN, CodingContext, Findings, Guarded, available, select
from pourparler.errors import SettingsError
from pourparler.lexicon.codes import NO_CODES
from pourparler.records import Analysis, Coding, Event, Party, Span

EMPTY = Analysis("Quiet.", *((),) * 17)
CONTEXT = CodingContext(EMPTY, (), (), "r1")

PLUGIN = '''
"""A coder of somebody else: one file."""

from pourparler.coders import CodingContext, Findings
from pourparler.records import Coding, Itinerary, Party


class Wanderer:
    name = "wanderer"
    version = "0.3"

    def code(self, context: CodingContext) -> Findings:
        assert context.text
        coding = Coding(self.name, self.version, "none")
        return Findings(itineraries=(Itinerary(Party("Nobody"), (), coding),))


class Stumbler(Wanderer):
    name = "stumbler"

    def code(self, context):
        raise RuntimeError("fell")


class Mute(Wanderer):
    name = "mute"

    def code(self, context):
        return None


READY = Wanderer()
NOT_A_CODER = 7
'''

PYPROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "pourparler-wanderer"
version = "0.3"

[project.entry-points."pourparler.coders"]
wanderer = "wanderer:Wanderer"
ready = "wanderer:READY"
stumbler = "wanderer:Stumbler"
mute = "wanderer:Mute"
nothing = "wanderer:NOT_A_CODER"
gone = "no_such_module:Coder"
events = "wanderer:Wanderer"

[tool.setuptools]
py-modules = ["wanderer"]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the sample package and lay it out as an installer would, in a folder of its own."""
    source, target = tmp_path_factory.mktemp("plugin"), tmp_path_factory.mktemp("site")
    (source / "pyproject.toml").write_text(PYPROJECT)
    (source / "wanderer.py").write_text(textwrap.dedent(PLUGIN))
    setup = "from setuptools import setup; setup()"
    for command in (["egg_info", "--egg-base", str(target)], ["build_py", "--build-lib", str(target)]):
        subprocess.run([sys.executable, "-c", setup, "-q", *command], cwd=source, check=True, capture_output=True)
    return target


@pytest.fixture
def installed(site, monkeypatch):
    monkeypatch.syspath_prepend(str(site))
    yield
    sys.modules.pop("wanderer", None)


def test_the_tuple_is_visible_and_every_line_of_it_loads():
    assert [name for name, _ in BUILT_IN] == ["statements", "events", "itineraries", "language-model"]
    assert available()[:4] == ("statements", "events", "itineraries", "language-model")
    for coder in select(["statements", "events", "itineraries"]):
        assert coder.version


def test_our_own_run_in_order_whatever_the_order_of_names():
    assert [c.name for c in select(["events", "statements", "events"])] == ["statements", "events"]
    assert select([]) == ()


def test_an_unknown_name_is_told_with_those_that_exist():
    with pytest.raises(SettingsError, match=r"no coder named oracle; there are: statements, events"):
        select(["statements", "oracle"])


@pytest.mark.usefixtures("installed")
def test_an_installed_coder_is_seen_and_chosen():
    assert "wanderer" in available()
    coders = select(["wanderer", "statements", "ready"])
    assert [c.name for c in coders] == ["statements", "wanderer", "wanderer"]
    found = coders[1].code(CONTEXT)
    assert found.itineraries[0].coding.coder == "wanderer"
    assert coders[1].version == "0.3"


@pytest.mark.usefixtures("installed")
def test_our_names_are_ours():
    (coder,) = select(["events"])
    assert coder.version != "0.3"
    assert available().count("events") == 1


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("stumbler", "RuntimeError: fell"),
        ("mute", "gave back NoneType"),
        ("nothing", "cannot be loaded"),
        ("gone", "ModuleNotFoundError"),
    ],
)
def test_a_broken_coder_is_a_diagnostic_of_every_report(name, reason):
    (coder,) = select([name])
    found = coder.code(CONTEXT)
    (told,) = found.diagnostics
    assert told.level == "error"
    assert reason in told.message
    assert found == Findings(diagnostics=(told,))


class Echo:
    """A coder that gives back what it was made with."""

    name = "echo"
    version = "1"

    def __init__(self, *events):
        self.events = events

    def code(self, context):
        return Findings(events=self.events)


@pytest.mark.parametrize(
    ("changes", "plover", "cameo", "contexts"),
    [
        ({}, "AID", "072", ("military",)),
        ({"act": "SANCTION", "evidence": Span(0, 4, "Oslo")}, "SANCTION", "160", ("military",)),
        ({"force": "refuse"}, "REJECT", "1222", ("military",)),
        ({"negated": True}, None, None, ("military",)),
        ({"contexts": ("health",)}, "AID", "073", ("health",)),
        ({"codes": NO_CODES}, None, None, ()),
    ],
)
def test_events_leave_with_codes_and_contexts(changes, plover, cameo, contexts):
    words = ("Oslo", "sends", "tanks", ".")
    starts, ends = (0, 5, 11, 16), (4, 10, 16, 17)
    lemmas = ("Oslo", "send", "tank", ".")
    columns = (words, lemmas, *((("",) * 4,) * 3), (1, 1, 1, 1), starts, ends, ((0, 4),), ((0, 4),), (), ())
    analysis = Analysis("Oslo sends tanks.", *columns, ((),) * 4, (0,) * 4, (0,) * 4, (-1,) * 4)
    whole = Span(0, 17, "Oslo sends tanks.")
    event = Event("e1", "did", "AID", None, (Party("Oslo"),), (), whole, whole, 1.0, Coding("echo", "1", ""))
    coder = Guarded(Echo(replace(event, **changes)))
    (found,) = coder.code(CodingContext(analysis, (), (), "r1")).events
    assert (found.codes.plover, found.codes.cameo, found.contexts) == (plover, cameo, contexts)


def test_each_coder_sees_what_those_before_it_found():
    context = CONTEXT.with_findings(Findings(diagnostics=()))
    assert isinstance(context, CodingContext)
    assert context.statements == ()
