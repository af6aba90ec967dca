"""Fixtures of tests of cases; see ``cast`` for the people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.cases.cast import FILES, World, make_bureaus, people
from tests.reading_here import reading_here as reading_here
from yifa.cases.library import using_library
from yifa.house.tenancy import using_bureau
from yifa.procedure.library import Library, load_library


@pytest.fixture(scope="session")
def permit_library() -> Library:
    return load_library(FILES)


@pytest.fixture
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """Keys and files of the test, thrown away after it."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def world(db: None, home: Path, permit_library: Library) -> Iterator[World]:
    bureau, other = make_bureaus()
    with using_library(permit_library), using_bureau(bureau):
        made = people(bureau)
        made.other = other
        yield made


@pytest.fixture
def committed_world(transactional_db: None, home: Path, permit_library: Library) -> Iterator[World]:
    """The same, where acts commit: for other connections, threads and crashes."""
    bureau, other = make_bureaus()
    with using_library(permit_library), using_bureau(bureau):
        made = people(bureau)
        made.other = other
        yield made
