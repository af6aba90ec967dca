"""What a bureau studies and explains although no rule of it is written here: the Constitution, security, the Party's own rules.

``statutes/`` holds the laws that bind procedures. A year's study reaches further; so that nobody types a law's name, these are
picked as well. Names alone: nothing is said about their articles.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from yifa.law.files import DATA, read_model


class _StudiedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    titles: tuple[str, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def studied_titles() -> tuple[str, ...]:
    """Chinese names of what is studied beyond the statutes' own list. Raises FileProblem if the table is broken."""
    return read_model(DATA / "studied.yaml", _StudiedFile).titles
