"""``yifa law``: the files of statutes beside the laws' own texts, where these are installed. Needs no database and no Django."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Final

import typer

from yifa.cli import _words
from yifa.conf import env
from yifa.law.text import Bilingual
from yifa.law.texts import LawTexts, Standing
from yifa.procedure.citing import Cited, cited
from yifa.procedure.library import files_root, load_library

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="法规引用与法规原文的核对。 Citations compared with the laws' own texts.",
)

_WORDS: Final = {
    Standing.FOUND: Bilingual("有此条", "is there"),
    Standing.NOT_FOUND: Bilingual("原文中没有此条、款、项", "not in the text"),
    Standing.NOT_IN_FORCE: Bilingual("当日没有施行中的文本", "no text in force on the day"),
    Standing.NO_TEXT: Bilingual("没有安装该法规的文本", "no text installed"),
}
_WRONG: Final = (Standing.NOT_FOUND, Standing.NOT_IN_FORCE)


@app.callback()
def group() -> None:
    """法规。 The law."""


@app.command(name="cite-check")
def cite_check(
    root: Annotated[
        Path | None,
        typer.Argument(help="程序库的目录，不写则用本软件的 a library's folder", metavar="[FOLDER]"),
    ] = None,
    *,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", "-t", help="法规文本的目录 folder of the laws' texts", metavar="FOLDER"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 print JSON")] = False,
    everything: Annotated[bool, typer.Option("--all", help="也列出没有问题的 list all")] = False,
) -> None:
    """把程序库中的每处引用与法规原文核对；有引错的，退出码为 1。 Compare every citation; exit status 1 where one is wrong."""
    found = list(
        cited(load_library(root or files_root(), walks=False), LawTexts(texts or env.home() / "law"))
    )
    if as_json:
        typer.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            if everything or one.standing in _WRONG:
                _words.say(_said(one))
        _words.say(_summary(found))
    if any(one.standing in _WRONG for one in found):
        raise typer.Exit(1)


def _said(one: Cited) -> Bilingual:
    words = _WORDS[one.standing]
    return Bilingual(
        f"{one.source}  {one.rule_id}：{one.citation.zh(one.title)}（{one.on}）{words.zh}",
        f"{one.source}  {one.rule_id}: {one.citation.en(one.citation.statute)} ({one.on}) {words.en}",
    )


def _summary(found: list[Cited]) -> Bilingual:
    counts = Counter(one.standing for one in found)
    return Bilingual(
        f"共{len(found)}处引用："
        + "，".join(f"{words.zh}{counts[each]}处" for each, words in _WORDS.items())
        + "。",
        f"{len(found)} citations: "
        + ", ".join(f"{words.en} {counts[each]}" for each, words in _WORDS.items())
        + ".",
    )


def _plain(one: Cited) -> dict[str, object]:
    return {
        "rule": one.rule_id,
        "statute": one.citation.statute,
        "article": one.citation.article,
        "paragraph": one.citation.paragraph,
        "on": one.on.isoformat(),
        "file": one.source.path,
        "line": one.source.line,
        "standing": one.standing.value,
        "text": one.looked.text,
    }
