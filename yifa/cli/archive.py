"""``yifa archive``: a closed matter as an archive package, and the four checks on a package, with or without the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.evidence.archiving import Checked

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="归档信息包：封装、检测。 Archive packages: pack and check.",
)


@app.command()
def pack(
    case: Annotated[str, typer.Argument(metavar="CASE", help="事项编号 number of the matter")],
    bureau: Annotated[str, typer.Option(help="机关 the bureau")],
    out: Annotated[Path, typer.Option(help="写入的 zip 文件 the zip to write")],
) -> None:
    """把一个办结的事项封装为归档信息包，并检测。 Pack a closed matter, and check the package."""
    _django.setup()
    from yifa.cases.log.archive_package import write_package
    from yifa.cases.log.record import find_case
    from yifa.house import find_bureau

    found = find_case(find_bureau(bureau), case)
    with out.open("xb") as stream:
        checked = write_package(found, stream, now=datetime.now(UTC))
    _tell(checked)
    raise typer.Exit(0 if checked.passes else 1)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="归档信息包 the package")],
    key: Annotated[
        Path | None, typer.Option(help="机关公布的公钥文件 the public key that the bureau published")
    ] = None,
) -> None:
    """检测一个归档信息包的真实性、完整性、可用性、安全性，不需要数据库。 Check a package without the database."""
    from yifa.evidence.archiving import check_package

    with file.open("rb") as stream:
        checked = check_package(stream, key.read_text(encoding="utf-8").strip() if key is not None else None)
    _tell(checked)
    if key is None:
        _words.say(
            Bilingual(
                "没有给出机关公布的公钥，签名是按封装包自带的公钥核验的。",
                "No published key was given: signatures were verified with the package's own.",
            )
        )
    raise typer.Exit(0 if checked.passes else 1)


def _tell(checked: Checked) -> None:
    from yifa.evidence.archiving import Check

    for one in Check:
        found = checked.of(one)
        mark = "✗" if found else "✓"
        zh, en = "；".join(each.says.zh for each in found), "; ".join(each.says.en for each in found)
        _words.say(
            Bilingual(
                f"{mark} {one.words.zh}{'：' + zh if zh else ''}",
                f"{mark} {one.words.en}{': ' + en if en else ''}",
            )
        )
    _words.say(
        Bilingual(
            f"{checked.number}：文件{checked.documents}个，凭证{checked.receipts}份。",
            f"{checked.number}: {checked.documents} documents, {checked.receipts} receipts.",
        )
    )
