"""Texts in which nothing is wrong are not blamed, and hardly asked about; a fault put into one of them is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from yifa.reading.faults import Severity, find_faults, grouped
from yifa.reading.reading import read

FOLDER = Path(__file__).parents[2] / "labelled" / "innocent"
TEXTS = sorted(FOLDER.glob("*.txt"))
MOST_QUESTIONS = 10


def test_there_are_many_of_them() -> None:
    assert len(TEXTS) >= 30


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_an_innocent_text_has_no_error_and_few_questions(path: Path) -> None:
    faults = find_faults(read(path.read_text(encoding="utf-8")), with_questions=True)
    assert [one.says.zh for one in faults if one.severity is Severity.ERROR] == []
    assert len(grouped(faults)) <= MOST_QUESTIONS


def test_every_numeral_of_innocent_texts_is_read_whole() -> None:
    unread = [one.span for path in TEXTS for one in read(path.read_text(encoding="utf-8")).unread]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "said", "instead", "rule"),
    [
        ("05-law", "2024年1月22日", "2024年2月30日", "dates/impossible"),
        (
            "05-law",
            "清理现行文件28件，其中继续有效21件",
            "清理现行文件28件，其中继续有效31件",
            "arithmetic/part-exceeds-total",
        ),
        (
            "22-health",
            "其中医疗机构执业登记186件",
            "其中医疗机构执业登记1860件",
            "arithmetic/part-exceeds-total",
        ),
        ("27-law", "由2019年的11名增加到16名", "由11名增加到16名，增长55.5%", "arithmetic/growth"),
        ("05-law", "（五）加强政务公开", "（四）加强政务公开", "ordinals/twice"),
        ("05-law", "强化组织领导", "强化强化组织领导", "wording/doubled"),
        (
            "18-agri",
            "农药、肥料、种子326批次，合格率97.5%",
            "农药326批次，合格300批次，合格率97.5%",
            "arithmetic/ratio",
        ),
        ("08-law", "按时办结率99.97%", "截至目前办结率99.97%", "dates/vague"),
        ("09-law", "扩大科研经费", "己完成扩大科研经费", "wording/wrong-word"),
    ],
)
def test_a_fault_put_into_an_innocent_text_is_found(name: str, said: str, instead: str, rule: str) -> None:
    (path,) = [one for one in TEXTS if one.name.startswith(name)]
    text = path.read_text(encoding="utf-8")
    assert said in text
    found = find_faults(read(text.replace(said, instead)))
    assert rule in {one.rule for one in found}
