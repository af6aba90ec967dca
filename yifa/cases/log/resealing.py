"""Sealing anew what older keys sealed, or what was kept before it was sealed: a part at a time, each part an act.

A run that is broken off is taken up where it was: what the current key has sealed is passed over. Rows that the record proves are
written in the transaction of an entry that says which table and how many; of answers the commitments stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Q

from yifa.cases import store
from yifa.cases.actors import Actor
from yifa.cases.contents import from_text, personal_of, purpose_of, to_text
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of
from yifa.cases.models import Case
from yifa.cases.orders.house_acts import enter_house
from yifa.evidence.entries import Kind
from yifa.house.models import Bureau
from yifa.house.tenancy import TenantModel, using_bureau
from yifa.law.text import Bilingual
from yifa.sealing import Locked, ring
from yifa.sealing.fields import SealedJSONField, SealedTextField

RESEAL: Final = "reseal"
TITLES: Final = {RESEAL: Bilingual("个人信息换用新密钥", "Seal personal data with another key")}
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column that is sealed."""

    model: type[TenantModel]
    columns: tuple[str, ...]
    whole: bool

    @property
    def table(self) -> str:
        """Its table."""
        return str(self.model._meta.db_table)  # noqa: SLF001  (Django's public name for it)


def sealed_models() -> list[Sealed]:
    """Every model with sealed columns. whole: they are JSON values that are no part of the record (drafts)."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, TenantModel):
            continue
        fields = model._meta.local_concrete_fields  # noqa: SLF001  (as above)
        columns = tuple(one.name for one in fields if isinstance(one, SealedTextField))
        if columns:
            found.append(Sealed(model, columns, False))
        whole = tuple(one.name for one in fields if isinstance(one, SealedJSONField))
        if whole:
            found.append(Sealed(model, whole, True))
    return found


def reseal(bureau: Bureau, now: Callable[[], datetime]) -> Generator[tuple[str, int]]:
    """Seal everything of a bureau by the current key; tells table and number of rows after each part. Raises KeyMissing."""
    prefix = ring().current.prefix
    for one in sealed_models():
        while count := _reseal_rows(bureau, one, prefix, now()):
            yield one.table, count
    after = -1
    while True:
        last, count = _reseal_answers(bureau, prefix, after, now())
        if count:
            yield "act_content", count
        if last is None:
            return
        after = last


def reseal_sessions() -> int:
    """Forget sessions that an older key sealed: their users sign in again."""
    return Session.objects.exclude(session_data__startswith=ring().current.prefix).delete()[0]


def remaining(bureau: Bureau, key: str) -> int:
    """How many values of a bureau are still sealed by a key."""
    prefix = ring().key(key).prefix
    total = 0
    with using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        for one in sealed_models():
            where = " or ".join(f"{_column(one, name)}::text like %s::text" for name in one.columns)
            row = store.execute(
                connection,
                f"select count(*) from {one.table} where bureau_id = %s::bigint and ({where})",  # noqa: S608  (our own names)
                (bureau.pk, *[f"{'_' if one.whole else ''}{prefix}%"] * len(one.columns)),
            ).fetchone()
            total += int(row[0]) if row else 0
        row = store.execute(
            connection,
            "select count(*) from act_content c cross join lateral jsonb_each(c.answers) a"
            " where c.bureau_id = %s::bigint and a.value ->> 2 like %s::text",
            (bureau.pk, f"{prefix}%"),
        ).fetchone()
        return total + (int(row[0]) if row else 0)


def _column(one: Sealed, name: str) -> str:
    return f'"{one.model._meta.get_field(name).column}"'  # type: ignore[union-attr]  # noqa: SLF001


def _reseal_rows(bureau: Bureau, one: Sealed, prefix: str, now: datetime) -> int:
    old = [
        f"{_column(one, name)}::text not like %s" + ("" if one.whole else f" and {_column(one, name)} <> ''")
        for name in one.columns
    ]
    with transaction.atomic(), using_bureau(bureau):
        rows: list[Any] = list(
            one.model.objects.extra(  # noqa: S610  (our own columns)
                where=[" or ".join(f"({part})" for part in old)],
                params=[f"{'_' if one.whole else ''}{prefix}%"] * len(old),
            ).order_by("pk")[:_AT_ONCE]
        )
        if not rows:
            return 0
        for row in rows:
            for name in one.columns:
                if isinstance(getattr(row, name), Locked):
                    # Raises KeyMissing or SealDamaged, and says which.
                    ring().open(f"{one.table}.{name}", getattr(row, name).sealed)
        if not one.whole:
            enter_house(
                bureau,
                RESEAL,
                actor=Actor.system(bureau),
                answers={"table": one.table, "rows": len(rows), "key": ring().current.name},
                now=now,
            )
        one.model.everywhere.bulk_update(rows, one.columns)
        return len(rows)


def _reseal_answers(bureau: Bureau, prefix: str, after: int, now: datetime) -> tuple[int | None, int]:
    """The last position that was looked at (None at the end), and how many entries' answers were sealed anew."""
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        rows = store.execute(
            connection,
            "select c.position, c.answers::text, e.case_id, e.step, e.kind from act_content c"
            " join log_entry e using (bureau_id, position)"
            " where c.bureau_id = %s::bigint and c.position > %s::bigint and e.case_id is not null order by c.position"
            " limit %s::integer",
            (bureau.pk, after, _AT_ONCE * 4),
        ).fetchall()
        if not rows:
            return None, 0
        cases = {
            row[0]: row[1:]
            for row in Case.everywhere.filter(Q(pk__in={row[2] for row in rows})).values_list(
                "pk", "procedure_key", "procedure_version", "procedure_hash"
            )
        }
        changed: list[tuple[int, str]] = []
        for position, text, case_id, step, kind in rows:
            personal = _personal(cases.get(case_id), step) if kind in (Kind.ACT, Kind.IMPORT) else frozenset()
            if (not personal and "yifa-sealed." not in text) or not _is_old(text, personal, prefix):
                continue
            contents = from_text(text)
            for key, (salt, value) in contents.items():
                if isinstance(value, Locked):
                    ring().open(purpose_of(key, salt), value.sealed)
            changed.append((position, to_text(contents, {*personal, *_sealed_keys(text)})))
        if changed:
            enter_house(
                bureau,
                RESEAL,
                actor=Actor.system(bureau),
                answers={"table": "act_content", "rows": len(changed), "key": ring().current.name},
                now=now,
            )
            store.reseal(bureau.pk, changed)
        return int(rows[-1][0]), len(changed)


def _personal(case: tuple[Any, ...] | None, step: str) -> frozenset[str]:
    if case is None:
        return frozenset()
    try:
        return personal_of(procedure_of(*case).steps.get(step))
    except ProcedureMissing:
        return frozenset()


def _is_old(text: str, personal: frozenset[str], prefix: str) -> bool:
    stored = store.loads(text)
    return any(
        (len(one) == 3 and not one[2].startswith(prefix))
        or (len(one) == 2 and key in personal and one[1] not in (None, "", []))
        for key, one in stored.items()
    )


def _sealed_keys(text: str) -> set[str]:
    return {key for key, one in store.loads(text).items() if len(one) == 3}
