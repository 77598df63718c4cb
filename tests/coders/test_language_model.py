"""The coder that asks a language model, against a server that the test starts on this machine."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pourparler.coders import CodingContext, select
from pourparler.coders.language_model import LanguageModelCoder, passages, template
from pourparler.coders.language_model.settings import ModelSettings
from pourparler.errors import SettingsError
from pourparler.records import Analysis, Span, Time

TEXT = 'Iceland offered to host talks between\nthe rebels and Mali. "We are ready," its minister said.'
EVENT = {
    "force": "offer",
    "act": "CONSULT",
    "mode": None,
    "actors": ["Iceland"],
    "recipients": ["the rebels", "Mali"],
    "anchor": "talks",
    "evidence": "Iceland offered to host talks between the rebels and Mali.",
}
STATEMENT = {
    "kind": "direct",
    "speaker": "its minister",
    "cue": "said",
    "content": '"We are ready,"',
    "evidence": '"We are ready," its minister said.',
}
GOOD = {"statements": [STATEMENT], "events": [EVENT]}


def analysis(text):
    words = text.split()
    n = len(words)
    starts, place = [], 0
    for word in words:
        place = text.index(word, place)
        starts.append(place)
        place += len(word)
    ends = tuple(s + len(w) for s, w in zip(starts, words, strict=True))
    zeros, same, lemmas = (0,) * n, tuple(words), tuple(word.strip(",.s") for word in words)
    return Analysis(
        text,
        same,
        lemmas,
        same,
        same,
        same,
        tuple(range(n)),
        tuple(starts),
        ends,
        ((0, n),),
        ((0, n),),
        (),
        (),
        ((),) * n,
        zeros,
        zeros,
        (-1,) * n,
    )


CONTEXT = CodingContext(analysis(TEXT), (), (), "r1")


class Model:
    """A server that answers with what it is told to, and remembers what it was asked."""

    def __init__(self):
        self.answers, self.asked = [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, dict(self.headers), body))
                status, content = outer.answers.pop(0) if outer.answers else (200, GOOD)
                text = content if isinstance(content, str) else json.dumps(content)
                reply = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def model():
    made = Model()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def coder(model, tmp_path, monkeypatch):
    monkeypatch.setattr("pourparler.coders.language_model.client.time.sleep", lambda _: None)
    return LanguageModelCoder(ModelSettings(model.url, "small-1", tmp_path / "answers", "secret", 5, 2))


def test_rows_quote_the_text(coder, model):
    found = coder.code(CONTEXT)
    (event,), (statement,) = found.events, found.statements
    assert (event.force, event.act) == ("offer", "CONSULT")
    assert [p.name for p in event.recipients] == ["the rebels", "Mali"]
    for span in (event.evidence, event.anchor, event.actors[0].span, *statement.content, statement.cue):
        assert TEXT[span.start : span.end] == span.text
    assert event.evidence.text == "Iceland offered to host talks between\nthe rebels and Mali."
    assert statement.speaker.name == "its minister"
    assert (event.coding.coder, event.coding.version) == (
        "language-model",
        f"template {template()[0]}, small-1",
    )
    path, headers, body = model.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"]) == ("small-1", 0)
    assert TEXT in body["messages"][0]["content"]
    assert "secret" not in repr(coder)


def test_date_and_condition_stand_in_the_text(coder, model):
    text = "If Mali agrees, Iceland will host talks on Monday."
    row = {
        **EVENT,
        "recipients": ["Mali"],
        "anchor": "talks",
        "evidence": text,
        "condition": "If Mali agrees",
    }
    model.answers = [(200, {"events": [row, row | {"condition": "if it rains"}]})]
    monday = Time(Span(43, 49, "Monday"), (8, 9), "2025-11-03", "day")
    found = coder.code(CodingContext(analysis(text), (), (monday,), "r1"))
    (event,) = found.events
    assert (event.date, event.condition.span.text) == ("2025-11-03", "If Mali agrees")
    assert "does not stand" in found.diagnostics[0].message


def test_answers_are_kept(coder, model):
    first = coder.code(CONTEXT)
    assert coder.code(CONTEXT) == first
    assert len(model.asked) == 1
    (kept,) = coder.settings.cache.iterdir()
    kept.write_text("{ cut sh")
    assert coder.code(CONTEXT) == first
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"evidence": "Iceland volunteered to host talks"}, "does not stand in the passage"),
        ({"anchor": "minister"}, "does not stand in the evidence"),
        ({"actors": ["Norway"]}, "does not stand in the passage"),
        ({"actors": ["Ice"]}, "does not stand in the passage"),
        ({"actors": [], "recipients": None}, "neither actor nor recipient"),
        ({"force": "wish"}, "force 'wish' does not exist"),
        ({"act": "JUGGLE"}, "act 'JUGGLE' does not exist"),
        ({"mode": "aerial"}, "mode 'aerial' does not exist"),
        ({"actors": "Iceland"}, "is no list"),
        ({"evidence": None}, "are no words"),
    ],
)
def test_rows_that_the_text_does_not_bear_out_are_dropped(coder, model, row, reason):
    model.answers = [(200, {"events": [EVENT | row, EVENT], "statements": []})]
    found = coder.code(CONTEXT)
    assert len(found.events) == 1
    (told,) = found.diagnostics
    assert reason in told.message


@pytest.mark.parametrize(
    "answer",
    ["I am sorry", "[1, 2]", '{"events": 3}', '{"events": [3]}', '{"statements": [{"kind": "song"}]}'],
)
def test_a_malformed_answer_is_a_diagnostic(coder, model, answer):
    model.answers = [(200, answer)]
    found = coder.code(CONTEXT)
    assert not found.events
    assert not found.statements
    assert len(found.diagnostics) == 1


def test_a_fence_around_the_answer_is_taken_off(coder, model):
    model.answers = [(200, f"Here you are:\n```json\n{json.dumps(GOOD)}\n```")]
    assert len(coder.code(CONTEXT).events) == 1


def test_asks_again_then_gives_up(coder, model):
    model.answers = [(500, ""), (503, ""), (200, GOOD)]
    assert len(coder.code(CONTEXT).events) == 1
    assert len(model.asked) == 3
    model.answers = [(401, ""), (200, GOOD)]
    for kept in coder.settings.cache.iterdir():
        kept.unlink()
    found = coder.code(CONTEXT)
    assert len(model.asked) == 4
    assert "HTTP 401" in found.diagnostics[0].message


def test_nobody_answers(tmp_path):
    coder = LanguageModelCoder(ModelSettings("http://127.0.0.1:9/v1", "none", tmp_path, timeout=0.2, retries=0))
    (told,) = coder.code(CONTEXT).diagnostics
    assert told.level == "error"
    assert "no answer" in told.message


def test_chosen_by_name_and_set_by_environment(monkeypatch, model, tmp_path):
    for name in ("URL", "MODEL", "KEY", "CACHE", "TIMEOUT", "RETRIES"):
        monkeypatch.delenv(f"POURPARLER_LM_{name}", raising=False)
    with pytest.raises(SettingsError, match="POURPARLER_LM_URL and POURPARLER_LM_MODEL"):
        select(["language-model"])
    monkeypatch.setenv("POURPARLER_LM_URL", model.url + "/")
    monkeypatch.setenv("POURPARLER_LM_MODEL", "small-1")
    monkeypatch.setenv("POURPARLER_LM_CACHE", str(tmp_path))
    (coder,) = select(["language-model"])
    (event,) = coder.code(CONTEXT).events
    assert (event.codes.plover, event.codes.cameo) == ("AGREE", "036")
    assert event.contexts == ("military", "diplomatic")
    monkeypatch.setenv("POURPARLER_LM_TIMEOUT", "soon")
    with pytest.raises(SettingsError, match="must be a number"):
        select(["language-model"])
    monkeypatch.setenv("POURPARLER_LM_URL", "file:///etc")
    with pytest.raises(SettingsError, match="http"):
        select(["language-model"])


def test_long_reports_are_asked_about_in_passages():
    text = "\n\n".join(f"Paragraph {n} " + "word " * 300 for n in range(10))
    whole = analysis(text)
    size = len(whole) // 10
    parted = replace(whole, paragraphs=tuple((n * size, (n + 1) * size) for n in range(10)))
    found = list(passages(CodingContext(parted, (), (), "r1")))
    assert len(found) == 4
    assert all(p.end - p.start <= 6000 for p in found)
    assert found[0].start == 0
    assert found[-1].end == whole.ends[-1]
