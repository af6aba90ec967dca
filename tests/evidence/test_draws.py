"""A draw follows from its list and its seed, whoever works it out; what was changed is found."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yifa.evidence.draws import (
    Candidate,
    DrawRecord,
    Fixed,
    Opened,
    Take,
    digest_of,
    drawn_of,
    mark_of,
    order_of,
    seed_of,
)
from yifa.evidence.faults import DrawError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "draws.md"
NAMES = [f"专家{number:02}" for number in range(1, 13)]


def fixed(**changes: Any) -> Fixed:
    candidates = tuple(
        Candidate(mark_of(name, "盐"), "finance" if place % 4 == 3 else "technical", 1 + place % 3, "")
        for place, name in enumerate(NAMES)
    )
    given = Fixed(
        "评审 专家",
        "public-value",
        "上证综合指数",
        date(2026, 3, 6),
        (Take("technical", 3), Take("finance", 1)),
        candidates,
    )
    return replace(given, **changes)


def told(*, replaced: int = 0) -> DrawRecord:
    """A record with so many replaced."""
    text = fixed().to_text()
    digest = digest_of(text)
    order = order_of(fixed(), seed_of(digest, ["3124.50"]))
    gone: list[str] = []
    for _ in range(replaced):
        gone.append(drawn_of(fixed(), order, gone)[0].mark)
    drawn = tuple(one.mark for one in drawn_of(fixed(), order, gone))
    opened = {
        mark_of(name, "盐"): Opened(name, "盐") for name in NAMES if mark_of(name, "盐") in (*drawn, *gone)
    }
    return DrawRecord(
        "某局",
        "2026-0001",
        "评审专家",
        text,
        digest,
        ("3124.50",),
        tuple((one, "declines") for one in gone),
        drawn,
        opened,
    )


@pytest.mark.parametrize("replaced", [0, 2])
def test_the_ten_lines_of_the_page_draw_the_same(tmp_path: Path, replaced: int, monkeypatch: Any) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in code.splitlines() if line and not line.startswith("import")]) == 10
    (tmp_path / "record.json").write_text(told(replaced=replaced).to_json(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert DrawRecord.from_json((tmp_path / "record.json").read_text(encoding="utf-8")).verify().drawn


def test_a_list_is_read_as_it_was_written() -> None:
    text = fixed().to_text()
    assert Fixed.from_text(text).to_text() == text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "yifa-draw/1\n"}, "改动"),
        ({"values": ("3124.51",)}, "不一致"),
        ({"drawn": ()}, "不一致"),
        ({"replaced": (("0" * 64, "declines"),)}, "没有被抽中"),
        ({"opened": {"0" * 64: Opened("专家01", "盐")}}, "不符"),
    ],
)
def test_what_was_changed_is_found(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DrawError) as found:
        replace(told(), **change).verify()
    assert said in found.value.zh


def test_a_replacement_needs_a_reason() -> None:
    record = told(replaced=1)
    with pytest.raises(DrawError):
        replace(record, replaced=((record.replaced[0][0], " "),)).verify()


def test_nobody_has_two_chances() -> None:
    twice = fixed(candidates=(*fixed().candidates, fixed().candidates[0])).to_text()
    with pytest.raises(DrawError, match="twice"):
        replace(told(), text=twice, digest=digest_of(twice)).verify()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", json.dumps({"v": 1}), told().to_json().replace('"v": 1', '"v": 2')]
)
def test_a_malformed_record_is_refused(text: str) -> None:
    with pytest.raises(DrawError):
        DrawRecord.from_json(text)


def test_whoever_is_excluded_is_never_drawn() -> None:
    out = tuple(replace(one, excluded="same_unit") for one in fixed().candidates[:6])
    listed = fixed(candidates=(*out, *fixed().candidates[6:]))
    marks = {one.mark for one in out}
    for number in range(50):
        assert not marks & {one.mark for one in order_of(listed, seed_of("x", [str(number)]))}


def test_chances_are_in_proportion_to_weights() -> None:
    listed = fixed(candidates=(Candidate("1" * 64, "a", 3), Candidate("2" * 64, "a", 1)))
    first = Counter(order_of(listed, seed_of("x", [str(number)]))[0].mark for number in range(4000))
    assert 2880 <= first["1" * 64] <= 3120
