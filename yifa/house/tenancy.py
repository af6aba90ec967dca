"""One database, many bureaus, kept apart twice.

Every table that belongs to a bureau carries ``bureau``. PostgreSQL's row-level security shows and takes only rows of the bureau
that the connection works for (the setting ``yifa.bureau``); without one it shows none. The managers here filter the same way in
Python, so that a database without row-level security keeps bureaus apart as well: neither guard is the only one.

``using_bureau`` sets both for a block. It is reentrant and gives back what was set before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    from yifa.house.models import Bureau

SETTING = "yifa.bureau"
USER_SETTING = "yifa.user"

_current: ContextVar[int | None] = ContextVar("yifa_bureau", default=None)

Row = TypeVar("Row", bound=models.Model)
Veil: TypeAlias = Callable[[models.QuerySet[Any]], models.QuerySet[Any]]

_veil: ContextVar[Veil | None] = ContextVar("yifa_veil", default=None)


class NoBureau(RuntimeError):
    """Something that belongs to a bureau was asked for while no bureau was set; a fault of the calling code."""


def current_bureau() -> int | None:
    """Primary key of the bureau that this block works for, or None."""
    return _current.get()


def require_bureau() -> int:
    """Primary key of the bureau that this block works for. Raises NoBureau where there is none."""
    bureau_id = _current.get()
    if bureau_id is None:
        raise NoBureau("no bureau is set; wrap the call in using_bureau(...)")
    return bureau_id


def set_bureau(connection: BaseDatabaseWrapper, bureau_id: int | None) -> None:
    """Tell the database session which bureau it works for; None shows no rows at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config(%s, %s, false)", [SETTING, "" if bureau_id is None else str(bureau_id)]
        )


@contextmanager
def using_bureau(bureau: Bureau | int, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Work for one bureau inside the block: queries see and write that bureau's rows only.

    Nested blocks of the same bureau cost nothing. Leaving the block sets back what was there before.
    """
    bureau_id = bureau if isinstance(bureau, int) else bureau.pk
    before = _current.get()
    connection = connections[using]
    told = getattr(connection, "yifa_bureau", None) if connection.connection is not None else None
    if before == bureau_id and told == (bureau_id, id(connection.connection)):
        yield
        return
    token = _current.set(bureau_id)
    _tell(connection, bureau_id)
    try:
        yield
    finally:
        _current.reset(token)
        # A block that failed in the database is rolled back by its owner, and the setting with it.
        if connection.connection is not None and not connection.needs_rollback and _is_usable(connection):
            _tell(connection, before)


def _tell(connection: BaseDatabaseWrapper, bureau_id: int | None) -> None:
    set_bureau(connection, bureau_id)
    connection.yifa_bureau = (bureau_id, id(connection.connection))  # type: ignore[attr-defined]


def _is_usable(connection: BaseDatabaseWrapper) -> bool:
    raw: Any = connection.connection
    # 3 is INERROR: the transaction is already lost, and its settings go back with it.
    return not raw.closed and int(raw.info.transaction_status) != 3


@contextmanager
def using_user(user_id: int, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Show the officer rows of one signed-in user, in whatever bureau, for finding out where they work."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [USER_SETTING, str(user_id)])
        yield
        cursor.execute("select set_config(%s, '', true)", [USER_SETTING])


@contextmanager
def veiled(veil: Veil) -> Iterator[None]:
    """Within the block the managers leave out what the veil leaves out of any rows: what must not even be known to be there."""
    token = _veil.set(veil)
    try:
        yield
    finally:
        _veil.reset(token)


@contextmanager
def unveiled() -> Iterator[None]:
    """Within the block nothing is left out: for whoever decides what is."""
    token = _veil.set(None)
    try:
        yield
    finally:
        _veil.reset(token)


class TenantQuerySet(models.QuerySet[Row]):
    """Rows of one bureau."""

    def of(self, bureau: Bureau | int) -> Self:
        """Rows of ``bureau``; the database must be set to it as well (``using_bureau``)."""
        return self.filter(bureau_id=bureau if isinstance(bureau, int) else bureau.pk)


class TenantManager(models.Manager[Row]):
    """Rows of the bureau that the block works for; none where no bureau is set, as the database has it."""

    def get_queryset(self) -> models.QuerySet[Row]:
        bureau_id = _current.get()
        rows: models.QuerySet[Row] = super().get_queryset()
        if bureau_id is None:
            return rows.none()
        rows, veil = rows.filter(bureau_id=bureau_id), _veil.get()
        return rows if veil is None else veil(rows)


class TenantModel(models.Model):
    """A row that belongs to one bureau. ``objects`` is scoped; ``everywhere`` is for upkeep across bureaus."""

    bureau = models.ForeignKey(
        "house.Bureau", on_delete=models.PROTECT, related_name="+", verbose_name="机关", db_index=False
    )

    objects = TenantManager.from_queryset(TenantQuerySet)()
    everywhere = models.Manager.from_queryset(TenantQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "everywhere"
