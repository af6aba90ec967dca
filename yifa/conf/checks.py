"""What must hold before Yifa serves a bureau. Each finding names its remedy; the start is refused while one stands.

Run by ``yifa serve``, ``yifa manage check --database default`` and by the WSGI application itself, so that a server started
by other means is no way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from yifa.conf.logins import DEMO_DOMAIN
from yifa.house.powers import known_powers
from yifa.sealing import SealingProblem, ring


def _error(number: int, zh: str, en: str, remedy: str) -> Error:
    return Error(f"{zh}\n{en}", hint=remedy, id=f"yifa.E{number:03}")


@register(Tags.security)
def settings_are_safe(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Debugging pages show settings and data to whoever causes an error."""
    if settings.DEBUG:
        return [_error(1, "DEBUG 不得开启。", "DEBUG must be off.", "Remove DEBUG from the settings module.")]
    return []


@register(Tags.security)
def second_factor_names_powers(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001
    """A misspelt power would demand a second factor of nobody."""
    unknown = sorted(settings.SECOND_FACTOR - {*known_powers(), "all"})
    if unknown:
        names = "、".join(unknown)
        return [
            _error(
                6,
                f"YIFA_SECOND_FACTOR 里没有这样的职权：{names}。",
                f"YIFA_SECOND_FACTOR names powers that there are not: {', '.join(unknown)}.",
                "Take the keys in procedures/powers.yaml, or system-, security- and audit-administrator.",
            )
        ]
    return []


@register(Tags.database)
def database_is_guarded(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """The role of the application must not be able to change the record, nor pass by row-level security."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if not connection.settings_dict.get("APPLICATION_USER"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT current_setting('server_version_num')::int, rolsuper OR rolbypassrls OR rolcreaterole,
                       EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid
                               AND relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))
                FROM pg_roles WHERE rolname = current_user
                """
            )
            version, mighty, owner = cursor.fetchone()
        if version < 150000:
            found.append(
                _error(
                    2,
                    "PostgreSQL 版本过低，应为 15 或更高。",
                    "PostgreSQL is too old; 15 or later is needed.",
                    "Upgrade the database server.",
                )
            )
        if mighty:
            found.append(
                _error(
                    3,
                    "应用程序的数据库角色权限过大（超级用户、BYPASSRLS 或 CREATEROLE）。",
                    "The application's database role may do too much (superuser, BYPASSRLS or CREATEROLE).",
                    "Give DATABASE_URL a role of its own: CREATE ROLE yifa_app LOGIN NOSUPERUSER NOBYPASSRLS.",
                )
            )
        if owner:
            found.append(
                _error(
                    4,
                    "应用程序以表的所有者登录，因而能够改动卷宗记录。",
                    "The application logs in as the owner of the tables, and so could change the record.",
                    "Give the owner in DATABASE_OWNER_URL and another role in DATABASE_URL.",
                )
            )
    return found


@register(Tags.database)
def personal_data_has_its_key(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """Without the key nobody could sign in or keep a form; a server that starts all the same would only refuse later."""
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT to_regclass('cases_reading') IS NOT NULL")
            if not cursor.fetchone()[0]:
                continue
            cursor.execute("SELECT EXISTS (SELECT FROM house_bureau)")
            if not cursor.fetchone()[0]:
                continue
        try:
            ring().seal("check", "check")
        except SealingProblem as problem:
            return [
                _error(
                    7,
                    problem.zh,
                    problem.en,
                    "Put the key file back, or name its place in YIFA_PERSONAL_KEYS.",
                )
            ]
    return []


@register(Tags.database)
def no_demonstration_log_ins(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """Demonstration log-ins have published passwords."""
    if settings.DEMO_LOGINS_ALLOWED:
        return []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT to_regclass('auth_user') IS NOT NULL")
            if not cursor.fetchone()[0]:
                continue
            cursor.execute("SELECT count(*) FROM auth_user WHERE email ILIKE %s", [f"%@{DEMO_DOMAIN}"])
            (number,) = cursor.fetchone()
        if number:
            return [
                _error(
                    5,
                    f"数据库中有 {number} 个演示用登录账号，其密码是公开的。",
                    f"The database holds {number} log-ins of the demonstration, whose passwords are public.",
                    "Use a database of its own for production, or load the demonstration elsewhere.",
                )
            ]
    return []


@register(Tags.database)
def no_demonstration_bureaus(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """What a demonstration's bureau publishes is invented, under the name of a bureau that exists."""
    if settings.DEMO_LOGINS_ALLOWED:
        return []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            # The column may not be there yet: the check also runs before the first migration.
            cursor.execute(
                "SELECT count(*) FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = 'house_bureau' AND column_name = 'is_demonstration'"
            )
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(
                "SELECT string_agg(code, ', ' ORDER BY code) FROM house_bureau WHERE is_demonstration"
            )
            (codes,) = cursor.fetchone()
        if codes:
            return [
                _error(
                    6,
                    f"数据库中有演示机关（{codes}），其文件和数字都是虚构的。",
                    f"The database holds bureaus of a demonstration ({codes}), whose documents and figures are invented.",
                    "Use a database of its own for production, or load the demonstration elsewhere.",
                )
            ]
    return []
