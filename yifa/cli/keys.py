"""``yifa keys``: the keys by which personal data is sealed in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="个人信息的加密密钥：生成、更换、停用。 Keys of personal data: make, rotate, retire.",
)

CipherOption = Annotated[
    str, typer.Option(help="加密算法 aes-256-gcm（默认）或 sm4-gcm aes-256-gcm or sm4-gcm")
]


@app.command()
def make(cipher: CipherOption = "aes-256-gcm") -> None:
    """第一次生成密钥文件；已有时拒绝。 Make the key file; refused where there is one."""
    _django.setup()
    from yifa.house.models import Bureau
    from yifa.sealing.ring import made_key, path_of_keys, write

    if Bureau.objects.exists() and not path_of_keys().exists():
        _words.fail(
            Bilingual(
                f"数据库里已有机关，密钥文件却不在：{path_of_keys()}。请从备份放回原来的文件；新密钥打不开"
                "旧密钥加密的内容。",
                f"There are bureaus in the database and no key file: {path_of_keys()}. Put the file back from its copy. A new "
                "key would not open what the old one sealed.",
            )
        )
    write(path_of_keys(), [made_key(_today(), cipher)], anew=True)
    _advice()


@app.command("list")
def list_() -> None:
    """列出密钥（不显示密钥本身）和各自还在用的内容。 List the keys, without their secrets, and what each still seals."""
    _django.setup()
    from yifa.cases.log.resealing import remaining
    from yifa.house.models import Bureau
    from yifa.sealing import ring

    found = ring()
    bureaus = list(Bureau.objects.all())
    for key in found.keys:
        count = sum(remaining(bureau, key.name) for bureau in bureaus)
        mark = "*" if key is found.current else " "
        typer.echo(f"{mark} {key.name:<20} {key.cipher:<12} {key.made_on} {key.fingerprint} {count}")
    _words.say(Bilingual(f"文件：{found.path}", f"File: {found.path}"))


@app.command()
def rotate(cipher: CipherOption = "aes-256-gcm") -> None:
    """更换密钥：加一把新的，再把全部个人信息换用新密钥。 Add a key and seal everything by it."""
    _django.setup()
    from yifa.sealing import ring
    from yifa.sealing.ring import made_key, write

    found = ring()
    key = made_key(_today(), cipher)
    write(found.path, [*found.keys, key], anew=not found.keys)
    _words.say(Bilingual(f"新密钥：{key.name}（{cipher}）。", f"New key: {key.name} ({cipher})."))
    _advice()
    _reseal()


@app.command()
def reseal() -> None:
    """接着换用现行密钥（中断后再运行即可）。 Go on sealing everything by the current key, after a break."""
    _django.setup()
    _reseal()


@app.command()
def retire(key: Annotated[str, typer.Argument(help="密钥名称，见 yifa keys list name of the key")]) -> None:
    """停用旧密钥：还有内容用它时拒绝。 Take an old key out of the file; refused while it seals anything."""
    _django.setup()
    from yifa.cases.log.resealing import remaining
    from yifa.house.models import Bureau
    from yifa.sealing import ring
    from yifa.sealing.ring import write

    found = ring()
    if found.key(key) is found.current:
        _words.fail(
            Bilingual(
                f"{key} 是现行密钥，不能停用；请先运行 yifa keys rotate。",
                f"{key} is the current key; run yifa keys rotate first.",
            )
        )
    count = sum(remaining(bureau, key) for bureau in Bureau.objects.all())
    if count:
        _words.fail(
            Bilingual(
                f"还有 {count} 项内容用 {key} 加密；请先运行 yifa keys reseal。",
                f"{count} values are still sealed by {key}; run yifa keys reseal first.",
            )
        )
    write(found.path, [one for one in found.keys if one.name != key])
    _words.say(
        Bilingual(
            f"已停用 {key}。更换之前的数据库备份仍须它才能打开，请随那些备份保存它的副本，备份到期时一并销毁。",
            f"{key} is retired. Backups from before need it still: keep a copy as long as they, and destroy both together.",
        )
    )


def _reseal() -> None:
    from yifa.cases.log.resealing import reseal as run
    from yifa.cases.log.resealing import reseal_sessions
    from yifa.house.models import Bureau

    total = 0
    for bureau in Bureau.objects.all():
        for table, count in run(bureau, lambda: datetime.now(UTC)):
            total += count
            _words.say(Bilingual(f"  {bureau.name} {table}：{count}", f"  {bureau.code} {table}: {count}"))
    reseal_sessions()
    _words.say(
        Bilingual(
            f"已换用现行密钥，共 {total} 行；在线人员须重新登录。",
            f"Everything is sealed by the current key, {total} rows; whoever was signed in signs in again.",
        )
    )


def _advice() -> None:
    from yifa.sealing.ring import path_of_keys

    _words.say(
        Bilingual(
            f"密钥文件：{path_of_keys()}。请立即备份，与数据库的备份分开保管；丢失后个人信息无法恢复。",
            f"Key file: {path_of_keys()}. Back it up now, apart from backups of the database; without it personal data is lost.",
        )
    )


def _today() -> date:
    return datetime.now(UTC).date()
