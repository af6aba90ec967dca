"""Files of indicators: what they say is counted, and what they say wrongly is told with its line, in both languages."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from yifa.cases.registers.register import registry as registers
from yifa.figures.compute import figure
from yifa.figures.indicators import Indicator, PeriodKind, Registry, registry
from yifa.figures.periods import Period
from yifa.figures.tables import files, named, register_tables
from yifa.house.models import Bureau
from yifa.procedure.reading import FileProblems
from yifa.work.suggestions.registers import Suggestion

WORDS = """\
suggestions.tried:
  title: {zh: 建议, en: Suggestions}
  definition: {zh: 本年度的建议, en: Suggestions of the year}
  unit: item
  category: supervision
"""
PLAIN = f"{WORDS}  register: suggestion\n  on: handed_over_on\n"


def read(root: Path, text: str, field: str = "suggestions") -> Registry:
    """The indicators of one file."""
    folder = root / "indicators"
    folder.mkdir(exist_ok=True)
    (folder / f"{field}.yaml").write_text(text, encoding="utf-8")
    known = Registry()
    register_tables(root, known)
    return known


def tried(root: Path, text: str) -> Indicator:
    return read(root, text)["suggestions.tried"]


def enter(bureau: Bureau, number: int, handed: date, **more: object) -> None:
    given = {"kind": "congress_suggestion", "role": "lead", "name": "某建议"} | more
    Suggestion.objects.create(
        bureau=bureau,
        number=str(number),
        handed_over_on=handed,
        log_position=number,
        recorded_on=handed,
        **given,
    )


@pytest.fixture
def rows(bureau: Bureau) -> None:
    """Four suggestions: of 2019, two of 2020 of which one was given back and one answered, and one of 2021."""
    enter(bureau, 1, date(2019, 3, 1))
    enter(bureau, 2, date(2020, 3, 1), returned_on=date(2020, 3, 5), role="joint")
    enter(bureau, 3, date(2020, 4, 1), replied_on=date(2020, 6, 1))
    enter(bureau, 4, date(2021, 3, 1), kind="cppcc_proposal")


def value(bureau: Bureau, indicator: Indicator, year: int = 2020) -> object:
    return figure(indicator, bureau, Period.year(year)).value


@pytest.mark.usefixtures("rows")
class TestCounting:
    def test_a_flow_counts_what_happened_within_the_period(self, bureau: Bureau, tmp_path: Path) -> None:
        found = tried(tmp_path, PLAIN)
        assert [value(bureau, found, year) for year in (2018, 2019, 2020, 2021)] == [0, 1, 2, 1]

    def test_a_stock_stands_until_its_end_has_come(self, bureau: Bureau, tmp_path: Path) -> None:
        text = f"{WORDS}  register: suggestion\n  from: handed_over_on\n  ended: returned_on\n"
        found = tried(tmp_path, text)
        assert found.period_kind is PeriodKind.STOCK
        assert [value(bureau, found, year) for year in (2019, 2020, 2021)] == [1, 2, 3]

    def test_a_last_day_still_counts_and_an_end_does_not(self, bureau: Bureau, tmp_path: Path) -> None:
        enter(bureau, 5, date(2020, 5, 1), returned_on=date(2020, 12, 31))
        until = f"{WORDS}  register: suggestion\n  from: handed_over_on\n  until: returned_on\n"
        assert value(bureau, tried(tmp_path, until)) == 3
        assert value(bureau, tried(tmp_path, until.replace("until:", "ended:"))) == 2

    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            ("{role: lead}", 1),
            ("{role: [lead, joint]}", 2),
            ("{role: {not: lead}}", 1),
            ("{returned_on: unset}", 1),
            ("{returned_on: set}", 1),
            ("{result_class: unset}", 2),
            ("{result_class: set}", 0),
            ("{replied_on: {not_before: handed_over_on}}", 1),
            ("{returned_on: {not_after: handed_over_on}}", 0),
            ("{handed_over_on: 2020-04-01}", 1),
            ("{role: lead, returned_on: set}", 0),
        ],
    )
    def test_a_condition_narrows_the_rows(
        self, bureau: Bureau, tmp_path: Path, where: str, expected: int
    ) -> None:
        assert value(bureau, tried(tmp_path, f"{PLAIN}  where: {where}\n")) == expected

    def test_a_share_is_of_the_rows_that_count(self, bureau: Bureau, tmp_path: Path) -> None:
        text = PLAIN.replace("unit: item", "unit: percent")
        assert value(bureau, tried(tmp_path, f"{text}  share: {{replied_on: set}}\n")) == 50

    def test_parts_take_the_words_of_their_column(self, bureau: Bureau, tmp_path: Path) -> None:
        found = figure(tried(tmp_path, f"{PLAIN}  by: role\n"), bureau, Period.year(2020))
        assert [(part.title.zh, part.value) for part in found.parts] == [("主办", 1), ("协办", 1)]


def test_what_the_rows_cannot_have_is_no_part(tmp_path: Path) -> None:
    """A condition on the column of the parts leaves its values out of them."""
    found = tried(tmp_path, f"{PLAIN}  where: {{role: {{not: joint}}}}\n  by: role\n")
    assert found.parts is not None
    assert list(found.parts.axes[0].titles) == ["lead"]


def test_nothing_in_a_column_is_told_in_the_columns_own_words() -> None:
    parts = registry["contracts.disputes"].parts
    assert parts is not None
    assert parts.title(("",)).zh == "处理中"


@pytest.mark.parametrize(
    ("text", "line", "zh", "en"),
    [
        (PLAIN.replace("suggestion\n", "sugestion\n"), 6, "没有这一登记簿：不认识“sugestion”", "no such register"),
        (PLAIN.replace("handed_over_on", "handed_on"), 7, "没有这一列", "no such column"),
        (PLAIN.replace("handed_over_on", "name"), 7, "“name”不是日期列", "'name' is no column of days"),
        (f"{PLAIN}  where: {{role: leads}}\n", 8, "没有这个值：不认识“leads”，是否为“lead”", "no such value"),
        (f"{PLAIN}  where: {{role: {{not: [leads]}}}}\n", 8, "没有这个值", "no such value"),
        (f"{PLAIN}  where: {{rol: lead}}\n", 8, "没有这一列：不认识“rol”，是否为“role”", "did you mean 'role'"),
        (f"{PLAIN}  where: {{handed_over_on: 三月}}\n", 8, "不能是“三月”", "cannot be"),
        (f"{PLAIN}  where: {{replied_on: {{not_after: role}}}}\n", 8, "不是日期列", "no column of days"),
        (f"{PLAIN}  where: {{role: {{not: lead, over: 1}}}}\n", 8, "只作一种比较", "compared in one way"),
        (f"{PLAIN}  by: name\n", 8, "“name”不是选择项的列", "no column of choices"),
        (f"{PLAIN}  sum: name\n", 8, "不是数字列", "no column of numbers"),
        (f"{PLAIN}  share: {{role: lead}}\n", 4, "占比的单位是 percent", "a share is in percent"),
        (f"{PLAIN}  distinct: number\n  sum: number\n", 9, "只能有一个", "only one of"),
        (f"{PLAIN}  until: returned_on\n", 8, "与 from 同写", "write them with from"),
        (f"{PLAIN}  year: number\n", 8, "写明一个时点", "say one day that counts"),
        (f"{WORDS}  register: suggestion\n", 1, "写明一个时点", "say one day that counts"),
        (f"{PLAIN}  records: made\n", 8, "没有这个查询", "no such query"),
        (PLAIN.replace(", en: Suggestions}", "}"), 2, "缺少英文", "the English is missing"),
        (PLAIN.replace("zh: 建议,", "zh: '',"), 2, "不能为空", "must not be empty"),
        (PLAIN.replace("unit: item", "unit: items"), 4, "是否为“item”", "did you mean 'item'"),
        (PLAIN.replace("  on:", "  onn:"), 7, "不认识“onn”，是否为“on”", "did you mean 'on'"),
        (f"{PLAIN}{PLAIN}", 8, "写了两次", "twice"),
        (PLAIN.replace("suggestions.tried", "Tried"), 1, "写法不对", "malformed"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, zh: str, en: str) -> None:
    with pytest.raises(FileProblems) as refused:
        read(tmp_path, text)
    told = refused.value
    assert [(one.path, one.line) for one in told.problems] == [("indicators/suggestions.yaml", line)], told.zh
    assert zh in told.zh, told.zh
    assert en in told.en, told.en


def test_a_file_is_called_by_a_field_of_work(tmp_path: Path) -> None:
    with pytest.raises(
        FileProblems, match="文件名应为工作领域的名称：不认识“sugestions”，是否为“suggestions”"
    ):
        read(tmp_path, PLAIN, "sugestions")


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileProblems):
        read(tmp_path, PLAIN.replace("unit: item", "unit: x"))
    with pytest.raises(FileProblems) as refused:
        read(tmp_path, PLAIN.replace("suggestion\n", "x\n"), "contracts")
    assert {one.path for one in refused.value.problems} == {
        "indicators/suggestions.yaml",
        "indicators/contracts.yaml",
    }


def test_a_code_stands_in_one_file(tmp_path: Path) -> None:
    read(tmp_path, PLAIN)
    other = PLAIN.replace("register: suggestion", "register: contract").replace("handed_over_on", "signed_on")
    with pytest.raises(FileProblems, match="已经登记过"):
        read(tmp_path, other, "contracts")


def test_every_register_is_called_by_one_name() -> None:
    for label in {key.partition(".")[0] for key in registers}:
        names = [named(one) for one in registers.of_field(label)]
        assert len(set(names)) == len(names)


def test_reading_all_files_takes_no_time_to_speak_of() -> None:
    assert len(files()) >= 14
    begun = time.process_time()
    register_tables(into=Registry())
    assert time.process_time() - begun < 0.3


def test_the_check_says_how_many_there_are() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "yifa"), "--language", "zh", "figures", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"指标{len(registry)}个" in done.stdout
