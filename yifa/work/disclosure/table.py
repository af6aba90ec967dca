"""Table 3 of the yearly report, cell by cell, and the sums that must hold (国办公开办函〔2021〕30号; the form prints them).

Pure: requests go in, cells come out. A request stands in the column of its kind of applicant as it was at receipt. What was
carried over from last year is what last year's signed report says; where the register has come to say something else since, the
sums do not hold, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from yifa.law.text import Bilingual
from yifa.work.disclosure.answers import answers

KINDS: Final = ("person", "enterprise", "research", "charity", "legal", "other")
COLUMNS: Final = (*KINDS, "total")
NEW, CARRIED_IN, HANDLED, CARRIED_OUT = "new", "carried_in", "handled", "carried_out"
ROWS: Final[dict[str, str]] = {
    NEW: "一、本年新收政府信息公开申请数量",
    CARRIED_IN: "二、上年结转政府信息公开申请数量",
    "opened": "三（一）予以公开",
    "partly": "三（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "refused_1": "三（三）不予公开 1.属于国家秘密",
    "refused_2": "三（三）不予公开 2.其他法律行政法规禁止公开",
    "refused_3": "三（三）不予公开 3.危及“三安全一稳定”",
    "refused_4": "三（三）不予公开 4.保护第三方合法权益",
    "refused_5": "三（三）不予公开 5.属于三类内部事务信息",
    "refused_6": "三（三）不予公开 6.属于四类过程性信息",
    "refused_7": "三（三）不予公开 7.属于行政执法案卷",
    "refused_8": "三（三）不予公开 8.属于行政查询事项",
    "unable_1": "三（四）无法提供 1.本机关不掌握相关政府信息",
    "unable_2": "三（四）无法提供 2.没有现成信息需要另行制作",
    "unable_3": "三（四）无法提供 3.补正后申请内容仍不明确",
    "not_handled_1": "三（五）不予处理 1.信访举报投诉类申请",
    "not_handled_2": "三（五）不予处理 2.重复申请",
    "not_handled_3": "三（五）不予处理 3.要求提供公开出版物",
    "not_handled_4": "三（五）不予处理 4.无正当理由大量反复申请",
    "not_handled_5": "三（五）不予处理 5.要求行政机关确认或重新出具已获取信息",
    "other_1": "三（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_2": "三（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_3": "三（六）其他处理 3.其他",
    HANDLED: "三（七）总计",
    CARRIED_OUT: "四、结转下年度继续办理",
}
OUTCOMES: Final = tuple(key for key in ROWS if key not in (NEW, CARRIED_IN, HANDLED, CARRIED_OUT))

Cells: TypeAlias = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A request as the table counts it. answered_on None: not answered yet; received_on: of the request as first received."""

    kind: str
    received_on: date
    answered_on: date | None
    answer_kind: str


def cells(year: int, requests: Iterable[Counted], carried_in: Mapping[str, int] | None = None) -> Cells:
    """The table of a year. carried_in: what last year's signed report carried over, by kind; without one, the register says."""
    made: Cells = {row: dict.fromkeys(COLUMNS, 0) for row in ROWS}

    def count(row: str, kind: str, number: int = 1) -> None:
        made[row][kind] += number
        made[row]["total"] += number

    for one in requests:
        if one.received_on.year > year or (one.answered_on is not None and one.answered_on.year < year):
            continue
        if one.received_on.year == year:
            count(NEW, one.kind)
        elif carried_in is None:
            count(CARRIED_IN, one.kind)
        if one.answered_on is None or one.answered_on.year > year:
            count(CARRIED_OUT, one.kind)
        else:
            count(answers()[one.answer_kind].row, one.kind)
            count(HANDLED, one.kind)
    for kind, number in (carried_in or {}).items():
        if kind in KINDS:
            count(CARRIED_IN, kind, number)
    return made


def as_rows(made: Cells) -> list[dict[str, Any]]:
    """As the step carries them, a row each."""
    return [{"name": name, **made[key]} for key, name in ROWS.items()]


def of_rows(rows: Sequence[Mapping[str, Any]]) -> Cells:
    """The inverse of ``as_rows``."""
    by_name = {str(row.get("name", "")): row for row in rows}
    return {
        key: {column: int(by_name.get(name, {}).get(column) or 0) for column in COLUMNS}
        for key, name in ROWS.items()
    }


def sums_that_fail(made: Cells) -> Iterator[Bilingual]:
    """Every sum of the form that does not hold, with its numbers."""
    for column in COLUMNS:
        cell = {key: row[column] for key, row in made.items()}
        title = _TITLES[column]
        came, went = cell[NEW] + cell[CARRIED_IN], cell[HANDLED] + cell[CARRIED_OUT]
        if came != went:
            yield Bilingual(
                f"“{title.zh}”一列：本年新收{cell[NEW]}加上年结转{cell[CARRIED_IN]}为{came}，"
                f"办结{cell[HANDLED]}加结转下年{cell[CARRIED_OUT]}为{went}，两者应当相等",
                f"Column '{title.en}': received {cell[NEW]} and carried in {cell[CARRIED_IN]} make {came}, "
                f"handled {cell[HANDLED]} and carried over {cell[CARRIED_OUT]} make {went}; they must be equal",
            )
        parts = sum(cell[key] for key in OUTCOMES)
        if parts != cell[HANDLED]:
            yield Bilingual(
                f"“{title.zh}”一列：三（一）至三（六）合计{parts}，三（七）总计为{cell[HANDLED]}，两者应当相等",
                f"Column '{title.en}': rows 3(1) to 3(6) make {parts}, row 3(7) says {cell[HANDLED]}; they must be equal",
            )
    for key, row in made.items():
        parts = sum(row[kind] for kind in KINDS)
        if parts != row["total"]:
            yield Bilingual(
                f"“{ROWS[key]}”一行：各类申请人合计{parts}，总计为{row['total']}，两者应当相等",
                f"Row '{ROWS[key]}': the kinds of applicant make {parts}, the total says {row['total']}; they must be equal",
            )


_TITLES: Final = {
    "person": Bilingual("自然人", "Natural persons"),
    "enterprise": Bilingual("商业企业", "Enterprises"),
    "research": Bilingual("科研机构", "Research institutions"),
    "charity": Bilingual("社会公益组织", "Charities"),
    "legal": Bilingual("法律服务机构", "Legal services"),
    "other": Bilingual("其他", "Other"),
    "total": Bilingual("总计", "Total"),
}
