"""``yifa record``: the logs of bureaus: keys, checkpoints, receipts, export, and verification with or without the database."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.cases.log.differences import Difference
    from yifa.cases.log.verification import RecordVerification
    from yifa.evidence.continuing import Continuation
    from yifa.evidence.verify import Verification

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="记录的签名、凭证、导出和核验。 Sign, prove, export and verify the record.",
)

BureauArgument = Annotated[
    str, typer.Argument(metavar="BUREAU", help="机关的代码、名称或名称的一部分 code, name, or part of a name")
]


@app.command()
def verify(
    bureau: Annotated[
        str,
        typer.Argument(metavar="BUREAU", help="机关；不填则核验全部 a bureau; without it, all of them"),
    ] = "",
    folder: Annotated[
        Path | None,
        typer.Option(help="核验导出的文件夹，不需要数据库 verify an exported folder, without the database"),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(help="信任的公钥文件（与 --folder 同用） the public key to trust, with --folder"),
    ] = None,
    tables: Annotated[
        bool,
        typer.Option(help="同时由记录重算各事项并比较 also make every case anew from the log and compare"),
    ] = True,
    files: Annotated[bool, typer.Option(help="同时读取全部附件 also read every file")] = True,
    since: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="以前取得的检查点：核验现在的日志是它的延续 an older checkpoint: verify that the log continues it",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="进程数，不填则用全部处理器核 processes; by default one for each core"),
    ] = None,
    resume: Annotated[
        bool, typer.Option(help="接着上次中断的核验 take up a verification that was broken off")
    ] = False,
    remembered: Annotated[
        bool,
        typer.Option(
            help="与上次核验时逐字节相同的事项不再重算 leave cases that are byte for byte what they were when last made anew"
        ),
    ] = False,
) -> None:
    """核验记录；有问题时退出状态为 1。 Verify the record; exit status 1 where something is wrong."""
    if folder is not None:
        from yifa.evidence.continuing import folder_continues
        from yifa.evidence.verify import verify_folder

        trusted = None if key is None else [key.read_text(encoding="utf-8").strip()]
        result = verify_folder(folder, trusted, workers or os.cpu_count() or 1)
        _tell(result)
        continued = since is None or _tell_continuation(folder_continues(folder, since, trusted))
        raise typer.Exit(0 if result.ok and continued else 1)
    _django.setup()
    if since is not None and not bureau:
        _words.fail(
            Bilingual("--since 须指明机关。", "--since needs the bureau that the checkpoint is of."), 2
        )
    from yifa.cases.log.heads import continues_since
    from yifa.cases.log.verification import verify as verify_record
    from yifa.house import find_bureau
    from yifa.house.models import Bureau

    bureaus = [find_bureau(bureau)] if bureau else list(Bureau.objects.all())
    if not bureaus:
        _words.say(Bilingual("还没有任何机关。", "There is no bureau yet."))
    sound = True
    for one in bureaus:
        found = verify_record(
            one,
            tables=tables,
            files=files,
            workers=workers,
            progress=_words.progress(Bilingual("核验", "verifying")),
            keep_at=datetime.now(UTC),
            resume=resume,
            remembered=remembered,
        )
        sound &= found.ok
        _words.say(Bilingual(f"{one.name}（{one.code}）", f"{one.title.en} ({one.code})"))
        if found.log is None:
            _words.say(Bilingual("  尚无已签名的检查点。", "  No checkpoint was signed yet."))
        else:
            _tell(found.log)
        if found.waiting:
            _words.say(
                Bilingual(
                    f"  另有 {found.waiting} 条尚未列入检查点（yifa record sign 可签署）。",
                    f"  {found.waiting} more entries are not under a checkpoint yet (yifa record sign).",
                )
            )
        _tell_differences(found.differences, found.more)
        if found.resumed is not None:
            _words.say(
                Bilingual(
                    f"  接续 {found.resumed:%Y-%m-%d %H:%M}Z 开始的核验：当时核对过的部分没有再核对，其后的变动已核对。",
                    f"  Taken up from {found.resumed:%Y-%m-%d %H:%M}Z: parts that were compared then were not compared again;"
                    " what was written since was.",
                )
            )
        if found.known:
            _words.say(
                Bilingual(
                    f"  {found.known} 段事项与上次重算时逐字节相同，没有再重算。",
                    f"  {found.known} ranges of cases are byte for byte what they were when last made anew, and were not again.",
                )
            )
        if found.ok and tables:
            _words.say(
                Bilingual(
                    "  由记录重算的事项、待办和登记簿链接与表一致。",
                    "  Cases, what they owe and the links of registers, made anew from the log, agree with the tables.",
                )
            )
        if tables:
            _tell_rows(found)
        if since is not None:
            sound &= _tell_continuation(continues_since(one, since.read_text(encoding="utf-8")))
    raise typer.Exit(0 if sound else 1)


@app.command()
def recompute(bureau: BureauArgument) -> None:
    """由记录重算期限和状态，与索引比较。 Recompute due dates and states from the record and compare with the index."""
    _django.setup()
    from yifa.cases.log.comparing import compare
    from yifa.house import find_bureau

    one = find_bureau(bureau)
    differences = list(compare(one))
    _tell_differences(differences, 0)
    if not differences:
        _words.say(Bilingual(f"{one.name}：与记录一致。", f"{one.title.en}: agrees with the record."))
    raise typer.Exit(1 if differences else 0)


@app.command()
def keygen(
    bureau: BureauArgument,
    host: Annotated[str, typer.Option(help="日志名称所用的主机名 host in the log's name")] = "",
) -> None:
    """生成机关的签名密钥，显示公钥。 Make a bureau's signing key and show its public half."""
    _django.setup()
    from yifa.cases.log.keys import folder, make_key
    from yifa.house import find_bureau

    typer.echo(make_key(find_bureau(bureau), host or None))
    _words.say(
        Bilingual(
            f"私钥保存在 {folder()}，请备份并妥善保管；公钥请公布。",
            f"The private key lies in {folder()}: back it up and guard it; publish the public key.",
        ),
        error=True,
    )


@app.command("use-key")
def use_key(
    bureau: BureauArgument,
    key: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="公钥文件（名称+哈希+base64） the public key's file"
        ),
    ],
) -> None:
    """登记由签名命令保管私钥的公钥。 Take the public key whose private half a signing command holds."""
    _django.setup()
    from yifa.cases.log.keys import use_key as take
    from yifa.house import find_bureau

    typer.echo(take(find_bureau(bureau), key.read_text(encoding="utf-8").strip()))


@app.command()
def sign(bureau: BureauArgument) -> None:
    """把新记录列入树并签署检查点。 Take new entries into the tree and sign the checkpoint."""
    _django.setup()
    from yifa.cases.log.record import integrate
    from yifa.house import find_bureau

    head = integrate(find_bureau(bureau), datetime.now(UTC))
    if head is None:
        _words.say(Bilingual("还没有记录。", "There is no entry yet."))
    else:
        typer.echo(head.note, nl=False)


@app.command()
def export(
    bureau: BureauArgument,
    out: Annotated[Path, typer.Option(help="空文件夹或新文件夹 an empty or new folder")],
) -> None:
    """导出整本日志（tlog-tiles 格式）。 Export the whole log as tlog-tiles."""
    _django.setup()
    from yifa.cases.log.record import export as export_log
    from yifa.house import find_bureau

    done = export_log(find_bureau(bureau), out, datetime.now(UTC))
    _words.say(
        Bilingual(
            f"已导出 {done.size} 条记录，共 {done.files} 个文件：{done.folder}",
            f"Exported {done.size} entries in {done.files} files to {done.folder}",
        )
    )


@app.command()
def receipt(
    case: Annotated[str, typer.Argument(metavar="CASE", help="事项编号 number of the case")],
    number: Annotated[int, typer.Argument(metavar="N", help="第几条记录，从 1 起 which entry, from 1")],
    bureau: Annotated[
        str, typer.Option(help="机关；只有一个时可省略 the bureau, where there are several")
    ] = "",
    answers: Annotated[bool, typer.Option(help="披露所填内容 open the answers")] = False,
) -> None:
    """取一条记录的凭证（JSON）。 Give the receipt of one entry as JSON."""
    _django.setup()
    from yifa.cases.log.record import find_case, position_in_case
    from yifa.cases.log.record import receipt as receipt_of
    from yifa.house import find_bureau
    from yifa.house.models import Bureau

    if bureau:
        one = find_bureau(bureau)
    else:
        known = list(Bureau.objects.all()[:2])
        if len(known) != 1:
            _words.fail(Bilingual("请用 --bureau 指明机关。", "Name the bureau with --bureau."), 2)
        one = known[0]
    position = position_in_case(find_case(one, case), number)
    typer.echo(receipt_of(one, position, with_answers=answers, now=datetime.now(UTC)).to_json())


@app.command("verify-receipt")
def verify_receipt(
    file: Annotated[
        Path, typer.Argument(help="凭证文件；- 为标准输入 the receipt's file; - for standard input")
    ],
    key: Annotated[Path, typer.Option(help="信任的公钥文件 the public key to trust")],
) -> None:
    """核验一份凭证，不需要数据库。 Verify one receipt without the database."""
    from yifa.evidence.verify import verify_receipt as check

    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    result = check(text, [key.read_text(encoding="utf-8").strip()])
    _tell(result)
    raise typer.Exit(0 if result.ok else 1)


@app.command()
def evidence(
    case: Annotated[str, typer.Argument(metavar="CASE", help="事项编号 number of the case")],
    out: Annotated[Path, typer.Option(help="写入的 zip 文件 the zip to write")],
    bureau: Annotated[str, typer.Option(help="机关 the bureau")],
    answers: Annotated[bool, typer.Option(help="披露所填内容 open the answers")] = True,
) -> None:
    """导出一个事项的全部证据（zip）。 Export the whole evidence of one case as a zip."""
    _django.setup()
    from yifa.cases.log.case_evidence import write_evidence
    from yifa.cases.log.record import find_case
    from yifa.house import find_bureau

    found = find_case(find_bureau(bureau), case)
    with out.open("xb") as stream:
        count = write_evidence(found, stream, now=datetime.now(UTC), with_answers=answers)
    _words.say(Bilingual(f"已导出 {count} 条记录：{out}", f"Exported {count} entries to {out}"))


def _tell_rows(found: RecordVerification) -> None:
    """What was compared row by row, with how many rows of which table, and what was not compared at all."""
    from yifa.cases.log.rows import LEFT_OUT, OUTSIDE

    total = sum(one.rows for one in found.compared)
    filled = [one for one in found.compared if one.rows]
    _words.say(
        Bilingual(
            f"  已逐行核对 {len(found.compared)} 张表，共 {total} 行："
            + "，".join(f"{one.title.zh} {one.rows}" for one in filled)
            + "。",
            f"  Compared row by row: {len(found.compared)} tables, {total} rows: "
            + ", ".join(f"{one.table} {one.rows}" for one in filled)
            + ".",
        )
    )
    if found.unopened.answers:
        keys = sorted(found.unopened.keys)
        _words.say(
            Bilingual(
                f"  没有密钥（{'、'.join(keys)}），未能打开 {found.unopened.answers} 项个人信息，其内容是否与承诺相符未核对；"
                "放回密钥文件后再核验。",
                f"  Without the key ({', '.join(keys)}) {found.unopened.answers} personal answers could not be opened, and were "
                "not compared with their commitments; put the key file back and verify again.",
            )
        )
    if found.unsealed:
        _words.say(
            Bilingual(
                f"  另有 {found.unsealed} 项行承诺尚未封记，签署检查点时封记。",
                f"  {found.unsealed} commitments to rows are not sealed yet; the next signed head seals them.",
            )
        )
    columns = ", ".join(f"{table}.{column}" for table, some in LEFT_OUT.items() for column in some)
    outside = ", ".join(sorted(OUTSIDE))
    _words.say(
        Bilingual(
            f"  不在证明之内的表：{outside}；行承诺不含的列：{columns}。",
            f"  Not proved: {outside}; columns that digests leave out: {columns}.",
        )
    )


def _tell(result: Verification) -> None:
    if result.origin:
        _words.say(
            Bilingual(
                f"  日志 {result.origin}：{result.entries} 条记录，{result.cases} 个事项，根哈希 {result.root.hex()}",
                f"  Log {result.origin}: {result.entries} entries, {result.cases} cases, root {result.root.hex()}",
            )
        )
    for what in result.checked:
        _words.say(
            Bilingual(
                f"  ✓ 已核对：{what.zh}" if result.ok else f"  已核对：{what.zh}", f"  checked: {what.en}"
            )
        )
    for fault in result.faults:
        _words.say(Bilingual(f"  ✗ {fault.sentence.zh}", f"  ✗ {fault.sentence.en}"))
    if result.more_faults:
        _words.say(Bilingual(f"  另有 {result.more_faults} 处。", f"  and {result.more_faults} more."))
    if result.ok:
        _words.say(Bilingual("  核验通过。", "  Verified."))
    else:
        _words.say(Bilingual("  核验不通过。", "  Verification failed."))


def _tell_continuation(found: Continuation) -> bool:
    _words.say(Bilingual(f"  {'✓' if found.ok else '✗'} {found.sentence.zh}", f"  {found.sentence.en}"))
    return found.ok


def _tell_differences(differences: list[Difference], more: int) -> None:
    for one in differences:
        where = " ".join(
            part for part in (one.case, f"#{one.position}" if one.position is not None else "") if part
        )
        _words.say(Bilingual(f"  ✗ {where} {one.sentence.zh}", f"  ✗ {where} {one.sentence.en}"))
    if more:
        _words.say(Bilingual(f"  另有 {more} 处。", f"  and {more} more."))
