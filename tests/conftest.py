"""What tests share: one reader for all, since loading it takes longer than most tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import postgres
from tawatur.pipeline import Reader
from tawatur.store.store import Store

# A busy machine is no error: what must not take long is held by tests of its own.
settings.register_profile("tawatur", deadline=None)
settings.load_profile("tawatur")


@pytest.fixture(scope="session")
def lexicon_cache(pytestconfig: pytest.Config) -> Path:
    """Return a folder in which the compiled lexicon is kept from run to run."""
    return Path(pytestconfig.cache.mkdir("lexicon"))


@pytest.fixture(scope="session")
def loaded_reader(lexicon_cache: Path) -> Reader:
    """Return a reader over the data of the project."""
    return Reader.load(cache_dir=lexicon_cache)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str | None]:
    """Yield the URL of a PostgreSQL server, None where there is none."""
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the URL of a store that is not there yet, in each kind of database."""
    if request.param == "sqlite":
        yield str(tmp_path / "tawatur.db")
        return
    server = request.getfixturevalue("postgres_server")
    if server is None:
        pytest.skip("no PostgreSQL server programs: install the package postgresql")
    with postgres.database(server, f"t{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Yield an empty store."""
    with Store.open(store_url, create=True) as opened:
        yield opened
