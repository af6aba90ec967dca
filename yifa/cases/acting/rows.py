"""What steps write into registers, carried out: the table's changes of rows (``yifa.procedure.rows``), and then the effects.

The single act and the batch run the same. Rows that are entered wait until something else is written, or ``flush``, so that
many rows of one register take one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from yifa.cases import store
from yifa.cases.acting import effects
from yifa.cases.acting.effects import EffectContext
from yifa.cases.models import Case
from yifa.house.models import Officer
from yifa.house.parameters import parameters
from yifa.parties.models import Party
from yifa.procedure import Json, Procedure, types
from yifa.procedure.model import Verb
from yifa.procedure.rows import Added, Kept, Named, RowChange, changes_of
from yifa.procedure.writes import PARAMETER

if TYPE_CHECKING:
    from yifa.cases.registers.register import Register


def writes_registers(procedure: Procedure, step: str) -> bool:
    """Whether a step writes into any register, by its table or by an effect."""
    return bool(procedure.steps[step].writes) or bool(effects.registry.of(procedure, step))


def run(context: EffectContext, rows: Rows) -> None:
    """Write what a step writes: its table, and then its effects, which find the table's rows written."""
    procedure = context.procedure
    step = procedure.steps[context.step]
    for change in changes_of(step, procedure.questions, _ActFacts(context)):
        rows.write(change, context)
    functions = effects.registry.of(procedure, context.step)
    if functions:
        rows.flush()
    for function in functions:
        function(context)


class _ActFacts:
    """What a table may know of an act."""

    def __init__(self, context: EffectContext) -> None:
        self._context = context

    @property
    def before(self) -> Mapping[str, Json]:
        return self._context.all_answers

    @property
    def given(self) -> Mapping[str, Json]:
        return self._context.answers

    @property
    def day(self) -> date:
        return self._context.on

    def fact(self, name: str) -> object:
        of = self._context
        if name.startswith(PARAMETER):
            parameter = parameters.get(name.removeprefix(PARAMETER))
            return None if parameter is None else parameter.on(of.bureau_id, of.on)
        match name:
            case "case":
                return of.case_number
            case "case.title":
                return of.standing.title
            case "case.opened_on":
                return of.standing.opened_on
            case "party":
                return None if of.standing.party_id is None else Named(types.PARTY, of.standing.party_id)
            case "party.name":
                return of.standing.party_name or None
            case "officer.name":
                return None if of.officer is None else of.officer.name
            case "officer.post":
                held = [] if of.officer is None else of.officer.holdings_on(of.on)
                return held[0].post.name if held else None
            case "department.name":
                return None if of.case.department is None else of.case.department.name
            case "bureau.name":
                return of.case.bureau.name
        raise LookupError(name)

    def computed(self, name: str) -> object:
        return effects.values[name](self._context)


class Rows:
    """Changes of rows on their way into the database. Of a batch, the rows of all its acts wait together."""

    def __init__(self) -> None:
        self._waiting: list[Register] = []

    def write(self, change: RowChange, of: EffectContext) -> None:
        """Write a change; a row that is entered may wait."""
        # A register's key is its name in Django; the room of registers stands above this one.
        register: Any = apps.get_model(change.register)
        if change.verb is Verb.ENTERS:
            if self._waiting and type(self._waiting[0]) is not register:
                self.flush()
            given = self._given(register, change.columns, of)
            self._waiting.append(register(**_row(of), **given))
            return
        self.flush()
        columns = self._given(register, change.columns, of)
        if change.verb is Verb.CHANGES:
            if columns and change.of is None:
                _change(register, of.case_id, {}, columns)
            elif columns:
                register.objects.filter(case__number=change.of).update(**columns)
            return
        key = {name: columns.pop(name) for name in change.key if name in columns}
        first = self._given(register, change.first, of)
        key |= {name: first[name] for name in change.key if name in first}
        if (
            _change(register, of.case_id, key, columns)
            if columns
            else register.objects.filter(case_id=of.case_id, **key).exists()
        ):
            return
        entered = {name: _entered(value) for name, value in change.columns.items()}
        _enter([register(**_row(of), **{**key, **self._given(register, entered, of), **first})])

    def flush(self) -> None:
        """Write the rows that wait."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            _enter(waiting)

    def _given(
        self, register: type[Register], columns: Mapping[str, object], of: EffectContext
    ) -> dict[str, Any]:
        fields = register._meta  # noqa: SLF001  (Django's public name for it)
        given: dict[str, Any] = {}
        for name, value in columns.items():
            column = fields.get_field(name)
            assert isinstance(column, models.Field)
            stored = self._stored(column, value, of)
            given[column.attname if isinstance(column, models.ForeignKey) else name] = stored
        return given

    def _stored(self, column: models.Field[Any, Any], value: object, of: EffectContext) -> Any:
        """A value as the column holds it; a text that is too long ends in an ellipsis, the log has it whole."""
        match value:
            case Kept():
                nothing = Value("", output_field=column)
                held = NullIf(F(column.name), nothing) if _is_text(column) else F(column.name)
                otherwise = Value(self._stored(column, value.otherwise, of), output_field=column)
                return Coalesce(held, otherwise, output_field=column)
            case Added():
                return F(column.name) + value.number
            case Named():
                return self._somebody(column, value, of)
            case None:
                return "" if _is_text(column) and not column.null else _nothing(column)
        if isinstance(column, models.ForeignKey):
            return self._key(column, value, of)
        match column:
            case models.DateField() if isinstance(value, str):
                return date.fromisoformat(value)
            case models.IntegerField() if isinstance(value, float):
                return int(value)
            case models.CharField() if isinstance(value, str) and column.max_length is not None:
                most = column.max_length
                return value if len(value) <= most else f"{value[: most - 1]}…"
        return value

    def _key(self, column: models.ForeignKey[Any, Any], value: object, of: EffectContext) -> int | None:
        """The key of the case that a number names, or of that case's row of the register that the column points to."""
        if isinstance(value, models.Model):
            key: int = value.pk
            return key
        own = value == of.case_number
        target: Any = column.remote_field.model
        if target is Case:
            number = str(value)
            return (
                of.case_id if own else Case.objects.filter(number=number).values_list("pk", flat=True).first()
            )
        self.flush()
        rows = target.objects.filter(**({"case_id": of.case_id} if own else {"case__number": str(value)}))
        found: int | None = rows.order_by("-id").values_list("pk", flat=True).first()
        return found

    def _somebody(self, column: models.Field[Any, Any], named: Named, of: EffectContext) -> Any:
        """A party's key, or the name of a party or an officer; what was typed as a name is one."""
        is_key = isinstance(named.who, int)
        if is_key and named.kind is types.PARTY and named.who == of.standing.party_id:
            # Whose matter it is was read with the case.
            return named.who if isinstance(column, models.ForeignKey) else of.standing.party_name
        if isinstance(column, models.ForeignKey):
            known: Any = Party.objects.filter(pk=int(str(named.who))) if is_key else Party.objects.none()
            return known.values_list("pk", flat=True).first()
        if not is_key:
            return str(named.who)
        model: Any = Party if named.kind is types.PARTY else Officer
        return model.objects.filter(pk=named.who).values_list("name", flat=True).first() or ""


def _row(of: EffectContext) -> dict[str, Any]:
    return {
        "bureau_id": of.bureau_id,
        "case_id": of.case_id,
        "log_position": of.log_position,
        "recorded_on": of.on,
    }


def _enter(entered: Sequence[Register]) -> None:
    """Enter rows of one register in one statement, which a connection prepares once, whatever their number."""
    register = type(entered[0])
    columns = _columns(register)
    values = [
        [
            column.get_db_prep_save(column.pre_save(row, add=True), connection=connections[DEFAULT_DB_ALIAS])
            for column in columns
        ]
        for row in entered
    ]
    if any(hasattr(value, "resolve_expression") for row in values for value in row):
        register._base_manager.bulk_create(entered)  # noqa: SLF001  (Django's public name for it)
        return
    many = len(values) > 1
    given = [list(column) for column in zip(*values, strict=True)] if many else values[0]
    store.execute(connections[DEFAULT_DB_ALIAS], _entering(register, many), given)


@cache
def _columns(register: type[Register]) -> tuple[models.Field[Any, Any], ...]:
    fields: Any = register._meta  # noqa: SLF001
    return tuple(column for column in fields.concrete_fields if not column.primary_key)


@cache
def _entering(register: type[Register], many: bool) -> str:
    fields: Any = register._meta  # noqa: SLF001
    columns = _columns(register)
    names = ", ".join(f'"{column.column}"' for column in columns)
    types = [_type(column) for column in columns]
    into = f'insert into "{fields.db_table}" ({names})'
    if many:
        return f"{into} select * from unnest({', '.join(f'%s::{one}[]' for one in types)})"  # noqa: S608
    return f"{into} values ({', '.join(f'%s::{one}' for one in types)})"


def _type(column: models.Field[Any, Any]) -> str:
    # A cast to a limited text would cut it off; what is too long is refused by the column.
    return str(column.db_type(connections[DEFAULT_DB_ALIAS])).partition("(")[0]


def _change(
    register: type[Register], case_id: int, key: Mapping[str, object], columns: Mapping[str, object]
) -> int:
    """Change a case's rows of a register, of those with a key; how many there are."""
    if key or any(hasattr(value, "resolve_expression") for value in columns.values()):
        return register._base_manager.filter(case_id=case_id, **key).update(**columns)  # noqa: SLF001
    fields: Any = register._meta  # noqa: SLF001
    connection = connections[DEFAULT_DB_ALIAS]
    given = [
        fields.get_field(name).get_db_prep_save(value, connection=connection)
        for name, value in columns.items()
    ]
    return store.execute(connection, _changing(register, tuple(columns)), (*given, case_id)).rowcount


@cache
def _changing(register: type[Register], columns: tuple[str, ...]) -> str:
    fields: Any = register._meta  # noqa: SLF001
    given = (fields.get_field(name) for name in columns)
    sets = ", ".join(f'"{one.column}" = %s::{_type(one)}' for one in given)
    return f'update "{fields.db_table}" set {sets} where case_id = %s::bigint'  # noqa: S608  (names of our own tables)


def _entered(value: object) -> object:
    """What a column gets in a row that is only now entered."""
    match value:
        case Kept():
            return value.otherwise
        case Added():
            return value.number
    return value


def _is_text(column: models.Field[Any, Any]) -> bool:
    return isinstance(column, models.CharField | models.TextField)


def _nothing(column: models.Field[Any, Any]) -> Any:
    return False if isinstance(column, models.BooleanField) and not column.null else None
