"""``yifa report``: builds a bureau's annual report, tells what it still lacks, and reads published ones (``_reading``)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yifa.cli import _django, _reading, _words
from yifa.cli._words import phrase, say
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau
    from yifa.report.coverage import Stated

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="年度法治政府建设报告。 The annual report on law-based government.",
)

_reading.add_to(app)

BUREAU = Annotated[
    str,
    typer.Argument(
        metavar="BUREAU",
        help="机关代码、名称，或只指一个机关的名称片段 its code, its name, or a part that names one bureau",
    ),
]
YEAR = Annotated[int, typer.Argument(metavar="YEAR", help="报告年度 the year reported, such as 2020")]


@app.command()
def build(
    bureau: BUREAU,
    year: YEAR,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="输出文件夹 folder to write to")],
    outline: Annotated[
        str, typer.Option(help="提纲（首次编制时；换提纲用 outline） outline, when the report is begun")
    ] = "",
    dated: Annotated[
        str, typer.Option("--date", metavar="YYYY-MM-DD", help="成文日期 date under the signature")
    ] = "",
) -> None:
    """编制报告：网页、docx、PDF 和 figures.json。 Write the report as a page, docx and PDF, and its figures."""
    _django.setup()
    from yifa.report import papers

    dated_on = _day(dated)
    made = papers.build(
        _bureau(bureau), year, out, now=datetime.now(UTC), outline_key=outline, dated_on=dated_on
    )
    for path in made:
        typer.echo(str(path))


@app.command()
def outline(
    bureau: BUREAU,
    year: YEAR,
    key: Annotated[str, typer.Argument(metavar="OUTLINE", help="提纲的名称 key of the outline")],
) -> None:
    """换提纲：已写的文字按段落保留。 Change the outline of a draft; what was written stays with its passage."""
    _django.setup()
    from yifa.house.tenancy import using_bureau
    from yifa.report import drafting
    from yifa.report.models import Report

    chosen = _bureau(bureau)
    with using_bureau(chosen):
        report = Report.objects.select_related("bureau").filter(year=year).first()
        if report is None:
            _words.fail(
                Bilingual(
                    f"{chosen.name}还没有开始{year}年度报告，请先运行 yifa report build。",
                    f"{chosen.title.en} has begun no report on {year}; run yifa report build first.",
                )
            )
        changed = drafting.change_outline(report, key, now=datetime.now(UTC))
    say(
        Bilingual(
            f"《{changed.title}》改按提纲“{key}”编制。",
            f"“{changed.title}” goes on by the outline {key!r}.",
        )
    )


@app.command()
def missing(bureau: BUREAU, year: YEAR) -> None:
    """列出报告还缺什么。 List what the report still lacks."""
    _django.setup()
    from yifa.house.tenancy import using_bureau
    from yifa.report.drafting import begin
    from yifa.report.papers import open_report
    from yifa.report.unsettled import flags
    from yifa.report.unsettled import missing as lacking

    chosen = _bureau(bureau)
    with using_bureau(chosen):
        opened = open_report(begin(chosen, year, now=datetime.now(UTC)))
        found = lacking(opened.outline, opened.passages, opened.setting)
        numbers = flags(opened.passages, opened.report.ties.all())
    for each in found:
        text = Bilingual(
            zh=f"{each.place.zh}：{each.title.zh}（{each.code}）。{each.remedy.zh}"
            if each.code
            else f"{each.place.zh}：{each.title.zh}。{each.remedy.zh}",
            en=f"{each.place.en}: {each.title.en}. {each.remedy.en}",
        )
        typer.echo(f"{'!' if each.stops_freezing else '-'} {phrase(text)}")
    for flag in numbers:
        if flag.is_open:
            typer.echo(f"! {phrase(flag.sentence)}")
    if not found and not any(flag.is_open for flag in numbers):
        say(Bilingual(zh="没有缺项。", en="Nothing is missing."))


@app.command()
def sentences(bureau: BUREAU, year: YEAR) -> None:
    """逐句列出报告依据什么：数据、来源、机关的陈述。 List each sentence of the report with what it rests on."""
    _django.setup()
    from yifa.house.tenancy import using_bureau
    from yifa.report.basis import told_with_basis
    from yifa.report.drafting import begin
    from yifa.report.papers import open_report

    chosen = _bureau(bureau)
    bare = 0
    with using_bureau(chosen):
        opened = open_report(begin(chosen, year, now=datetime.now(UTC)))
        for one in told_with_basis(opened):
            bare += not one.is_founded
            typer.echo(f"{'✓' if one.is_founded else '✗'} {one.text}\n    {phrase(one.basis)}")
    if bare:
        say(
            Bilingual(
                f"有{bare}句没有记录、来源或者署名的确认。",
                f"{bare} sentences rest on no record, source or confirmation.",
            )
        )
        raise typer.Exit(1)


@app.command()
def published(
    bureau: BUREAU,
    year: YEAR,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="已公布的报告 the published report", exists=True, dir_okay=False),
    ],
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="JSON",
            help="人工标注的数据（不给则由系统读取） its figures as labelled by hand; read by Yifa without it",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """与已公布的报告逐项对照：由记录再现哪些。 Which figures and titles of a published report stand in records."""
    _django.setup()
    from yifa.extraction.read import extract
    from yifa.house.tenancy import using_bureau
    from yifa.report.coverage import titles_again, told_again
    from yifa.report.drafting import begin
    from yifa.report.papers import open_report

    text = extract(file.read_bytes(), file.name).text
    stated = _labelled(labels) if labels is not None else _read(text)
    chosen = _bureau(bureau)
    with using_bureau(chosen):
        opened = open_report(begin(chosen, year, now=datetime.now(UTC)))
        found = told_again(stated, opened)
        titles = titles_again(text, opened)
    for one in found:
        beside = "" if one.told is None else f"  ← {phrase(one.told)} ({one.code})"
        typer.echo(f"{'✗' if one.told is None else '✓'} {one.stated.span}  {one.stated.subject}{beside}")
    for title, is_told in titles:
        typer.echo(f"{'✓' if is_told else '✗'} 《{title}》")
    again, named = sum(one.told is not None for one in found), sum(is_told for _title, is_told in titles)
    say(
        Bilingual(
            f"数据{len(found)}个，由记录再现{again}个；书名号中的名称{len(titles)}个，写到{named}个。",
            f"Of {len(found)} figures records tell {again}; of {len(titles)} titles {named} stand in the report.",
        )
    )


def _labelled(path: Path) -> list[Stated]:
    from yifa.report.coverage import Stated

    return [
        Stated(
            one["span"],
            Decimal(str(one["value"])),
            one["unit"],
            one["category"],
            one["subject"],
            one["approx"] == "more_than",
            one["year"],
        )
        for one in json.loads(path.read_text(encoding="utf-8"))["facts"]
    ]


def _read(text: str) -> list[Stated]:
    from yifa.reading.kinds import Approx
    from yifa.reading.reading import read
    from yifa.report.coverage import Stated

    return [
        Stated(
            one.span,
            Decimal(str(one.value)),
            one.unit.value,
            one.category.value,
            one.subject,
            one.approx is Approx.MORE_THAN,
            one.year,
        )
        for one in read(text).facts
    ]


@app.command()
def indicators(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写入文件 write to a file")
    ] = None,
) -> None:
    """指标目录（Markdown）。 The catalogue of indicators, as Markdown."""
    _django.setup()
    from yifa.figures.catalogue import reference

    text = reference()
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def _bureau(name: str) -> Bureau:
    from yifa.house import find_bureau

    return find_bureau(name)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = Bilingual(
            zh=f"“{text}”不是日期，应写作 2021-01-22。", en=f"{text!r} is not a date; write it as 2021-01-22."
        )
        raise typer.BadParameter(phrase(sentence)) from None
