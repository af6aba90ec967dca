"""The environment, read here and nowhere else.

Three readers, each typed, each failing loudly with the variable's name and what it may be. A secret may lie in a file
instead: with ``YIFA_SECRET_KEY_FILE=/run/secrets/key`` the file's content is the value. An empty variable counts as absent.

Every variable is declared in ``VARIABLES``; docs/reference/settings.md lists the same ones, and a test compares the two.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from yifa.law.text import Bilingual


@dataclass(frozen=True)
class Variable:
    """One environment variable: what it is for, and whether its value is secret (and may lie in a file)."""

    name: str
    says: Bilingual
    secret: bool = False


VARIABLES: Final[dict[str, Variable]] = {
    variable.name: variable
    for variable in (
        Variable(
            "YIFA_HOME",
            Bilingual(
                zh="运行数据的目录：内置数据库、上传的文件、生成的报告",
                en="Folder of running data: embedded database, files, reports",
            ),
        ),
        Variable(
            "DATABASE_URL",
            Bilingual(
                zh="PostgreSQL 15 及以上的地址，以应用程序的角色登录；不填则使用内置数据库",
                en="Address of a PostgreSQL 15 or later, logging in as the application's role; without it, the embedded server",
            ),
            secret=True,
        ),
        Variable(
            "DATABASE_OWNER_URL",
            Bilingual(
                zh="同一数据库的地址，以表的所有者登录；只有升级时（yifa migrate）需要",
                en="The same database, logging in as the owner of its tables; needed for yifa migrate alone",
            ),
            secret=True,
        ),
        Variable(
            "YIFA_SECRET_KEY",
            Bilingual(
                zh="会话与签名的密钥，至少五十个字符",
                en="Key of sessions and signatures, fifty characters or more",
            ),
            secret=True,
        ),
        Variable(
            "YIFA_ALLOWED_HOSTS",
            Bilingual(
                zh="对外的域名，用逗号分开",
                en="Host names under which Yifa is reached, with commas between them",
            ),
        ),
        Variable(
            "YIFA_LOG_HOST",
            Bilingual(
                zh="证据日志名称里的主机名，密钥生成后不再改变；默认 yifa.localhost",
                en="Host in the names of evidence logs, not to be changed once a key is made; yifa.localhost by default",
            ),
        ),
        Variable(
            "YIFA_LOG_SIGNING_COMMAND",
            Bilingual(
                zh="为检查点签名的程序，用于私钥不存文件的情形（如密码卡）：标准输入为正文，末尾参数为机关代码，输出 base64 签名",
                en="Program that signs checkpoints where the private key lies in no file (a token): text on standard input, the "
                "bureau's code as last argument, the signature in base64 on standard output",
            ),
        ),
        Variable(
            "YIFA_PERSONAL_KEYS",
            Bilingual(
                zh="个人信息密钥文件的位置，应与数据库分开存放和备份；默认为运行数据目录下的 keys/personal-data.json",
                en="Where the key file of personal data lies, kept and backed up apart from the database; keys/personal-data.json"
                " in the folder of running data by default",
            ),
        ),
        Variable(
            "YIFA_MAIL_URL",
            Bilingual(
                zh="发信服务器，如 smtps://用户:口令@主机:465 或 smtp+tls://主机:587?from=地址；不填则不发邮件",
                en="Mail server, such as smtps://user:password@host:465 or smtp+tls://host:587?from=address; without it, no mail",
            ),
            secret=True,
        ),
        Variable(
            "YIFA_PORTAL_FOLDER",
            Bilingual(
                zh="每日导出公众网站静态文件的文件夹，各机关一个子文件夹，写完整后才替换；不填则不导出",
                en="Folder into which the portals are written as files every day, one under it for each bureau, replaced when it "
                "is whole; without it nothing is written",
            ),
        ),
        Variable(
            "YIFA_ADDRESS",
            Bilingual(
                zh="工作台的网址，如 https://yifa.example.gov.cn，用于提醒中的链接；不填则提醒不带链接",
                en="Where the desk is reached, such as https://yifa.example.gov.cn, for links in notices; "
                "without it they have none",
            ),
        ),
        Variable(
            "YIFA_ROBOT_HOSTS",
            Bilingual(
                zh="提醒可以发往的群机器人主机，用逗号分开；默认企业微信和钉钉，none 为都不发",
                en="Hosts of group robots to which notices may go, with commas; by default those of WeCom and "
                "DingTalk, none for no host",
            ),
        ),
        Variable(
            "YIFA_BEHIND_PROXY",
            Bilingual(
                zh="前面有终止 HTTPS 的反向代理时填 yes：据 X-Forwarded-Proto、X-Forwarded-For 判断来源",
                en="yes behind a reverse proxy that ends HTTPS: X-Forwarded-Proto and X-Forwarded-For are then believed",
            ),
        ),
        Variable(
            "YIFA_SECOND_FACTOR",
            Bilingual(
                zh="登录须两步验证的职权，用逗号分开；all 为全部人员，none 为不要求；正式运行默认三员和机关领导，其余不要求",
                en="Powers whose holders need a second factor, with commas; all for everybody, none for nobody; in production by "
                "default the three administrators and the heads, elsewhere nobody",
            ),
        ),
        Variable(
            "YIFA_CONNECTION_SECONDS",
            Bilingual(
                zh="数据库连接保持的秒数，默认 60", en="Seconds a database connection is kept, 60 by default"
            ),
        ),
        Variable(
            "YIFA_WORKERS",
            Bilingual(
                zh="答复请求的进程数；默认每个处理器两个，至少四个",
                en="Processes that answer requests; by default two for each processor, four at least",
            ),
        ),
        Variable(
            "YIFA_REQUEST_SECONDS",
            Bilingual(
                zh="一次请求最多用的秒数，超时的进程被替换并记入运行日志；默认 60",
                en="Seconds that a request may take; a process that takes longer is replaced and logged; 60 by default",
            ),
        ),
        Variable(
            "YIFA_WORKER_REQUESTS",
            Bilingual(
                zh="进程答复多少次请求后更换，0 为不更换；默认 2000",
                en="Requests after which a process is replaced, 0 for never; 2000 by default",
            ),
        ),
        Variable(
            "YIFA_LOG_LEVEL",
            Bilingual(
                zh="运行日志的级别：DEBUG、INFO、WARNING 或 ERROR，默认 INFO",
                en="Level of the technical log: DEBUG, INFO, WARNING or ERROR; INFO by default",
            ),
        ),
        Variable(
            "YIFA_TEST_CLUSTER",
            Bilingual(
                zh="仅供测试：并行测试进程共用的数据库目录",
                en="For tests only: the database folder that parallel test processes share",
            ),
        ),
    )
}

_YES: Final = frozenset({"1", "yes", "true", "on"})
_MAIL_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_NO: Final = frozenset({"0", "no", "false", "off"})


def text(name: str, default: str | None = None) -> str:
    """The variable's text, or ``default``. Raises ImproperlyConfigured when it is absent and there is no default, when
    both it and its file are given, or when the file cannot be read."""
    variable = VARIABLES[name]
    value = os.environ.get(name, "")
    file_name = os.environ.get(f"{name}_FILE", "") if variable.secret else ""
    if value and file_name:
        raise ImproperlyConfigured(
            _both(f"{name} 与 {name}_FILE 只能填一个。", f"Give either {name} or {name}_FILE, not both.")
        )
    if file_name:
        try:
            value = Path(file_name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                _both(
                    f"{name}_FILE 所指的文件 {file_name} 无法读取：{error}",
                    f"{name}_FILE names {file_name}, which cannot be read: {error}",
                )
            ) from error
        if not value:
            raise ImproperlyConfigured(
                _both(
                    f"{name}_FILE 所指的文件 {file_name} 是空的。",
                    f"{name}_FILE names {file_name}, which is empty.",
                )
            )
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            _both(
                f"缺少环境变量 {name}（{variable.says.zh}）。见 docs/reference/settings.md。",
                f"The environment variable {name} is missing ({variable.says.en}). See docs/reference/settings.md.",
            )
        )
    return default


def home() -> Path:
    """The folder of running data: ``YIFA_HOME``, else ``var`` of a checkout, else the user's own; a wheel has no checkout."""
    checkout = Path(__file__).resolve().parent.parent.parent
    in_checkout = (checkout / "pyproject.toml").exists()
    own = checkout / "var" if in_checkout else Path.home() / ".local" / "share" / "yifa"
    return Path(text("YIFA_HOME", str(own)))


def flag(name: str, *, default: bool) -> bool:
    """Yes or no: 1, yes, true, on; 0, no, false, off. Raises ImproperlyConfigured for anything else."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in _YES | _NO:
        return value in _YES
    raise ImproperlyConfigured(
        _both(f"{name} 应为 yes 或 no，而不是“{value}”。", f"{name} must be yes or no, not “{value}”.")
    )


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``. Raises ImproperlyConfigured for anything else."""
    value = text(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(
            _both(
                f"{name} 应为不小于 {least} 的整数，而不是“{value}”。",
                f"{name} must be a whole number from {least} up, not “{value}”.",
            )
        )
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The parts of ``text`` between commas, without blanks."""
    return [part.strip() for part in text(name, ",".join(default)).split(",") if part.strip()]


def powers(name: str, default: tuple[str, ...] = ()) -> frozenset[str]:
    """Keys between commas; ``none`` is none of them. Raises ImproperlyConfigured for what cannot be a key."""
    given = frozenset(words(name, default))
    if given == {"none"}:
        return frozenset()
    for key in given:
        if not key.replace("-", "").isalpha() or not key.isascii() or key == "none":
            raise ImproperlyConfigured(
                _both(
                    f"{name} 应列出职权的代码（如 head-of-organ），而不是“{key}”。",
                    f"{name} lists keys of powers such as head-of-organ, not “{key}”.",
                )
            )
    return given


def mail_server(name: str) -> dict[str, object]:
    """Django's mail settings from an address; nothing is sent without one. Raises ImproperlyConfigured for what is none."""
    value = text(name, "")
    if not value:
        return {"EMAIL_HOST": ""}
    parts = urlsplit(value)
    sender = dict(parse_qsl(parts.query)).get("from", unquote(parts.username or ""))
    if parts.scheme not in _MAIL_PORTS or not parts.hostname or "@" not in sender:
        raise ImproperlyConfigured(
            _both(
                f"{name} 应如 smtps://用户:口令@主机:465?from=发件地址（或 smtp+tls、smtp），并有发件地址。",
                f"{name} reads smtps://user:password@host:465?from=address (or smtp+tls, smtp), with an address that sends.",
            )
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": sender,
    }


def _both(zh: str, en: str) -> str:
    return f"{zh}\n{en}"


def system_language() -> str:
    """The language of the user's terminal in small letters, such as ``zh_cn.utf-8``, ``c`` or nothing (POSIX order)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return value.lower()
    return ""


def hand_on(name: str, value: str) -> None:
    """Gives a variable to the program by which this one is replaced."""
    os.environ[name] = value
