"""Which tables the record proves row by row, which it proves otherwise, and which it does not prove, with the reason.

Every table of a model is protected unless it is named here: what its rows say is committed to by triggers, in the transaction
that writes them (``row_triggers``), and only a transaction that enters an act may write them. The triggers are made after each
migration from the models, so that a new register is protected without being named; a test holds the lists complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from yifa.law.text import Bilingual

OUTSIDE: Final[Mapping[str, Bilingual]] = {
    "cases_draft": Bilingual("还没有办理的草稿", "forms that are not acts yet"),
    "report_prosedraft": Bilingual("报告中还没有保存的文字", "words of a report that are not saved yet"),
    "cases_headchoice": Bilingual(
        "导入时记住的列名选择，每次导入仍由人确认",
        "choices of columns that an import proposes again, and somebody confirms",
    ),
    "desk_sending": Bilingual(
        "已提交的表单，用于避免重复", "forms that were sent, so that none is taken twice"
    ),
    "desk_filling": Bilingual("自动填写的计数", "counts of what was filled in"),
    "desk_notice": Bilingual(
        "提醒，由记录和期限得出", "notices, which follow from the log and from what is due"
    ),
    "desk_reach": Bilingual("本人选择的提醒方式", "how officers want to be told, chosen by themselves"),
    "desk_feed": Bilingual("日程的订阅地址", "addresses of calendars that officers subscribe to"),
    "desk_savedlist": Bilingual("本人保存的筛选条件", "filters that officers kept for themselves"),
    "desk_noticemark": Bilingual("提醒看到哪里", "how far was looked for notices"),
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
RESTATE: Final = "restate-rows"

TITLES: Final = {RESTATE: Bilingual("表结构变更后重作行承诺", "Commit to rows anew after a change of tables")}

SETTINGS: Final = (
    "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';"
    " set local bytea_output = 'hex'; set local extra_float_digits = 1"
)
"""Settings of a session that makes the text of a row, as the functions of ``row_triggers`` have them."""


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


def _protected(table: str, key: str, bureau: str, title: Bilingual) -> Protected:
    return Protected(table, key, bureau, table not in NOTED, tuple(LEFT_OUT.get(table, ())), title)


def _options(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001  (Django's public name for it)


def quoted(name: str) -> str:
    """A name of the database in its quotation marks."""
    return '"' + name.replace('"', '""') + '"'
