"""``yifa draw``: work a draw out again from what was published, and make a secret to seal. Needs neither database nor network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _words
from yifa.law.text import Bilingual

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="随机抽取的核验。 Work draws out again.",
)


@app.command()
def verify(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="公布的抽取记录 the record as it was published"),
    ],
    key: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="信任的公钥文件：同时核验名单记入日志的时间 the bureau's key: also verify when the log took the list",
        ),
    ] = None,
) -> None:
    """由公布的名单和种子重算结果；不一致时退出状态为 1。 Draw again from list and seed; exit status 1 where it differs."""
    from yifa.evidence.draws import DrawRecord
    from yifa.evidence.faults import EvidenceError

    trusted = [] if key is None else [key.read_text(encoding="utf-8").strip()]
    try:
        told = DrawRecord.from_json(file.read_text(encoding="utf-8-sig"))
        proved = told.verify(trusted)
    except UnicodeDecodeError:
        _words.fail(
            Bilingual("文件不是文本，不是抽取记录。", "The file is no text, and no record of a draw.")
        )
    except EvidenceError as error:
        _words.fail(error.sentence)
    listed = len(proved.fixed.candidates)
    excluded = len([one for one in proved.fixed.candidates if one.excluded])
    _words.say(
        Bilingual(
            f"名单与摘要相符：共 {listed} 个，其中 {excluded} 个不参加抽取。",
            f"The list has its digest: {listed} on it, {excluded} of them not drawn from.",
        )
    )
    if proved.committed_at is not None:
        when = proved.committed_at.isoformat()
        _words.say(Bilingual(f"名单于 {when} 记入机关的日志。", f"The bureau's log took the list at {when}."))
    elif key is not None:
        _words.say(
            Bilingual(
                "记录中没有凭证，没有核对日志。", "The record has no receipt; the log was not looked at."
            )
        )
    if not proved.seed:
        _words.say(Bilingual("还没有抽取。", "Nothing was drawn yet."))
        return
    _words.say(Bilingual(f"种子 {proved.seed}", f"seed {proved.seed}"))
    for mark in proved.drawn:
        opened = told.opened.get(mark)
        name = opened.name if opened is not None else mark
        _words.say(Bilingual(f"抽中 {name}", f"drawn {name}"))
    _words.say(Bilingual("重算的结果与公布的一致。", "Drawing again gives the result that was published."))


@app.command()
def secret() -> None:
    """生成一个密数和它的摘要：密数自己保存，摘要填入系统。 A secret and its digest: keep the one, enter the other."""
    from yifa.evidence.draws import digest_of, new_salt

    made = new_salt() + new_salt()
    _words.say(
        Bilingual(f"密数（自己保存，揭开时填写）：{made}", f"secret (keep it until it is opened): {made}")
    )
    _words.say(Bilingual(f"摘要（现在填入）：{digest_of(made)}", f"digest (enter it now): {digest_of(made)}"))
