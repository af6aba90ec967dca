"""Bureaus that do not run Yifa, by the reports that they published: their figures as Yifa reads them, and marked as such.

They stand beside the others and are added up with nobody: what a report states has no records behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from yifa.extraction import CannotRead
from yifa.extraction.read import extract_file
from yifa.figures.indicators import registry
from yifa.law.text import Bilingual
from yifa.reading.indicators import with_indicators
from yifa.reading.kinds import Approx
from yifa.reading.reading import read

_NAMED: Final = re.compile(r"(\d{6})[-_ ]+(.+)")


@dataclass(frozen=True, slots=True)
class PublishedBureau:
    """A bureau by its published reports. code: its files' name. values: what is stated, by indicator and year."""

    code: str
    name: str
    division: str
    values: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)


def read_reports(folder: Path) -> tuple[list[PublishedBureau], list[Bilingual]]:
    """The bureaus whose reports lie in the folder, and a sentence for each file that cannot be read.

    A file is called by the bureau's division code and name, ``510900-遂宁市科学技术局.docx``; reports of several years by one
    bureau lie in a folder called so. Only exact figures that correspond to an indicator are taken; of two that differ, none.
    """
    found: list[PublishedBureau] = []
    problems: list[Bilingual] = []
    for place in sorted(one for one in folder.iterdir() if not one.name.startswith(".")):
        reports = sorted(one for one in place.iterdir() if one.is_file()) if place.is_dir() else [place]
        stated: dict[tuple[str, int], set[Decimal]] = {}
        for path in reports:
            try:
                text = extract_file(path).text
            except (CannotRead, OSError) as problem:
                problems.append(_unreadable(path, problem))
                continue
            for fact in with_indicators(read(text).facts):
                if fact.indicator in registry and fact.year is not None and fact.approx is Approx.EXACT:
                    stated.setdefault((str(fact.indicator), fact.year), set()).add(Decimal(str(fact.value)))
        name = place.name if place.is_dir() else place.stem
        split = _NAMED.fullmatch(name)
        values = {key: next(iter(told)) for key, told in stated.items() if len(told) == 1}
        found.append(PublishedBureau(name, split[2] if split else name, split[1] if split else "", values))
    return found, problems


def _unreadable(path: Path, problem: CannotRead | OSError) -> Bilingual:
    if isinstance(problem, CannotRead):
        return Bilingual(f"{path.name}：{problem.zh}", f"{path.name}: {problem.en}")
    return Bilingual(f"{path.name} 打不开。", f"{path.name} cannot be opened.")
