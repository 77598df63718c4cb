"""Asking a language model over HTTP, once for each question: answers are kept in a folder by hash."""

from __future__ import annotations

import json
import os
import tempfile
import time
import urllib.error
import urllib.request
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pourparler.coders.language_model.settings import ModelSettings

FATAL = frozenset({400, 401, 403, 404, 405, 413, 422})
"""HTTP states that asking again does not mend."""


class NoAnswer(Exception):
    """Why there is no answer."""


def ask(question: str, settings: ModelSettings) -> str:
    """Return the model's answer to a question: the kept one, else a new one that is kept now.

    Asks again after a failure, waiting half a second, then twice as long each time. Raises NoAnswer.
    """
    kept = settings.cache / f"{_hash(question, settings)}.json"
    try:
        return str(json.loads(kept.read_text(encoding="utf-8"))["answer"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # nothing kept, or a file that was cut short: ask
    answer = _ask_until_answered(question, settings)
    _keep(kept, {"model": settings.model, "answer": answer})
    return answer


def _hash(question: str, settings: ModelSettings) -> str:
    return blake2b("\x1f".join((settings.url, settings.model, question)).encode(), digest_size=16).hexdigest()


def _ask_until_answered(question: str, settings: ModelSettings) -> str:
    wait, reason = 0.5, ""
    for turn in range(settings.retries + 1):
        if turn:
            time.sleep(wait)
            wait *= 2
        try:
            return _answer_of(_post(question, settings))
        except urllib.error.HTTPError as error:
            reason = f"the model answered HTTP {error.code}"
            error.close()
            if error.code in FATAL:
                break
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            reason = f"no answer from the model: {type(error).__name__}: {error}"
    raise NoAnswer(reason)


def _post(question: str, settings: ModelSettings) -> Any:
    body = {
        "model": settings.model,
        "messages": [{"role": "user", "content": question}],
        "temperature": 0,
        "seed": 0,
        "response_format": {"type": "json_object"},
    }
    headers = {"Content-Type": "application/json"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    request = urllib.request.Request(f"{settings.url}/chat/completions", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=settings.timeout or None) as response:
        return json.load(response)


def _answer_of(reply: Any) -> str:
    content = reply["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise TypeError("the answer holds no text")
    return content


def _keep(path: Path, answer: dict[str, str]) -> None:
    """Write the answer whole or not at all; a folder that cannot be written costs a second question only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(answer, stream, ensure_ascii=False)
        os.replace(name, path)
    except OSError:
        return
