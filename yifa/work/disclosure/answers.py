"""Kinds of answer to a request: the article, the row of the yearly report, and whether reconsideration comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, RootModel

from yifa.law.files import read_model

_FILE: Final = Path(__file__).parent / "answers.yaml"


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    article: str
    row: str
    remedies: Literal["ordinary", "first"]


class _Answers(RootModel[dict[str, _Answer]]):
    pass


@dataclass(frozen=True, slots=True)
class Answer:
    """A kind of answer. article: of 政府信息公开条例. row: of table 3. first: reconsideration before any suit."""

    key: str
    article: str
    row: str
    first: bool


@cache
def answers() -> Mapping[str, Answer]:
    """Every kind of answer, by key."""
    found = read_model(_FILE, _Answers).root
    return {key: Answer(key, one.article, one.row, one.remedies == "first") for key, one in found.items()}
