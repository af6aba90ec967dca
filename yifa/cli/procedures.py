"""``yifa procedures``: check, draw, list and exchange the files of procedures and statutes. Needs no database; the check asks
Django for the registers that steps write into."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

import yifa
from yifa.cli import _django, _words
from yifa.conf import env
from yifa.law.english import WALKS
from yifa.law.text import Bilingual, counted
from yifa.procedure import exchange, picture
from yifa.procedure.checker import Soundness, check, kept
from yifa.procedure.checker.rank import fallen, omitted_of_weight
from yifa.procedure.checker.registers import RegistersTold, never_entered
from yifa.procedure.files import open_file, open_versions
from yifa.procedure.formatting import FOLDERS, formatted, not_in_form
from yifa.procedure.library import Library, files_root, load_library, yaml_in
from yifa.procedure.model import Procedure, Statute
from yifa.procedure.prepared import files_of, prepared_library
from yifa.procedure.reading import FileProblems
from yifa.typesetting.letters import FOLDER as LETTERS
from yifa.typesetting.letters import needs_if_known

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
    fresh: Annotated[
        bool, typer.Option("--fresh", help="重新检查，不用留存的结果 check again, whatever was kept")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只输出有问题的 only what is at fault")
    ] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help="另输出读取程序库的用时 print how long loading takes too")
    ] = False,
) -> None:
    """检查程序和法规；有错误时退出码为 1。 Check procedures and statutes; exit status 1 where one is unsound."""
    if files:
        results = [result for path in files for result in _checked(path)]
        report: dict[str, Any] = {"sound": all(one["sound"] for one in results), "files": results}
    else:
        report = _library_report(files_root(), fresh=fresh)
    measures = report.setdefault("measures", _measures(report["files"]))
    measures["cpu_seconds"] = round(time.process_time(), 2)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for result in report["files"]:
            if not (quiet and result["sound"]):
                _print(result)
        for one in report.get("never_entered", ()):
            _words.say(
                Bilingual(
                    f"登记簿“{one['zh']}”（{one['register']}）没有任何步骤登入。",
                    f"No step enters a row into the register '{one['en']}' ({one['register']}).",
                )
            )
        _words.say(_summary(report))
        if timing:
            _words.say(_loading_told(files_root()))
    if not report["sound"]:
        raise typer.Exit(1)


def _library_report(root: Path, *, fresh: bool) -> dict[str, Any]:
    """The report for all files, from what was kept where no file and nothing of the checker changed since."""
    folder = env.home() / "checks"
    key = f"library-{kept.digest_of(_read_of(root))}"
    report = None if fresh else kept.read(folder, key)
    if not isinstance(report, dict):
        results, empty = _checked_library(root)
        report = {
            "sound": all(one["sound"] for one in results),
            "files": results,
            "kept": False,
            "never_entered": empty,
        }
        kept.write(folder, key, {**report, "kept": True})
    return report


def _never_entered(library: Library, registers: RegistersTold) -> list[dict[str, str]]:
    """Registers that no step enters a row into, neither by its table nor by code: to be told, for they stay empty."""
    found = never_entered(tuple(library), registers)
    return [{"register": one.key, "zh": one.title.zh, "en": one.title.en} for one in found]


def _loading_told(root: Path) -> Bilingual:
    """How much of the processor's time loading the library takes: from its files, and as it was read last time."""
    folder = env.home() / "library"
    prepared_library(root, folder)
    from_files = _cpu_seconds(partial(load_library, root))
    from_kept = _cpu_seconds(partial(prepared_library, root, folder))
    return Bilingual(
        f"读取程序库：从文件{from_files:.2f}秒，用留存的{from_kept:.2f}秒（处理器时间）。",
        f"Loading the library: {from_files:.2f} s from its files, {from_kept:.2f} s from what was kept, of CPU.",
    )


def _cpu_seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _read_of(root: Path) -> Iterator[Path]:
    """The files that the report of the library depends on: the law, the letters, and where registers are declared."""
    yield from files_of(root)
    yield from LETTERS.glob("*.yaml")
    package = Path(yifa.__file__).parent
    for folder in ("work", "report", "cases/registers", "cases/acting"):
        yield from (package / folder).rglob("*.py")


def _registers() -> RegistersTold:
    """The registers of the fields of work that are installed."""
    _django.setup()
    from yifa.cases.registers.told import registers_told

    return registers_told()


def _measures(results: list[dict[str, Any]]) -> dict[str, Any]:
    """What the check comes to: how many procedures, how far they were searched, what of their statutes is not kept in them."""
    checked = [one for one in results if one["kind"] == "procedure"]
    return {
        "procedures": len(checked),
        "exhaustive": sum(1 for one in checked if one["exhaustive"]),
        "sound": sum(1 for one in checked if one["sound"]),
        "states": sum(one["states"] for one in checked),
        "fallen_rules": sum(len(one["fallen"]) for one in checked),
        "omitted_gates_and_limits": sum(len(one["omitted_gates_and_limits"]) for one in checked),
    }


def _summary(report: dict[str, Any]) -> Bilingual:
    found = report["measures"]
    faulty = sum(1 for one in report["files"] if not one["sound"])
    count = len(report["files"])
    known = report.get("kept", False)
    return Bilingual(
        f"共{count}个文件，"
        + (f"{faulty}个有错误" if faulty else "全部可靠")
        + f"：程序{found['procedures']}个，"
        f"穷尽检查{found['exhaustive']}个，状态{found['states']}个；没有对应步骤而落空的法定规则{found['fallen_rules']}条，"
        f"由关联事项保证的关口和期限{found['omitted_gates_and_limits']}条；用时{found['cpu_seconds']}秒"
        + ("（文件未变，用留存的结果）" if known else "")
        + "。",
        f"{counted(count, 'files')}, "
        + (f"{faulty} at fault" if faulty else "all sound")
        + f": {found['procedures']} procedures, "
        f"{found['exhaustive']} searched to the end, {found['states']} states; {found['fallen_rules']} statutory rules fallen "
        f"for want of a step, {found['omitted_gates_and_limits']} gates and limits kept in a linked matter; "
        f"{found['cpu_seconds']} s of CPU" + (" (unchanged, from what was kept)" if known else "") + ".",
    )


def _checked(path: Path) -> list[dict[str, Any]]:
    """What the check of a file finds, for each of its versions."""
    try:
        opened = open_versions(path)
    except FileProblems as problems:
        return [_unreadable(str(path), problems)]
    if opened.statutes:
        return [_statute_result(str(path), opened.statutes)]
    library, registers = opened.library, _registers()
    return [
        _procedure_result(
            str(path), check(one, library, letters=needs_if_known, registers=registers), library
        )
        for one in opened.procedures
    ]


def _checked_library(root: Path) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """What the check of every file finds, and the registers that stay empty."""
    try:
        library = load_library(root)
    except FileProblems as problems:
        broken = {problem.path for problem in problems.problems}
        results = [
            _unreadable(name, FileProblems(item for item in problems.problems if item.path == name))
            for name in sorted(broken)
        ]
        rest = [path for path in yaml_in(root / "procedures") if str(path.relative_to(root)) not in broken]
        tested = [path for path in rest if path.parent.name != WALKS]
        return results + [result for path in tested for result in _checked(path)], []
    results = [
        _statute_result(versions[-1].source.path, versions) for versions in library.statute_versions.values()
    ]
    if library.unused_english:
        unused = FileProblems(library.unused_english)
        results.append(_unreadable(unused.problems[0].path, unused))
    registers = _registers()
    for procedure in library:
        found = check(procedure, library, letters=needs_if_known, registers=registers)
        results.append(_procedure_result(procedure.source.path, found, library))
    return results, _never_entered(library, registers)


def _unreadable(path: str, problems: FileProblems) -> dict[str, Any]:
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


def _statute_result(path: str, versions: Sequence[Statute]) -> dict[str, Any]:
    statute = versions[-1]
    return {
        "file": path,
        "kind": "statute",
        "key": statute.key,
        "title": {"zh": statute.title.zh, "en": statute.title.en},
        "rules": len(statute.rules),
        "versions": len(versions),
        "sound": True,
        "problems": [],
    }


def _procedure_result(path: str, soundness: Soundness, library: Library) -> dict[str, Any]:
    procedure = soundness.procedure
    return {
        "file": path,
        "kind": "procedure",
        "title": {"zh": procedure.title.zh, "en": procedure.title.en},
        "problems": [],
        **soundness.to_json(),
        "fallen": [rule.id for rule in fallen(procedure, library)],
        "omitted_gates_and_limits": [rule.id for rule in omitted_of_weight(procedure, library)],
    }


def _print(result: dict[str, Any]) -> None:
    mark = typer.style("✓", fg="green") if result["sound"] else typer.style("✗", fg="red", bold=True)
    title = result.get("title", {})
    if result["kind"] == "procedure":
        extent = "" if result["exhaustive"] else "+"
        typer.echo(
            f"{mark} {result['file']}  "
            + _words.phrase(
                Bilingual(
                    f"{title['zh']}：{result['states']}{extent}个状态，至少{result['officers_needed']}人，"
                    f"测试{result['walks']}条",
                    f"{title['en']}: {result['states']}{extent} states, "
                    f"{counted(result['officers_needed'], 'officers')} at least, "
                    f"{counted(result['walks'], 'walks')}",
                )
            ).replace("\n", "  ")
        )
        for fault in result["faults"]:
            _print_fault(fault, "red")
        for warning in result["warnings"]:
            _print_fault(warning, "yellow")
        return
    if result["kind"] == "statute":
        typer.echo(f"{mark} {result['file']}  {title['zh']}  {title['en']}  ({result['rules']})")
        return
    typer.echo(f"{mark} {result['file']}")
    for item in result["problems"]:
        where = f"{item['file']}:{item['line']}:{item['column']}" if item["line"] else item["file"]
        typer.echo(f"   {typer.style(where, bold=True)}")
        for line in _words.phrase(Bilingual(item["zh"], item["en"])).splitlines():
            typer.echo(f"      {line}")


def _print_fault(fault: dict[str, Any], colour: str) -> None:
    place = f"{fault['file']}:{fault['line']}" if fault["line"] else fault["file"]
    where = f"  {place}" if place else ""
    article = f" §{fault['article']}" if fault["article"] else ""
    rule = f"  {fault['rule']}{article}" if fault["rule"] else ""
    typer.echo(f"   {typer.style(fault['code'], fg=colour, bold=True)}{rule}{where}")
    for line in _words.phrase(Bilingual(fault["zh"], fault["en"])).splitlines():
        typer.echo(f"      {line}")
    if fault["walk"]:
        for line in _words.phrase(Bilingual(fault["walk_zh"], fault["walk_en"])).splitlines():
            typer.echo(f"      ↳ {line}")


@app.command(name="format")
def format_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="程序、制度或法规文件，不写则全部 files, or all", metavar="[FILE...]", show_default=False
        ),
    ] = None,
    *,
    only_check: Annotated[
        bool, typer.Option("--check", help="只检查，不改动 say what would change, and change nothing")
    ] = False,
) -> None:
    """整理成统一写法，英文归入 en.po。 Bring files into their one form, and their English into en.po."""
    root = files_root()
    wanted = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*.yaml"))]
    try:
        made = list(formatted(files or wanted))
    except FileProblems as unreadable:
        _print(_unreadable("", unreadable))
        raise typer.Exit(1) from None
    changed = [one for one in made if one.changed]
    found = [problem for one in made for problem in one.problems]
    if only_check:
        found += map(not_in_form, changed)
    else:
        for one in changed:
            one.path.write_text(one.after, encoding="utf-8")
        _words.say(
            Bilingual(f"整理了{len(changed)}个文件。", f"{counted(len(changed), 'files')} brought into form.")
        )
    if found:
        _print(_unreadable("", FileProblems(found)))
        raise typer.Exit(1)


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
                f"no place in DCR for {counted(len(graph.lost), 'things')}:",
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
