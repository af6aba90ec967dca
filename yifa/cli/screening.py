"""``yifa screening``: ask about drafts as the rules do, and measure the rules. Needs no database and no Django."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from yifa.cli import _words
from yifa.extraction import CannotRead, Extracted
from yifa.extraction.read import extract
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual, counted
from yifa.screening import Context, Finding, Severity, rule_books, screen
from yifa.screening.labelled import Clause, read_folder
from yifa.screening.scoring import Score, Scores, by_keywords, by_rules, score

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="筛查草案：只提问，不作结论。 Screen drafts: questions, never verdicts.",
)
_COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "cyan"}


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="草案文件 drafts", metavar="FILE…")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 print JSON")] = False,
    on: Annotated[
        str, typer.Option("--on", help="按哪一天的法律 by the law of this day", metavar="YYYY-MM-DD")
    ] = "",
    only: Annotated[str, typer.Option("--only", help="只用 ND 或 FC 规则 only these rules")] = "",
    clause: Annotated[
        bool, typer.Option("--clause", help="不是全文，不问缺什么 a part: what it lacks is not asked")
    ] = False,
) -> None:
    """筛查草案，逐处提出问题。 Screen drafts and ask about each place."""
    try:
        day = date.fromisoformat(on) if on else legal_day(datetime.now(UTC))
    except ValueError:
        _words.fail(
            Bilingual(f"“{on}”不是日期，应写作 2027-01-31", f"{on!r} is not a date; write 2027-01-31")
        )
    if only not in ("", "ND", "FC"):
        _words.fail(Bilingual("--only 只能是 ND 或者 FC", "--only is ND or FC"))
    book = rule_books().only(f"{only}-") if only else rule_books()
    context = Context(is_whole=not clause, on=day)
    shown: list[dict[str, Any]] = []
    for path in files:
        read = _read(path)
        findings = screen(read.text, rules=book, context=context)
        if as_json:
            shown.append({"file": str(path), "findings": [_json(one) for one in findings]})
        else:
            _print(path, read, findings)
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def _read(path: Path) -> Extracted:
    try:
        return extract(path.read_bytes(), path.name)
    except FileNotFoundError:
        _words.fail(
            Bilingual(f"{path}：没有这个文件，请检查路径", f"{path}: there is no such file; check the path")
        )
    except IsADirectoryError:
        _words.fail(Bilingual(f"{path} 是文件夹，不是文件", f"{path} is a folder, not a file"))
    except CannotRead as error:
        _words.fail(Bilingual(f"{path}{error.zh}", f"{path} {error.en}"))


def _json(one: Finding) -> dict[str, Any]:
    def both(text: Bilingual) -> dict[str, str]:
        return {"zh": text.zh, "en": text.en}

    return {
        "rule": one.rule,
        "key": one.key,
        "where": None if one.is_whole else {"start": one.start, "end": one.end},
        "span": one.span,
        "severity": one.severity.value,
        "title": both(one.title),
        "basis": both(one.basis),
        "items": list(one.items),
        "why": both(one.why),
        "detail": both(one.detail),
        "question": both(one.question),
        "suggestion": both(one.suggestion),
    }


def _print(path: Path, read: Extracted, findings: tuple[Finding, ...]) -> None:
    typer.echo(typer.style(str(path), bold=True))
    for note in read.notes:
        _words.say(note)
    for one in findings:
        line = read.text.count("\n", 0, one.start) + 1
        where = _words.phrase(Bilingual("全文", "whole")) if one.is_whole else f"{line}"
        typer.echo(
            f"  {typer.style(one.rule, fg=_COLOURS[one.severity], bold=True)} [{one.severity.value}] {where}: {one.span}"
        )
        for text in (one.detail, one.why, one.question, one.suggestion):
            if text.zh:
                typer.echo(f"      {_words.phrase(text)}".replace("\n", "\n      "))
        typer.echo(f"      {_words.phrase(one.basis)}".replace("\n", "\n      "))
    _words.say(Bilingual(f"  {len(findings)}个问题", f"  {counted(len(findings), 'questions')}"))


@app.command(name="score")
def score_rules(
    folder: Annotated[
        Path, typer.Argument(help="标注条款的文件夹 labelled clauses", metavar="[FOLDER]")
    ] = Path("labelled/screening"),
    *,
    faults: Annotated[
        bool, typer.Option("--faults", help="列出开发集的错漏 list faults of the development set")
    ] = False,
) -> None:
    """在标注条款上评分，并列普通关键词表。 Score the rules on labelled clauses, beside a keyword list."""
    sets = {name: read_folder(folder / name) for name in ("development", "aside") if (folder / name).is_dir()}
    if not sets:
        _words.fail(
            Bilingual(
                f"{folder} 里没有 development 和 aside 文件夹",
                f"{folder} has no folders development and aside",
            )
        )
    for name, clauses in sets.items():
        _table(name, clauses, score(clauses, by_rules()), score(clauses, by_keywords()), faults=faults)


def _table(name: str, clauses: tuple[Clause, ...], rules: Scores, words: Scores, *, faults: bool) -> None:
    innocent = f"{rules.innocent} innocent"
    typer.echo(typer.style(f"{name}: {len(clauses)} clauses, {innocent}", bold=True))
    typer.echo(
        f"{'rule':8}{'precision':>11}{'recall':>9}{'cases':>7}   {'keywords: precision':>20}{'recall':>9}"
    )
    nothing = Score()
    for rule in sorted({*rules.by_rule, *words.by_rule}):
        one, other = rules.by_rule.get(rule, nothing), words.by_rule.get(rule, nothing)
        _row(rule, one, other)
    _row("all", rules.total, words.total)
    typer.echo(
        f"innocent clauses asked about: {rules.innocent_asked} of {rules.innocent}; by keywords {words.innocent_asked}\n"
    )
    # The set put aside is for measuring only: what it holds is not shown to whoever writes rules.
    for clause, wrong, missed in rules.faults if faults and name == "development" else ():
        typer.echo(
            f"  {clause.source}:{clause.line}  +{','.join(sorted(wrong)) or '-'}  -{','.join(sorted(missed)) or '-'}  "
            + clause.text[:60].replace("\n", " ")
        )


def _row(rule: str, one: Score, other: Score) -> None:
    cases = one.right + one.missed
    typer.echo(
        f"{rule:8}{one.precision:>11.2f}{one.recall:>9.2f}{cases:>7}   {other.precision:>20.2f}{other.recall:>9.2f}"
    )
