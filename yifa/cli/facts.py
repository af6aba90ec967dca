"""``yifa facts``: a bureau's figures and what stands behind them, as a package for the office above."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="供上级汇总的数据包：导出、核验。 Packages of facts for the office above: export, verify.",
)


@app.command()
def export(
    bureau: Annotated[
        str,
        typer.Argument(metavar="BUREAU", help="机关的代码、名称或名称的一部分 code, name, or part of a name"),
    ],
    out: Annotated[Path, typer.Option(help="写到哪个空文件夹 an empty folder to write to")],
    year: Annotated[list[int], typer.Option(help="年度，可以有几个 a year; several may be given")],
    party_key: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="上级发给各机关的企业摘要密钥；不给则企业只在本机关内分清 the office above's key for enterprises",
        ),
    ] = None,
) -> None:
    """写出一个机关若干年度的数据包；其中没有个人信息。 Write a bureau's package of these years; nothing personal is in it."""
    _django.setup()
    from yifa.facts import exporting
    from yifa.house import find_bureau

    key = None if party_key is None else exporting.read_party_key(party_key)
    made = exporting.export(
        find_bureau(bureau),
        sorted(set(year)),
        out,
        datetime.now(UTC),
        key,
        _words.progress(Bilingual("导出", "exporting")),
    )
    _words.say(
        Bilingual(
            f"{made.folder}：{made.figures}个数，背后{made.facts}条记录，日志{made.manifest.size}条，已签名。",
            f"{made.folder}: {made.figures} figures over {made.facts} records, a log of {made.manifest.size} entries, signed.",
        )
    )


@app.command()
def verify(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="数据包的文件夹 the package's folder")
    ],
    key: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="该机关公布的公钥 the public key that the bureau published"
        ),
    ] = None,
) -> None:
    """核验一个数据包；有问题时退出状态为 1。 Verify a package; exit status 1 where something is wrong."""
    from yifa.rollup.packages import verify_package

    found = verify_package(folder, None if key is None else [key.read_text(encoding="utf-8").strip()])
    manifest = found.package.manifest
    for fault in found.faults:
        _words.say(fault, error=True)
    if found.more:
        _words.say(Bilingual(f"另有{found.more}处。", f"{found.more} more."), error=True)
    if not found.ok:
        raise typer.Exit(1)
    _words.say(
        Bilingual(
            f"{manifest.name}（{manifest.bureau}）：{found.figures}个数与{found.records}条记录相符，都在前{manifest.size}条日志之中。",
            f"{manifest.name_en or manifest.name} ({manifest.bureau}): {found.figures} figures agree with {found.records} "
            f"records, all in its log's {manifest.size} entries.",
        )
    )
    if found.package.witnesses:
        names = found.package.witnesses
        _words.say(
            Bilingual(
                f"检查点有见证签名：{'、'.join(names)}。", f"The head was cosigned by: {', '.join(names)}."
            )
        )
    if key is None:
        _words.say(
            Bilingual(
                "用的是数据包自带的公钥：能证明没有被改动；是不是该机关的，请用 --key 给出它公布的公钥。",
                "Checked with the package's own key: nothing was changed. Whether it is the bureau's, --key tells.",
            )
        )


@app.command()
def keygen(
    file: Annotated[Path, typer.Argument(help="写到哪个文件 where to write it")],
) -> None:
    """生成企业摘要密钥，由上级发给各机关。 Make a key for enterprises, for the office above to give to its bureaus."""
    import os
    import secrets

    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _words.fail(Bilingual(f"{file} 已经存在，没有改动。", f"{file} is there already and was left alone."))
    except OSError as problem:
        _words.fail(
            Bilingual(
                f"{file} 写不进去：{problem.strerror}。", f"{file} cannot be written: {problem.strerror}."
            )
        )
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"{secrets.token_hex(32)}\n")
    _words.say(
        Bilingual(
            f"{file}：请用安全的途径发给各机关，不要公开：有它的人能由信用代码认出企业。",
            f"{file}: give it to the bureaus on a safe way and to nobody else: "
            "whoever has it can tell enterprises by their codes.",
        )
    )
