from __future__ import annotations

import pytest

from pourparler import language
from pourparler.lexicon import gazetteer as gazetteers


@pytest.fixture(scope="session")
def analyser():
    return language.load()


@pytest.fixture(scope="session")
def gazetteer():
    return gazetteers.load(None)
