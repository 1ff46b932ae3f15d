"""What tests share: one reader for all, since loading it takes longer than most tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.pipeline import Reader


@pytest.fixture(scope="session")
def lexicon_cache(pytestconfig: pytest.Config) -> Path:
    """Return a folder in which the compiled lexicon is kept from run to run."""
    return Path(pytestconfig.cache.mkdir("lexicon"))


@pytest.fixture(scope="session")
def loaded_reader(lexicon_cache: Path) -> Reader:
    """Return a reader over the data of the project."""
    return Reader.load(cache_dir=lexicon_cache)
