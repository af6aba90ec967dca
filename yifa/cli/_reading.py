"""``yifa report read``, ``check``, ``compare`` and ``score``: published reports, read without a database.

Many files go one after the other; one that cannot be read gives a sentence, and the others go on. With ``--json`` each
report leaves a file of its own, and a folder that was half read is taken up where it stopped: what was read from the same
bytes by the same rules is not read again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from yifa.cli._words import ENGLISH, language, phrase, say
from yifa.extraction import LARGEST_BYTES, CannotRead, Extracted
from yifa.extraction.read import extract
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.reading.faults.model import Fault
    from yifa.reading.kinds import Fact
    from yifa.reading.reading import Reading

# What a folder is searched for; the second kind is refused, with a sentence each, rather than passed over in silence.
READABLE: Final = frozenset(
    {
        *(".txt", ".md", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"),
        *(".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd"),
    }
)
NAMED: Final = frozenset({".rtf", ".odt"})
_FROM_PICTURE: Final = Bilingual(zh="识别自图像，请对照", en="read from a picture, compare ")
_PACKAGE: Final = Path(__file__).parents[1]
_SHOWN: Final = 3  # places of a question that are told in full; of the others only where they are
_WRITES: Final = frozenset({".html", ".xlsx", ".csv"})

FILES = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE_OR_FOLDER...", help="报告文件或文件夹 reports, or folders of them", exists=True
    ),
]
JSON = Annotated[
    Path | None,
    typer.Option("--json", metavar="OUT", help="每份报告写一个 JSON 到此文件夹 write a JSON for each report"),
]


@dataclass(frozen=True, slots=True)
class Opened:
    """A report that was read: where it lies, the digest of its bytes, its text, and what was read in it."""

    path: Path
    digest: str
    extracted: Extracted
    reading: Reading


def add_to(app: typer.Typer) -> None:
    """Makes these commands of ``yifa report``."""
    for command in (read, check, compare, score):
        app.command()(command)


# The four commands ------------------------------------------------------------------------------------------------------


def read(
    files: FILES,
    out: JSON = None,
    why: Annotated[
        bool, typer.Option("--why", help="说明每个数据为什么这样读 say why each is read so")
    ] = False,
) -> None:
    """读取已公布的报告：机关、年度、章节和每个数据的含义。 Read published reports: figures and what they mean."""
    found = list(reports_in(files))
    names = output_names(found)
    if out is not None:
        _into_folder(found, names, out, with_faults=True)
        return
    failed = 0
    for path in found:
        opened = _opened(path)
        if opened is None:
            failed += 1
            continue
        for line in _told(opened, why=why):
            typer.echo(line)
    _end(failed)


def check(
    files: FILES,
    out: JSON = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="上一年度的报告 last year's report", exists=True, dir_okay=False),
    ] = None,
    published: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="公布日期 day of publication")] = "",
) -> None:
    """查找报告中的差错；查出错误时退出状态为 1。 Find the faults; exit status 1 where one is an error."""
    from yifa.reading.faults.model import Severity

    day = _day(published)
    before = _opened(previous) if previous is not None else None
    if previous is not None and before is None:
        raise typer.Exit(1)
    found = list(reports_in(files))
    names = output_names(found)
    failed = errors = 0
    with _progress(len(found), shown=out is not None) as step:
        for path in found:
            step(path.name)
            opened = _opened(path)
            if opened is None:
                failed += 1
                continue
            faults = _faults(opened, day, before)
            errors += sum(fault.severity is Severity.ERROR for fault in faults)
            if out is not None:
                _write(out, names[path], _as_json(opened, faults))
            for line in _told_faults(opened, faults):
                typer.echo(line)
    _end(failed, errors)


def compare(
    files: FILES,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="写入 .html、.xlsx 或 .csv write to such a file"),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="也列出只有一处的数据 also what only one report tells")
    ] = False,
) -> None:
    """把几份报告并排：逐年或逐机关，增速另行计算。 Lay reports side by side; growth is computed."""
    from yifa.reading.comparing import compare as lay_side_by_side
    from yifa.report.comparison import named, source_of, to_csv, to_html, to_xlsx

    if out is not None and out.suffix.lower() not in _WRITES:
        raise typer.BadParameter(
            phrase(
                Bilingual(
                    zh=f"“{out.name}”应以 .html、.xlsx 或 .csv 结尾。",
                    en=f"{out.name!r} must end in .html, .xlsx or .csv.",
                )
            )
        )
    sources, failed = [], 0
    for path in reports_in(files):
        opened = _opened(path)
        if opened is None:
            failed += 1
            continue
        sources.append(source_of(path.name, opened.reading))
    comparison = lay_side_by_side(sources)
    english = language() == ENGLISH
    if out is None:
        for line in named(comparison, english=english, every=every):
            typer.echo(line)
    else:
        today = _today()
        out.parent.mkdir(parents=True, exist_ok=True)
        match out.suffix.lower():
            case ".html":
                out.write_text(to_html(comparison, on=today, english=english, every=every), encoding="utf-8")
            case ".xlsx":
                out.write_bytes(to_xlsx(comparison, english=english, every=every))
            case _:
                # With a mark, so that Excel reads it as UTF-8.
                out.write_text(to_csv(comparison, english=english, every=every), encoding="utf-8-sig")
        typer.echo(str(out))
    _end(failed)


def score(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER...", help="标注文件夹 labelled folders", exists=True, file_okay=False),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="JSON 所指文本所在的文件夹 where the texts of a folder of JSON lie"
        ),
    ] = None,
    per_report: Annotated[bool, typer.Option("--per-report", help="逐份列出 each report's score")] = False,
) -> None:
    """对照标注，给读取和查错打分。 Score reading and checking against labelled reports."""
    from yifa.reading.faults import find_faults
    from yifa.reading.reading import read as read_text
    from yifa.reading.scoring import score_folder

    chosen = folders or [
        folder
        for name in ("development", "aside")
        if (folder := _PACKAGE.parent / "labelled" / "reading" / name).is_dir()
    ]
    if not chosen:
        say(
            Bilingual(
                zh="没有随附的标注文本，请给出标注文件夹。",
                en="No labelled texts are at hand; name a folder of them.",
            ),
            error=True,
        )
        raise typer.Exit(1)
    for folder in chosen:
        found = score_folder(folder, read_text, find_faults, texts=texts)
        typer.echo(f"{folder.name}")
        typer.echo(found.table(per_report=per_report))


# Files ------------------------------------------------------------------------------------------------------------------


def reports_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and in folders named all that may be reports, in order; each once."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in inside:
            wanted = each is path or (
                each.suffix.lower() in READABLE | NAMED
                and each.is_file()
                and not each.name.startswith((".", "~$"))
            )
            if wanted and each not in seen:
                seen.add(each)
                yield each


def output_names(paths: Sequence[Path]) -> dict[Path, str]:
    """The JSON's name for each input: its own without the ending, with the ending where two would share it."""
    stems: dict[str, int] = {}
    for path in paths:
        stems[path.stem] = stems.get(path.stem, 0) + 1
    names: dict[Path, str] = {}
    used: set[str] = set()
    for path in paths:
        name = path.stem if stems[path.stem] == 1 else path.name
        if name in used:
            name = f"{path.parent.name}.{name}"
        number = 2
        while name in used:
            name, number = f"{path.parent.name}.{path.name}.{number}", number + 1
        used.add(name)
        names[path] = f"{name}.json"
    return names


def _opened(path: Path) -> Opened | None:
    """A report, read; None where it cannot be, which is said in one sentence."""
    from yifa.reading.reading import read as read_text

    try:
        content = _bytes(path)
        extracted = extract(content, path.name)
    except CannotRead as refused:
        _complain(path, refused.text)
        return None
    except OSError as error:
        _complain(
            path, Bilingual(zh=f"打不开：{error.strerror}。", en=f"cannot be opened: {error.strerror}.")
        )
        return None
    return Opened(path, sha256(content).hexdigest(), extracted, read_text(extracted.text))


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        # Said in the reader's own words, before a byte of it is read.
        from yifa.extraction.read import extract_file

        extract_file(path)
    return path.read_bytes()


def _complain(path: Path, text: Bilingual) -> None:
    say(Bilingual(zh=f"“{path.name}”{text.zh}", en=f"{path.name} {text.en}"), error=True)


def _into_folder(found: Sequence[Path], names: dict[Path, str], out: Path, *, with_faults: bool) -> None:
    failed = kept = written = facts = 0
    with _progress(len(found), shown=True) as step:
        for path in found:
            step(path.name)
            before = _already(out / names[path], path)
            if before is not None:
                kept += 1
                facts += before
                continue
            opened = _opened(path)
            if opened is None:
                failed += 1
                continue
            faults = _faults(opened, None, None) if with_faults else ()
            made = _as_json(opened, faults)
            _write(out, names[path], made)
            written += 1
            facts += len(made["facts"])
    say(
        Bilingual(
            zh=f"读取{written}份，{kept}份以前已读、没有变化，{failed}份不能读取；共{facts}个数据。JSON 在 {out}。",
            en=f"{written} read, {kept} unchanged since they were read, {failed} unreadable; {facts} figures. JSON in {out}.",
        )
    )
    _end(failed)


def _already(made: Path, path: Path) -> int | None:
    """How many figures an earlier reading of the same bytes by the same rules found; None where there is none."""
    try:
        stored = json.loads(made.read_text(encoding="utf-8"))
        if stored["reader"] != reader_version() or stored["input"]["bytes"] != path.stat().st_size:
            return None
        if stored["input"]["sha256"] != sha256(path.read_bytes()).hexdigest():
            return None
        return len(stored["facts"])
    except (OSError, ValueError, KeyError, TypeError):
        # Not there, cut off, or something else: it is read (again).
        return None


def _write(out: Path, name: str, content: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    scratch = out / f".{name}.part"
    scratch.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    # All or nothing: what an interruption leaves is never half a file of that name.
    scratch.replace(out / name)


def _as_json(opened: Opened, faults: Sequence[Fault]) -> dict[str, Any]:
    from yifa.reading.as_json import as_json
    from yifa.reading.faults import without_questions_apart

    extracted = opened.extracted
    published = extracted.published_on
    made = as_json(opened.reading, without_questions_apart(faults), source=opened.path.name)
    for fact in made["facts"]:
        seen = extracted.picture_at(fact["start"])
        if seen is not None:
            # Read from a picture: where to look at it.
            fact["picture"] = {
                "page": seen.page,
                "box": seen.box,
                "score": seen.score,
                "doubtful": seen.is_doubtful,
            }
    return {
        **made,
        "input": {
            "name": opened.path.name,
            "sha256": opened.digest,
            "bytes": opened.path.stat().st_size,
            "kind": extracted.kind.value,
            "encoding": extracted.encoding,
            "published_on": None if published is None else published.isoformat(),
            "notes": [{"zh": note.zh, "en": note.en} for note in _notes(opened)],
        },
        "reader": reader_version(),
    }


@cache
def reader_version() -> str:
    """A digest of the rules by which reports are read, so that what older rules read is read again."""
    digest = sha256()
    for folder in ("extraction", "reading"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _progress(total: int, *, shown: bool) -> Iterator[Callable[[str], None]]:
    """A bar on the terminal, where there is one and there is something to wait for."""
    if not (shown and total > 3 and sys.stderr.isatty()):
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description:<30.30}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total)

        def step(name: str) -> None:
            bar.update(task, description=name, advance=1)

        yield step


# Words ------------------------------------------------------------------------------------------------------------------


def _faults(opened: Opened, published: date | None, previous: Opened | None) -> tuple[Fault, ...]:
    from yifa.reading.faults import find_faults

    return find_faults(
        opened.reading,
        published_on=published or opened.extracted.published_on,
        previous=None if previous is None else previous.reading,
        with_questions=True,
    )


def _notes(opened: Opened) -> Iterator[Bilingual]:
    from yifa.reading.genre import doubt_of

    yield from opened.extracted.notes
    doubt = doubt_of(opened.extracted.text)
    if doubt is not None:
        yield doubt


def _told(opened: Opened, *, why: bool) -> Iterator[str]:
    """A report in lines: what it is, and every figure."""
    from yifa.reading.explanations import explain
    from yifa.reading.indicators import with_indicators

    heading = opened.reading.heading
    yield f"{opened.path.name}  {_in(opened.extracted.kind.words)}  SHA-256 {opened.digest}"
    for note in _notes(opened):
        yield f"  ! {phrase(note)}"
    rows: tuple[tuple[Bilingual, object], ...] = (
        (Bilingual("标题", "title"), heading.title),
        (Bilingual("机关", "bureau"), heading.bureau),
        (Bilingual("层级", "level"), heading.level),
        (Bilingual("地区", "place"), "".join(filter(None, (heading.province, heading.city, heading.county)))),
        (Bilingual("年度", "year"), heading.year),
        (Bilingual("主送", "addressee"), heading.addressee),
        (Bilingual("成文日期", "signed on"), heading.signed_on),
        (Bilingual("公布日期", "published on"), heading.published_on or opened.extracted.published_on),
    )
    for name, value in rows:
        yield f"  {_in(name)}: {value or '—'}"
    sections = [section for section in opened.reading.layout.sections if section.level == 1]
    yield f"  {_in(Bilingual('章节', 'sections'))}: {'；'.join(section.title for section in sections) or '—'}"
    facts = with_indicators(opened.reading.facts)
    yield f"  {_in(Bilingual('数据', 'figures'))}: {len(facts)}"
    for fact in (*facts, *with_indicators(opened.reading.implied)):
        seen = opened.extracted.picture_at(fact.start)
        read_from = "" if seen is None else f"  [{_in(_FROM_PICTURE)}{_in(seen.words)}]"
        yield f"  {_line_of(opened.reading.text, fact.start):>5}  {_said(fact)}{read_from}"
        if why:
            yield from (f"           {_in(sentence)}" for sentence in explain(fact))
    for unread in opened.reading.unread:
        told = Bilingual(
            f"没有读：“{unread.span}”不合数字写法，读不完整，请核对原文。",
            f"not read: “{unread.span}” is no number as it is written; look at the text.",
        )
        yield f"  {_line_of(opened.reading.text, unread.start):>5}  {_in(told)}"
    yield ""


def _said(fact: Fact) -> str:
    from yifa.report.words import (
        approx_words,
        category_words,
        nature_words,
        role_words,
        unit_words,
        value_said,
    )

    english = language() == ENGLISH
    year = "—" if fact.year is None else str(fact.year)
    told = [
        fact.span,
        f"= {approx_words(fact.approx).in_language(_code())}{value_said(fact.value)} {_in(unit_words(fact.unit))}",
        year if english else f"{year}年" if fact.year else year,
        "·".join(
            filter(
                None,
                (
                    _in(category_words(fact.category)),
                    _in(role_words(fact.role)),
                    _in(nature_words(fact.nature)),
                ),
            )
        ),
        fact.subject,
    ]
    if fact.indicator:
        told.append(f"→ {fact.indicator}")
    return "  ".join(told)


def _told_faults(opened: Opened, faults: Sequence[Fault]) -> Iterator[str]:
    from yifa.reading.faults import grouped
    from yifa.report.words import severity_words

    text = opened.reading.text
    yield f"{opened.path.name}"
    for note in _notes(opened):
        yield f"  ! {phrase(note)}"
    for group in grouped(faults):
        head = f"[{_in(severity_words(group.severity))}] {_in(group.rule.title)}"
        if len(group.faults) == 1:
            yield f"  {_place_of(text, group.faults[0])}  {head}"
        else:
            count = len(group.faults)
            yield f"  {head}{_in(Bilingual(f'，{count}处', f', {count} places'))}"
        for fault in group.faults[:_SHOWN]:
            place = "" if len(group.faults) == 1 else f"{_place_of(text, fault)}  "
            yield f"      {place}{_in(fault.says)}"
            if fault.should is not None:
                yield f"      {_in(Bilingual('应为', 'should be'))}: {_in(fault.should)}"
        more = group.faults[_SHOWN:]
        if more:
            yield f"      {_in(Bilingual('其余', 'and'))}: {'、'.join(_place_of(text, fault) for fault in more)}"
    if not faults:
        yield f"  {_in(Bilingual('没有发现差错。', 'No fault found.'))}"
    yield ""


def _place_of(text: str, fault: Fault) -> str:
    """Where a fault stands, with its words."""
    if fault.start is None or fault.end is None:
        return _in(Bilingual("全文", "whole document"))
    line = _line_of(text, fault.start)
    column = fault.start - (text.rfind("\n", 0, fault.start) + 1) + 1
    words = " ".join(text[fault.start : fault.end].split())[:60]
    return _in(Bilingual(f"第{line}行第{column}字“{words}”", f"line {line}, character {column} “{words}”"))


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _code() -> str:
    return language() or "zh-hans"


def _in(text: Bilingual) -> str:
    return text.in_language(_code())


def _end(failed: int, errors: int = 0) -> None:
    if failed or errors:
        raise typer.Exit(1)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = Bilingual(
            zh=f"“{text}”不是日期，应写作 2021-03-31。", en=f"{text!r} is not a date; write it as 2021-03-31."
        )
        raise typer.BadParameter(phrase(sentence)) from None


def _today() -> date:
    from datetime import UTC, datetime

    from yifa.law.limits import legal_day

    return legal_day(datetime.now(UTC))
