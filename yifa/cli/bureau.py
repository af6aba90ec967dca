"""``yifa bureau``: enter a bureau with the three who keep its system, who do the rest at the desk; list bureaus."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.cases.orders.founding import Keeper

app = typer.Typer(add_completion=False, no_args_is_help=True, help="机关的登记。 Bureaus.")


_WHO = "用户名=姓名 USER=NAME"


@app.command()
def add(
    code: Annotated[
        str,
        typer.Argument(help="代码，记录的名称以它结尾，不再改变 its code, for ever part of its log's name"),
    ],
    name: Annotated[str, typer.Argument(help="全称 full name")],
    system_administrator: Annotated[str, typer.Option(metavar=_WHO, help="系统管理员 who keeps the system")],
    security_administrator: Annotated[
        str, typer.Option(metavar=_WHO, help="安全管理员 who approves what the system administrator asks")
    ],
    audit_administrator: Annotated[
        str, typer.Option(metavar=_WHO, help="审计管理员 who looks at what was done")
    ],
    short_name: Annotated[str, typer.Option(help="简称 short name")] = "",
    name_en: Annotated[str, typer.Option(help="英文名称 name in English")] = "",
    division: Annotated[str, typer.Option(help="行政区划代码 division code, six digits")] = "",
    level: Annotated[str, typer.Option(help="province, city, county")] = "city",
    mark: Annotated[str, typer.Option(help="机关代字 as in 漯科〔2020〕5号")] = "",
) -> None:
    """登记机关，开设系统管理、安全管理、审计管理三员的账号（三个不同的人）。

    Enter a bureau and open the log-ins of the three people who keep its system.
    """
    _django.setup()
    from django.core.exceptions import ValidationError

    from yifa.cases.log.keys import ensure_key
    from yifa.cases.orders.founding import ROLES, found
    from yifa.house.models import Bureau
    from yifa.house.powers import title_of
    from yifa.sealing.ring import ensure, path_of_keys

    keepers = {
        role: _keeper(text)
        for role, text in zip(
            ROLES, (system_administrator, security_administrator, audit_administrator), strict=True
        )
    }
    bureau = Bureau(
        code=code,
        name=name,
        short_name=short_name,
        name_en=name_en,
        division_code=division,
        level=level,
        document_mark=mark,
    )
    try:
        bureau.full_clean()
    except ValidationError as error:
        said = "；".join(f"{field}：{'，'.join(words)}" for field, words in error.message_dict.items())
        _words.fail(Bilingual(f"不能登记：{said}", f"Not entered: {said}"))
    if not Bureau.objects.exists() and ensure(datetime.now(UTC).date()):
        _words.say(
            Bilingual(
                f"已生成个人信息的密钥文件：{path_of_keys()}。请立即备份，与数据库的备份分开保管；丢失后个人信息无法恢复。",
                f"Made the key file of personal data: {path_of_keys()}. Back it up now, apart from backups of the database; "
                "without it personal data is lost.",
            )
        )
    passwords = found(bureau, keepers, datetime.now(UTC))
    key = ensure_key(bureau)
    _words.say(Bilingual(f"已登记：{bureau.name}。", f"Entered: {bureau.title.en}."))
    for role in ROLES:
        title, keeper = title_of(role), keepers[role]
        _words.say(
            Bilingual(
                f"{title.zh} {keeper.name}  用户名：{keeper.username}  首次密码（只显示这一次）：{passwords[role]}",
                f"{title.en} {keeper.name}  user name: {keeper.username}  first password (shown this once): {passwords[role]}",
            )
        )
    _words.say(
        Bilingual(
            f"首次登录须修改密码；三人各自的“今日”列出先做什么。\n记录公钥（请公布）：{key}",
            "Each changes the password at the first sign-in; Today of each lists what to do first.\n"
            f"The log's public key (to be published): {key}",
        )
    )


def _keeper(text: str) -> Keeper:
    from yifa.cases.orders.founding import Keeper

    username, mark, name = text.partition("=")
    if not mark or not username.strip() or not name.strip():
        _words.fail(
            Bilingual(
                f"“{text}”应写成“用户名=姓名”，如 wangjianguo=王建国。",
                f"Write {text!r} as USER=NAME, such as wangjianguo=王建国.",
            ),
            2,
        )
    return Keeper(username.strip(), name.strip())


@app.command(name="list")
def list_() -> None:
    """列出机关。 List the bureaus."""
    _django.setup()
    from yifa.house.models import Bureau

    for bureau in Bureau.objects.order_by("code"):
        typer.echo(f"{bureau.code:<24}{bureau.name}")
