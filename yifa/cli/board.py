"""``yifa board``: the indicators of law-based government, and what a bureau's records prove of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.cli._words import phrase, say
from yifa.law.text import Bilingual, counted

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="法治政府建设指标。 Indicators of law-based government.",
)

BUREAU = Annotated[
    str,
    typer.Argument(metavar="BUREAU", help="机关代码、名称或者名称片段 its code, its name, or a part of it"),
]
YEAR = Annotated[int, typer.Argument(metavar="YEAR", help="年度 the year, such as 2026")]


@app.command()
def check() -> None:
    """检查指标文件。 Check the files of indicators; exit status 1 where one is at fault."""
    _django.setup()
    from yifa.work.boards.editions import editions

    for one in editions().values():
        every = list(one)
        own = [each for each in every if each.concerns == "departments"]
        read = sum(each.verified == "V" for each in every)
        proved = sum(bool(each.needs) for each in own)
        say(
            Bilingual(
                f"{one.title.zh}：{len(every)}项，涉及部门{len(own)}项，读到原文{read}项，"
                f"由记录证明{proved}项。",
                f"{one.title.en}: {counted(len(every), 'indicators')}, {len(own)} for departments, {read} in the official"
                f" wording, {proved} proved by records.",
            )
        )


@app.command()
def show(bureau: BUREAU, year: YEAR) -> None:
    """逐项列出状态，还缺什么、由谁、在什么时候以前。 List each indicator, and what is missing, by whom and until when."""
    _django.setup()
    from yifa.house import find_bureau
    from yifa.law.limits import legal_day
    from yifa.work.boards.editions import edition_for
    from yifa.work.boards.standing import State, standing, totals

    found = standing(edition_for(year), find_bureau(bureau), year, legal_day(datetime.now(UTC)))
    for one in found:
        number = f"{one.asked.number}. " if one.asked.number else ""
        state, says = one.state.words, one.asked.says.words
        typer.echo(phrase(Bilingual(f"[{state.zh}] {number}{says.zh}", f"[{state.en}] {number}{says.en}")))
        for each in one.missing:
            zh = f"    - {each.what.zh} — {each.who.zh}，{each.until}前"
            typer.echo(phrase(Bilingual(zh, f"    - {each.what.en} — {each.who.en}, by {each.until}")))
    counts = totals(found)
    say(
        Bilingual(
            "；".join(f"{state.words.zh}{counts[state]}项" for state in State) + "。",
            "; ".join(f"{state.words.en} {counts[state]}" for state in State) + ".",
        )
    )


@app.command()
def proof(
    bureau: BUREAU,
    year: YEAR,
    key: Annotated[str, typer.Argument(metavar="KEY", help="指标的代码，见 boards/ key of the indicator")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="写入的 zip 文件 the zip file to write")],
    language: Annotated[str, typer.Option(help="zh-hans 或 en")] = "zh-hans",
) -> None:
    """写出一项指标的证明材料：列表、材料、凭证，一个文件。 Write the proof of one indicator as one file."""
    _django.setup()
    from yifa.house import find_bureau
    from yifa.law.limits import legal_day
    from yifa.work.boards.editions import edition_for
    from yifa.work.boards.proof import write
    from yifa.work.boards.standing import State, standing

    now = datetime.now(UTC)
    chosen, edition = find_bureau(bureau), edition_for(year)
    stand = next(
        (one for one in standing(edition, chosen, year, legal_day(now)) if one.asked.key == key), None
    )
    if stand is None or stand.state is State.GOVERNMENT:
        _words.fail(
            Bilingual(
                f"{edition.title.zh}没有涉及部门的指标“{key}”，代码见 boards/{edition.edition}.yaml。",
                f"{edition.title.en} has no indicator {key!r} for departments; see boards/{edition.edition}.yaml.",
            )
        )
    with out.open("wb") as file:
        receipts = write(stand, edition, chosen, year, file, now=now, language=language)
    say(Bilingual(f"{out}：凭证{receipts}份。", f"{out}: {counted(receipts, 'receipts')}."))
