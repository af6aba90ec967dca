"""Which tables the record proves row by row, which it proves otherwise, and which it does not prove, with the reason.

Every table of a model is protected unless it is named here: what its rows say is committed to by triggers, in the transaction
that writes them (migration 0009), and only a transaction that enters an act may write them. The triggers are made after each
migration from the models, so that a new register is protected without being named; a test holds the lists complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

from yifa.law.text import Bilingual

OUTSIDE: Final[Mapping[str, Bilingual]] = {
    "cases_draft": Bilingual("还没有办理的草稿", "forms that are not acts yet"),
    "report_prosedraft": Bilingual("报告中还没有保存的文字", "words of a report that are not saved yet"),
    "cases_headchoice": Bilingual(
        "导入时记住的列名选择，每次导入仍由人确认",
        "choices of columns that an import proposes again, and somebody confirms",
    ),
    "mfa_authenticator": Bilingual("第二重验证", "second factors, changed by their holders"),
    "account_emailaddress": Bilingual("登录所用邮箱", "addresses of log-ins"),
    "account_emailconfirmation": Bilingual("登录所用邮箱", "addresses of log-ins"),
    "django_session": Bilingual("登录会话", "sessions"),
    "axes_accessattempt": Bilingual("登录失败的计数", "counts of failed log-ins"),
    "axes_accessattemptexpiration": Bilingual("登录失败的计数", "counts of failed log-ins"),
    "axes_accessfailurelog": Bilingual("登录失败的计数", "counts of failed log-ins"),
    "axes_accesslog": Bilingual("登录的时间", "times of log-ins"),
    "auth_group": Bilingual("不使用", "not used"),
    "auth_group_permissions": Bilingual("不使用", "not used"),
    "auth_permission": Bilingual("不使用", "not used"),
    "auth_user_groups": Bilingual("不使用", "not used"),
    "auth_user_user_permissions": Bilingual("不使用", "not used"),
    "django_content_type": Bilingual("模型的编号", "numbers of models"),
    "django_migrations": Bilingual("已执行的表结构变更", "migrations that ran"),
    "search_entry": Bilingual("搜索索引，可以重建", "the index of the search, which can be made anew"),
    "search_head": Bilingual("搜索索引，可以重建", "the index of the search, which can be made anew"),
}
"""Tables whose rows nothing proves, and why."""

OTHERWISE: Final[Mapping[str, Bilingual]] = {
    "log_head": Bilingual("与记录比较", "compared with the entries"),
    "log_entry": Bilingual("哈希树", "the tree"),
    "log_tile": Bilingual("由记录重算", "computed from the entries"),
    "act_content": Bilingual("记录中的承诺", "the entries' commitments"),
    "cases_obligation": Bilingual("由记录重算", "computed from the entries"),
    "cases_counter": Bilingual("由已给出的编号重算", "computed from the numbers that were given"),
    "cases_keptprocedure": Bilingual("程序的哈希", "the procedure's hash"),
    "auth_user": Bilingual("与人员行中的承诺比较", "compared with the officers' rows"),
    "row_table": Bilingual("行承诺的一部分", "part of the commitments"),
    "row_commitment": Bilingual("行承诺的封记", "the seals"),
    "row_seal": Bilingual("记录中的封记", "the seals in the log"),
}
"""Tables that are proved in another way than by commitments to their rows, and how."""

NOTED: Final[Mapping[str, Bilingual]] = {
    "cases_refusal": Bilingual(
        "被拒的办理不是办理：写入即作承诺，之后不能改",
        "a refused attempt is no act: committed to when it is written",
    ),
    "cases_reading": Bilingual(
        "查阅个人信息不是办理：写入即作承诺，之后不能改",
        "reading personal data is no act: committed to when it is written",
    ),
    "log_checkpoint": Bilingual(
        "签名在记录之后：写入即作承诺，之后不能改",
        "signed after the entries: committed to when it is written",
    ),
    "cases_shownhead": Bilingual("送达见证人的结果", "what a witness answered who was shown a head"),
    "cases_cosignedhead": Bilingual("为其他机关见证的检查点", "heads of others that the bureau cosigned"),
}
"""Protected tables that are written without an act: what they say is committed to, and no entry has to be made with it."""

LEFT_OUT: Final[Mapping[str, Mapping[str, Bilingual]]] = {
    "cases_case": dict.fromkeys(
        ("marking", "version", "closed_on"), Bilingual("由记录重算", "computed from the entries")
    ),
    "house_bureau": {"calendar_version": Bilingual("缓存的计数", "a counter for caches")},
    "house_officer": {"must_change_password": Bilingual("登录的状态", "a state of the log-in")},
}
"""Columns that digests of rows do not cover, and why."""

_EXTRA: Final = {"log_checkpoint": ("size", "bureau_id")}
_TRIGGERS: Final = ("rows_inserted", "rows_changed", "rows_deleted")
RESTATE: Final = "restate-rows"

TITLES: Final = {RESTATE: Bilingual("表结构变更后重作行承诺", "Commit to rows anew after a change of tables")}

SETTINGS: Final = (
    "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';"
    " set local bytea_output = 'hex'; set local extra_float_digits = 1"
)
"""Settings of a session that makes the text of a row, as the functions of migration 0009 have them."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A table whose rows are committed to. bureau: the column that names their bureau; empty where rows belong to none."""

    table: str
    key: str
    bureau: str
    by_act: bool
    left_out: tuple[str, ...]
    title: Bilingual


def protected() -> dict[str, Protected]:
    """Every protected table by its name, sorted."""
    found: dict[str, Protected] = {}
    for model in apps.get_models(include_auto_created=True):
        options = _options(model)
        table = options.db_table
        if not options.managed or table in OUTSIDE or table in OTHERWISE:
            continue
        columns = {field.column for field in options.local_concrete_fields}
        bureau = "bureau_id" if "bureau_id" in columns else "id" if table == "house_bureau" else ""
        name = str(options.verbose_name)
        found[table] = _protected(table, options.pk.column, bureau, Bilingual(name, table))
    for table, (key, bureau) in _EXTRA.items():
        found[table] = _protected(table, key, bureau, Bilingual("检查点", table))
    return dict(sorted(found.items()))


def install(using: str = "default") -> int:
    """Makes the triggers of every protected table that lacks them or has others; gives their number. Runs as the owner.

    Where a table has rows that are not committed to in its present form, because a migration changed it, all of them are
    committed to anew, by an entry of each bureau's log that names the table.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select c.relname, array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attname)"
            " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
            " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname"
        )
        columns: dict[str, list[str]] = dict(cursor.fetchall())
        if "row_table" not in columns:
            return 0
        cursor.execute(
            "select name, columns, (select count(*) from pg_trigger t where t.tgrelid = to_regclass(quote_ident(name))"
            " and t.tgname = any (%s)) from row_table",
            [list(_TRIGGERS)],
        )
        known = {name: (form, count) for name, form, count in cursor.fetchall()}
        changed = []
        for one in protected().values():
            covered = [part for part in columns[one.table] if part.split(" ")[0] not in one.left_out]
            form = ",".join(covered) + (";act" if one.by_act else ";noted")
            if known.get(one.table) != (form, len(_TRIGGERS)):
                _install(cursor, one, [part.split(" ")[0] for part in covered], form)
                changed.append(one)
    restate(changed, using)
    return len(changed)


def restate(tables: list[Protected], using: str = "default") -> None:
    """Commit anew to the rows of tables whose form has changed, by an act of the system in each log whose bureau has any."""
    from yifa.cases.actors import Actor
    from yifa.cases.orders.house_acts import enter_house
    from yifa.house.models import Bureau
    from yifa.house.tenancy import using_bureau

    if not tables:
        return
    for bureau in Bureau.objects.using(using).all():
        with transaction.atomic(using=using), using_bureau(bureau), connections[using].cursor() as cursor:
            filled = [one for one in tables if _has_rows(cursor, one, bureau.pk)]
            if not filled:
                continue
            enter_house(
                bureau,
                RESTATE,
                actor=Actor.system(bureau),
                answers={"tables": [one.table for one in filled]},
                now=datetime.now(UTC),  # lint: allow time-is-an-argument: a migration is the edge
            )
            cursor.execute(SETTINGS)
            for one in filled:
                cursor.execute(_restatement(one), [bureau.pk, bureau.pk])


def after_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    """Receiver of post_migrate. Without a plan it was not a migration that sent it, but the emptying of a test database."""
    if plan is not None and connections[using].vendor == "postgresql":
        install(using)


def _install(cursor: Any, one: Protected, covered: list[str], form: str) -> None:
    cursor.execute(
        "insert into row_table as t (name, columns) values (%s, %s)"
        " on conflict (name) do update set columns = excluded.columns returning id",
        [one.table, form],
    )
    number = cursor.fetchone()[0]
    out = "{" + ",".join(one.left_out) + "}"
    arguments = (
        f"'{number}', '{one.table}', '{out}', '{one.key}', '{one.bureau}', '{str(one.by_act).lower()}'"
    )
    old, new = (", ".join(f"{side}.{quoted(name)}" for name in covered) for side in ("old", "new"))
    table = quoted(one.table)
    for name in _TRIGGERS:
        cursor.execute(f"drop trigger if exists {name} on {table}")
    cursor.execute(
        f"create trigger rows_inserted after insert on {table} referencing new table as inserted"
        f" for each statement execute function yifa_commit_inserted({arguments})"
    )
    # An update that touches nothing that is covered costs one comparison: every act updates its case.
    cursor.execute(
        f"create trigger rows_changed after update on {table} for each row when (({old}) is distinct from ({new}))"
        f" execute function yifa_commit_changed({arguments})"
    )
    cursor.execute(
        f"create trigger rows_deleted after delete on {table} for each row"
        f" execute function yifa_commit_changed({arguments})"
    )
    for name in _TRIGGERS:
        cursor.execute(f"alter table {table} enable always trigger {name}")


def _has_rows(cursor: Any, one: Protected, bureau_id: int) -> bool:
    where = f"{quoted(one.bureau)} = %s" if one.bureau else "%s is not null"
    cursor.execute(
        f"select exists (select from {quoted(one.table)} where {where})",  # noqa: S608  (our own tables' names)
        [bureau_id],
    )
    return bool(cursor.fetchone()[0])


def _restatement(one: Protected) -> str:
    where = f"t.{quoted(one.bureau)} = %s" if one.bureau else "%s is not null"
    out = "{" + ",".join(one.left_out) + "}"
    return (
        # Of rows that belong to no bureau the commitments of every bureau give way.
        f"with gone as (update row_commitment set salt = null where {'bureau_id = %s' if one.bureau else '%s is not null'}"  # noqa: S608
        f" and salt is not null and table_id = (select id from row_table where name = '{one.table}') returning 1)"
        " insert into row_commitment (bureau_id, after, table_id, row_key, digest, salt, by_act)"
        f" select h.bureau_id, h.size, n.id, m.key, sha256(m.salt || yifa_row_text('{one.table}', m.row)), m.salt, {one.by_act}"
        f" from (select t.{quoted(one.key)} as key, to_jsonb(t) - '{out}'::text[] as row, uuid_send(gen_random_uuid()) as salt"
        f" from {quoted(one.table)} t where {where} offset 0) m, row_table n, log_head h"
        f" where n.name = '{one.table}' and h.bureau_id = nullif(current_setting('yifa.bureau', true), '')::bigint"
        " and (select count(*) from gone) >= 0 order by m.key"
    )


def _protected(table: str, key: str, bureau: str, title: Bilingual) -> Protected:
    return Protected(table, key, bureau, table not in NOTED, tuple(LEFT_OUT.get(table, ())), title)


def _options(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001  (Django's public name for it)


def quoted(name: str) -> str:
    """A name of the database in its quotation marks."""
    return '"' + name.replace('"', '""') + '"'
