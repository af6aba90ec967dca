"""``yifa procedures``: check, draw, list and exchange the files of procedures and statutes. Needs no database and no Django."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _words
from yifa.law.text import Bilingual
from yifa.procedure import exchange, picture
from yifa.procedure.checker import Fault, Soundness, check
from yifa.procedure.checker.faults import walk_text
from yifa.procedure.files import open_file, versions_beside
from yifa.procedure.library import files_root, load_library, yaml_in
from yifa.procedure.model import Procedure, Statute
from yifa.procedure.reading import FileProblems

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="程序和法规的文件：检查、画图、清单、交换。 Files of procedures and statutes: check, draw, list, exchange.",
)

_File = Annotated[Path, typer.Argument(help="程序文件 a procedure file", metavar="FILE")]
_Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="写入文件，不写则输出 write to a file, else print")
]


class Format(StrEnum):
    """Formats of ``export``."""

    DCR = "dcr"
    BPMN = "bpmn"


@app.command(name="check")
def check_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="程序或法规文件，不写则全部 files, or all", metavar="[FILE...]", show_default=False
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 print JSON")] = False,
    states: Annotated[
        int, typer.Option("--states", min=1, help="最多检查多少个状态 most states to look at")
    ] = 200_000,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只输出有问题的 only what is at fault")
    ] = False,
) -> None:
    """检查程序和法规；有错误时退出码为 1。 Check procedures and statutes; exit status 1 where one is unsound."""
    results = [_checked(path, states) for path in files] if files else _checked_library(states)
    sound = all(result["sound"] for result in results)
    if as_json:
        shown = [{key: value for key, value in result.items() if key != "_soundness"} for result in results]
        typer.echo(json.dumps({"sound": sound, "files": shown}, ensure_ascii=False, indent=2))
    else:
        for result in results:
            if not (quiet and result["sound"]):
                _print(result)
        faulty = sum(1 for result in results if not result["sound"])
        _words.say(
            Bilingual(
                f"共{len(results)}个文件，" + (f"{faulty}个有错误。" if faulty else "全部可靠。"),
                f"{len(results)} file(s): " + (f"{faulty} at fault." if faulty else "all sound."),
            )
        )
    if not sound:
        raise typer.Exit(1)


def _checked(path: Path, states: int) -> dict[str, object]:
    try:
        opened = open_file(path)
    except FileProblems as problems:
        return _unreadable(str(path), problems)
    if isinstance(opened, Statute):
        return _statute_result(str(path), opened)
    return _procedure_result(str(path), check(opened, versions_beside(opened, path), most_states=states))


def _checked_library(states: int) -> list[dict[str, object]]:
    root = files_root()
    try:
        library = load_library(root)
    except FileProblems as problems:
        broken = {problem.path for problem in problems.problems}
        results = [
            _unreadable(name, FileProblems(item for item in problems.problems if item.path == name))
            for name in sorted(broken)
        ]
        rest = [path for path in yaml_in(root / "procedures") if str(path.relative_to(root)) not in broken]
        return results + [_checked(path, states) for path in rest]
    results = [_statute_result(statute.source.path, statute) for statute in library.statutes.values()]
    for procedure in library:
        results.append(
            _procedure_result(procedure.source.path, check(procedure, library, most_states=states))
        )
    return results


def _unreadable(path: str, problems: FileProblems) -> dict[str, object]:
    listed = [
        {
            "file": item.path,
            "line": item.line or None,
            "column": item.column or None,
            "zh": item.zh,
            "en": item.en,
        }
        for item in problems.problems
    ]
    return {"file": path, "kind": None, "sound": False, "problems": listed}


def _statute_result(path: str, statute: Statute) -> dict[str, object]:
    return {
        "file": path,
        "kind": "statute",
        "key": statute.key,
        "title": {"zh": statute.title.zh, "en": statute.title.en},
        "rules": len(statute.rules),
        "sound": True,
        "problems": [],
    }


def _procedure_result(path: str, soundness: Soundness) -> dict[str, object]:
    title = soundness.procedure.title
    return {
        "file": path,
        "kind": "procedure",
        "title": {"zh": title.zh, "en": title.en},
        "problems": [],
        **soundness.to_json(),
        "_soundness": soundness,
    }


def _print(result: dict[str, object]) -> None:
    soundness = result.get("_soundness")
    mark = typer.style("✓", fg="green") if result["sound"] else typer.style("✗", fg="red", bold=True)
    if isinstance(soundness, Soundness):
        title = soundness.procedure.title
        extent = "" if soundness.exhaustive else "+"
        typer.echo(
            f"{mark} {result['file']}  "
            + _words.phrase(
                Bilingual(
                    f"{title.zh}：{soundness.states}{extent}个状态，至少{soundness.officers_needed}人，"
                    f"测试{len(soundness.procedure.walks)}条",
                    f"{title.en}: {soundness.states}{extent} states, {soundness.officers_needed} officer(s) at least, "
                    f"{len(soundness.procedure.walks)} walk(s)",
                )
            ).replace("\n", "  ")
        )
        for fault in soundness.faults:
            _print_fault(soundness.procedure, fault, "red")
        for warning in soundness.warnings:
            _print_fault(soundness.procedure, warning, "yellow")
        return
    statute_title = result.get("title")
    if isinstance(statute_title, dict):
        typer.echo(
            f"{mark} {result['file']}  {statute_title['zh']}  {statute_title['en']}  ({result['rules']})"
        )
        return
    typer.echo(f"{mark} {result['file']}")
    problems = result["problems"]
    for item in problems if isinstance(problems, list) else ():
        where = f"{item['file']}:{item['line']}:{item['column']}" if item["line"] else item["file"]
        typer.echo(f"   {typer.style(where, bold=True)}")
        for line in _words.phrase(Bilingual(item["zh"], item["en"])).splitlines():
            typer.echo(f"      {line}")


def _print_fault(procedure: Procedure, fault: Fault, colour: str) -> None:
    where = f"  {fault.source}" if fault.source.path else ""
    rule = f"  {fault.rule_id}" + (f" §{fault.article}" if fault.article else "") if fault.rule else ""
    typer.echo(f"   {typer.style(fault.code.value, fg=colour, bold=True)}{rule}{where}")
    for line in _words.phrase(fault.sentence).splitlines():
        typer.echo(f"      {line}")
    if fault.walk:
        for line in _words.phrase(walk_text(procedure, fault.walk)).splitlines():
            typer.echo(f"      ↳ {line}")


@app.command(name="picture")
def draw(
    file: _File,
    *,
    out: _Out = None,
    everything: Annotated[bool, typer.Option("--all", help="画出全部关系 draw every relation")] = False,
) -> None:
    """把程序画成 SVG 图。 Draw a procedure as SVG."""
    lines = frozenset(picture.Line) if everything else picture.MAIN
    _write(picture.render_svg(_procedure(file), language=_words.language() or "zh-hans", lines=lines), out)


@app.command()
def checklist(file: _File, *, out: _Out = None) -> None:
    """用平实的语句列出程序。 List a procedure in plain sentences."""
    items = picture.checklist_items(_procedure(file))
    _write("\n".join(f"- {_words.phrase(item.sentence)}" for item in items) + "\n", out)


@app.command()
def export(
    file: _File,
    *,
    to: Annotated[Format, typer.Option("--format", "-f", help="格式 format")] = Format.DCR,
    out: _Out = None,
) -> None:
    """导出为 DCR 交换格式或 BPMN 2.0。 Export as DCR exchange XML or BPMN 2.0."""
    procedure = _procedure(file)
    if to is Format.BPMN:
        _write(exchange.write_bpmn(procedure, _words.language() or "zh-hans"), out)
        return
    graph = exchange.graph_of_procedure(procedure)
    _write(exchange.write_dcr(graph), out)
    if graph.lost:
        _words.say(
            Bilingual(
                f"DCR 格式不能表达的{len(graph.lost)}项没有导出：",
                f"{len(graph.lost)} thing(s) have no place in DCR:",
            ),
            error=True,
        )
        for lost in graph.lost:
            _words.say(lost, error=True)


@app.command(name="import")
def import_dcr(
    file: Annotated[Path, typer.Argument(help="DCR 交换文件 a DCR exchange file", metavar="FILE")],
    *,
    out: _Out = None,
    on: Annotated[
        str,
        typer.Option("--in-force-from", help="草案的生效日期 the draft's first day", metavar="YYYY-MM-DD"),
    ] = "",
) -> None:
    """由 DCR 交换文件起草程序文件；依据须自行补上。 Draft a procedure file from DCR; its legal basis is yours to add."""
    try:
        graph = exchange.read_dcr(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        _words.fail(Bilingual(f"{file}：不是 UTF-8 文本", f"{file}: not UTF-8 text"))
    for lost in graph.lost:
        _words.say(lost, error=True)
    try:
        first = date.fromisoformat(on) if on else date(2000, 1, 1)
    except ValueError:
        _words.fail(
            Bilingual(f"“{on}”不是日期，应写作 2027-01-31", f"{on!r} is not a date; write 2027-01-31")
        )
    _write(exchange.draft_yaml(graph, first), out)


def _procedure(file: Path) -> Procedure:
    opened = open_file(file)
    if isinstance(opened, Statute):
        _words.fail(Bilingual(f"{file} 是法规，不是程序", f"{file} is a statute, not a procedure"))
    return opened


def _write(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    typer.echo(str(out))
