"""What the files cannot say of published values: each says something, and a revision does not overwrite what it revises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, rows_of
from yifa.work.statistics.registers import ITEMS, SAME, Statistic

_reason: Final = partial(against, "statistics")


@guard("statistics-ledger/record")
def says_something_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a line without a value or with two, of a year to come, or that is there already."""
    rows = rows_of(ctx.answers, "values")
    return tuple(
        reason
        for place, row in enumerate(rows, 1)
        for reason in _against(
            place, row, day_of(ctx.answers.get("released_on")), ctx.answers.get("release_state")
        )
    )


def _against(place: int, row: dict[str, Any], released_on: date | None, state: object) -> Iterator[Reason]:
    words = ITEMS.get(str(row.get("item")), ITEMS["other"])
    if (row.get("amount") is None) == (row.get("value") is None):
        yield _reason(
            "value-or-amount",
            f"第{place}行“{words.zh}”应当填写金额或者数值中的一项",
            f"line {place}, {words.en}: give either an amount or a value",
            "金额以元填写在“金额”，比重、位次、家数填写在“数值”；增速由系统计算",
            "money goes into the amount; shares, ranks and numbers into the value; growth is computed",
        )
    if row.get("item") == "other" and not row.get("item_words"):
        yield _reason(
            "item-unnamed",
            f"第{place}行选了“其他”，没有写明指标名称",
            f"line {place} says “other” and does not name the item",
            "请写明指标名称",
            "name the item",
        )
    year, out_of = row.get("stat_year"), row.get("out_of")
    if released_on is not None and isinstance(year, int) and year > released_on.year:
        yield _reason(
            "year-to-come",
            f"第{place}行的年份{year}晚于公布日期{released_on}",
            f"line {place} is of {year}, after its release on {released_on}",
            "请核对年份和公布日期",
            "check the year and the day of release",
        )
    if isinstance(out_of, int) and row.get("value") is not None and float(row["value"]) > out_of:
        yield _reason(
            "rank-beyond",
            f"第{place}行的位次大于参加排名数{out_of}",
            f"line {place} ranks behind all {out_of} that were ranked",
            "请核对位次和参加排名数",
            "check the rank and among how many it is",
        )
    there = Statistic.objects.filter(**{name: row.get(name) or "" for name in SAME})
    if state in ("flash", "annual") and there.exclude(release_state="flash").exists():
        yield _reason(
            "revision-is-a-row",
            f"第{place}行“{words.zh}”{year}年的数已经登记；原数不覆盖",
            f"line {place}: {words.en} of {year} is entered already, and is not overwritten",
            "统计机关修订的，状态选“修订”，另行登记；登记错的，不予登记后重新登记",
            "enter a revision as such; it stands beside what it revises",
        )
    if state == "revised" and not there.exists():
        yield _reason(
            "nothing-revised",
            f"第{place}行“{words.zh}”{year}年没有原来的数，不是修订",
            f"line {place}: there is no {words.en} of {year} that this could revise",
            "请先登记原数，或者状态选“年报”",
            "enter what it revises first, or enter it as annual",
        )
