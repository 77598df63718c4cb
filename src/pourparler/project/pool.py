"""Reading documents in one process or in several: same order, same readings.

A worker that dies (out of memory, killed) takes no other report with it: the reports it held are read
again one by one in a fresh process, and the one that kills it again becomes a diagnostic.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice

from pourparler.records import Diagnostic, Document, Reading
from pourparler.settings import Settings

Reader = Callable[[Iterable[Document]], Iterator[Reading]]
Loader = Callable[[Settings], Reader]

CHUNK = 4
"""Documents that a worker gets at a time: few, so that the end of a batch keeps all workers busy."""

_reader: Reader | None = None


def load_reader(settings: Settings) -> Reader:
    """Load the tools and return the function that reads documents with them."""
    from pourparler.pipeline import Tools, read_documents

    tools = Tools.load(settings)

    def read(documents: Iterable[Document]) -> Iterator[Reading]:
        return read_documents(documents, tools)

    return read


def read_in_processes(documents: Iterable[Document], settings: Settings, load: Loader) -> Iterator[Reading]:
    """Yield the readings of ``documents`` in their order, made by ``settings.processes`` processes."""
    chunks = _chunks(documents)
    waiting: deque[tuple[list[Document], Future[list[Reading]]]] = deque()
    executor = _executor(settings, load, settings.processes)
    try:
        while True:
            for chunk in islice(chunks, max(0, 2 * settings.processes - len(waiting))):
                waiting.append((chunk, executor.submit(_read_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                readings = future.result()
            except BrokenProcessPool:
                executor.shutdown()
                readings = list(_read_apart(chunk, settings, load))
                executor = _executor(settings, load, settings.processes)
                waiting = deque((held, executor.submit(_read_chunk, held)) for held, _ in waiting)
            yield from readings
    finally:
        executor.shutdown(cancel_futures=True)


def _read_apart(documents: list[Document], settings: Settings, load: Loader) -> Iterator[Reading]:
    executor = _executor(settings, load, 1)
    try:
        for document in documents:
            try:
                yield from executor.submit(_read_chunk, [document]).result()
            except BrokenProcessPool:
                problem = Diagnostic("error", "could not be coded: the process that read it died")
                yield Reading(document, diagnostics=(*document.diagnostics, problem))
                executor.shutdown()
                executor = _executor(settings, load, 1)
    finally:
        executor.shutdown()


def _executor(settings: Settings, load: Loader, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(load, replace(settings, processes=1)),
    )


def _start(load: Loader, settings: Settings) -> None:
    global _reader
    _reader = load(settings)


def _read_chunk(documents: list[Document]) -> list[Reading]:
    assert _reader is not None
    return list(_reader(documents))


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    iterator = iter(documents)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
