"""``yifa bureau``: enter a bureau with its first system administrator, who does the rest at the desk; list bureaus."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

app = typer.Typer(add_completion=False, no_args_is_help=True, help="机关的登记。 Bureaus.")


@app.command()
def add(
    code: Annotated[
        str,
        typer.Argument(help="代码，记录的名称以它结尾，不再改变 its code, for ever part of its log's name"),
    ],
    name: Annotated[str, typer.Argument(help="全称 full name")],
    administrator: Annotated[
        str, typer.Option(help="系统管理员的用户名 user name of the system administrator")
    ],
    short_name: Annotated[str, typer.Option(help="简称 short name")] = "",
    name_en: Annotated[str, typer.Option(help="英文名称 name in English")] = "",
    division: Annotated[str, typer.Option(help="行政区划代码 division code, six digits")] = "",
    level: Annotated[str, typer.Option(help="province, city, county")] = "city",
    mark: Annotated[str, typer.Option(help="机关代字 as in 漯科〔2020〕5号")] = "",
) -> None:
    """登记机关，开设系统管理员账号。 Enter a bureau and open its system administrator's log-in."""
    _django.setup()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from yifa.cases.keys import ensure_key
    from yifa.house.accounts import open_account
    from yifa.house.models import Bureau, Department, Holding, Officer, Post
    from yifa.house.powers import SYSTEM_ADMINISTRATOR
    from yifa.house.tenancy import using_bureau
    from yifa.law.limits import legal_day

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
    with transaction.atomic():
        bureau.save()
        with using_bureau(bureau):
            department = Department.objects.create(
                bureau=bureau, name="系统管理", name_en="System administration"
            )
            post = Post.objects.create(
                bureau=bureau,
                department=department,
                name="系统管理员",
                name_en="System administrator",
                powers=[SYSTEM_ADMINISTRATOR],
            )
            officer = Officer.objects.create(bureau=bureau, name="系统管理员")
            today = legal_day(datetime.now(UTC))
            Holding.objects.create(bureau=bureau, post=post, officer=officer, from_on=today)
            password = open_account(officer, administrator)
    key = ensure_key(bureau)
    _words.say(
        Bilingual(
            f"已登记：{bureau.name}。\n用户名：{administrator}\n首次密码（只显示这一次）：{password}\n记录公钥：{key}",
            f"Entered: {bureau.title.en}.\nUser name: {administrator}\nFirst password (shown this once): {password}\n"
            f"The log's public key: {key}",
        )
    )


@app.command(name="list")
def list_() -> None:
    """列出机关。 List the bureaus."""
    _django.setup()
    from yifa.house.models import Bureau

    for bureau in Bureau.objects.order_by("code"):
        typer.echo(f"{bureau.code:<24}{bureau.name}")
