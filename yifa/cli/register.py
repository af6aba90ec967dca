"""``yifa register``: registers out to files, in Excel or in another system's form, and rows in from a workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.cases.registers.exports import RowProblem
    from yifa.cases.registers.imports import Chosen, Tell
    from yifa.cases.registers.register import Register
    from yifa.house.models import Bureau, Officer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="登记簿的导出、报送和导入。 Take registers out, send them on, and take rows in.",
)

EXCEL: Final = "excel"
RegisterArgument = Annotated[
    str,
    typer.Argument(
        metavar="REGISTER",
        help="登记簿，如 integrity.creditrecord；yifa register list 列出全部 a register's key or title",
    ),
]
BureauArgument = Annotated[
    str, typer.Argument(metavar="BUREAU", help="机关的代码、名称或名称的一部分 code, name, or part of a name")
]


@app.command("list")
def list_registers() -> None:
    """列出登记簿和报送格式。 List registers, with the forms in which they can be sent on."""
    _django.setup()
    from yifa.cases.registers.register import registry

    for register in registry.values():
        forms = ", ".join([EXCEL, *(export.name for export in register.exports)])
        comes_in = register.import_by is not None
        _words.say(
            Bilingual(
                f"{register.key()}  {register.title.zh}  导出：{forms}{'  可导入' if comes_in else ''}",
                f"{register.key()}  {register.title.en}  out as: {forms}{'  takes rows in' if comes_in else ''}",
            )
        )


@app.command()
def export(
    register: RegisterArgument,
    bureau: BureauArgument,
    out: Annotated[Path, typer.Option(help="写入的文件 the file to write")],
    form: Annotated[
        str, typer.Option("--as", help="excel，或报送格式，如 two-publicity excel, or the form of a receiver")
    ] = EXCEL,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="登记日期自 rows recorded from this day on"),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="登记日期至 rows recorded up to this day")
    ] = None,
    force: Annotated[bool, typer.Option(help="覆盖已有文件 write over a file that is there")] = False,
) -> None:
    """导出登记簿；报送前逐条核对，有错不出文件。 Export a register; a row that its receiver would refuse leaves no file."""
    _django.setup()
    from yifa.cases.registers.workbooks import write_workbook
    from yifa.house import find_bureau
    from yifa.house.tenancy import using_bureau
    from yifa.law.limits import legal_day
    from yifa.typesetting.model import DEMONSTRATION

    found, one = _register(register), find_bureau(bureau)
    if out.exists() and not force:
        _words.fail(
            Bilingual(
                f"{out} 已存在；另取名称，或加 --force 覆盖。",
                f"{out} is there already; choose another name, or write over it with --force.",
            )
        )
    with using_bureau(one):
        rows = found.objects.all()
        if since is not None:
            rows = rows.filter(recorded_on__gte=since.date())
        if until is not None:
            rows = rows.filter(recorded_on__lte=until.date())
        if form == EXCEL:
            with out.open("wb") as stream:
                count = write_workbook(
                    found,
                    rows,
                    stream,
                    language=_words.language() or _words.CHINESE,
                    demonstration=DEMONSTRATION.zh if one.is_demonstration else "",
                )
        else:
            try:
                feed = found.export(form)
            except KeyError:
                names = "、".join([EXCEL, *(one.name for one in found.exports)])
                _words.fail(
                    Bilingual(
                        f"登记簿“{found.title.zh}”没有报送格式“{form}”，可选：{names}。",
                        f"The register {found.title.en!r} has no form {form!r}; choose from {names}.",
                    ),
                    2,
                )
            made = feed.make(one, rows, legal_day(datetime.now(UTC)))
            _tell(made.problems)
            if made.file is None:
                _words.fail(
                    Bilingual(
                        "有记录不合接收方的格式，没有生成文件。",
                        "Rows do not fit the receiver's form; no file was made.",
                    )
                )
            assert isinstance(made.file.content, bytes)
            out.write_bytes(made.file.content)
            count = made.rows
    _words.say(Bilingual(f"已导出 {count} 条：{out}", f"Exported {count} rows to {out}"))


@app.command("import")
def take_in(
    register: RegisterArgument,
    bureau: BureauArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="工作簿 the workbook")
    ],
    officer: Annotated[
        str, typer.Option(help="经办人的工号或姓名 staff number or name of the officer who records")
    ],
    reason: Annotated[
        str, typer.Option(help="来源和理由，记入每一条 source and reason, kept in each row's record")
    ],
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="列名=登记簿的列，可多次；选过的会记住 HEAD=COLUMN, as often as needed; it is remembered"
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(help="不导入的列，可多次 a column that is left out, as often as needed"),
    ] = None,
    confirm_code: Annotated[
        list[str] | None,
        typer.Option(help="校验位不符、已与证照核对的代码 a code that fails its check and was compared"),
    ] = None,
) -> None:
    """从工作簿导入，每行一件事项；有一处不对，一行也不导入。 Take rows in, each a case; one bad cell, and none is taken."""
    _django.setup()
    from yifa.cases.acting.act import Actor
    from yifa.cases.errors import ImportRefused
    from yifa.cases.registers.imports import import_workbook
    from yifa.house import find_bureau

    found, one = _register(register), find_bureau(bureau)
    try:
        done = import_workbook(
            found,
            file,
            bureau=one,
            actor=Actor.officer(_officer(one, officer)),
            now=datetime.now(UTC),
            reason=reason,
            chosen=_chosen(found, column or (), leave_out or (), confirm_code or ()),
            tell=_tell_progress(),
        )
    except ImportRefused as refused:
        for problem in refused.problems:
            _words.say(
                Bilingual(
                    f"{problem.sheet} {problem.cell}：{problem.sentence.zh}",
                    f"{problem.sheet} {problem.cell}: {problem.sentence.en}",
                ),
                error=True,
            )
        _words.fail(Bilingual("没有导入任何一行。", "No row was taken."))
    for left in done.left_out:
        _words.say(Bilingual(f"{left.sheet}：{left.why.zh}", f"{left.sheet}: {left.why.en}"), error=True)
    _words.say(
        Bilingual(
            f"已导入 {done.rows} 行；核对等后续步骤在有权人员的“今日”中待办。",
            f"Took {done.rows} rows; the checks that follow wait in Today of those who may do them.",
        )
    )


def _chosen(
    register: type[Register], columns: Iterable[str], left_out: Iterable[str], codes: Iterable[str]
) -> Chosen:
    """What the options say of the workbook's heads and codes."""
    from yifa.cases.registers.import_columns import LEFT
    from yifa.cases.registers.imports import Chosen
    from yifa.law.identifiers import normalise
    from yifa.spreadsheets import plain_head

    known = {
        words: column.name
        for column in register.import_columns()
        for words in (column.name, column.title.zh, column.title.en)
    }
    heads = {plain_head(head): LEFT for head in left_out}
    for pair in columns:
        head, _, named = pair.rpartition("=")
        if not head or named.strip() not in known:
            titles = "、".join(column.title.zh for column in register.import_columns())
            _words.fail(
                Bilingual(
                    f"“{pair}”应写成 列名=登记簿的列；登记簿的列有：{titles}。",
                    f"{pair!r} must be HEAD=COLUMN; the register's columns are {titles}.",
                ),
                2,
            )
        heads[plain_head(head)] = known[named.strip()]
    return Chosen(heads, frozenset(normalise(code) for code in codes))


def _tell_progress() -> Tell | None:
    """Tells how far the import is on a line of its own, where somebody looks at a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return None
    stages = {
        "reading": Bilingual("读取", "reading"),
        "checking": Bilingual("核对", "checking"),
        "taking": Bilingual("导入", "taking in"),
    }

    def tell(stage: str, done: int, total: int) -> None:
        words = stages[stage].in_language(_words.language() or _words.CHINESE)
        typer.echo(f"\r{words} {done}{f'/{total}' if total else ''}   ", nl=False, err=True)

    return tell


def _register(named: str) -> type[Register]:
    from yifa.cases.registers.register import registry

    found = next(
        (
            register
            for register in registry.values()
            if named.lower() in (register.key(), register.title.zh, register.title.en.lower())
        ),
        None,
    )
    if found is not None:
        return found
    return _words.fail(
        Bilingual(
            f"没有登记簿“{named}”；yifa register list 列出全部。",
            f"There is no register {named!r}; 'yifa register list' names them all.",
        ),
        2,
    )


def _officer(bureau: Bureau, named: str) -> Officer:
    from django.db.models import Q

    from yifa.house.models import Officer
    from yifa.house.tenancy import using_bureau

    with using_bureau(bureau):
        known = list(Officer.objects.filter(Q(staff_number=named) | Q(name=named), is_active=True)[:2])
    if len(known) == 1:
        return known[0]
    return _words.fail(
        Bilingual(
            f"没有工号或姓名为“{named}”的在职人员，或者有多个；请用工号。",
            f"No officer, or several, have the staff number or name {named!r}; give the staff number.",
        ),
        2,
    )


def _tell(problems: tuple[RowProblem, ...]) -> None:
    for problem in problems:
        text = problem.text
        mark = "✗" if problem.blocks else "!"
        _words.say(Bilingual(f"{mark} {text.zh}", f"{mark} {text.en}"), error=True)
