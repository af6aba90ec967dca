"""From figures to a package: every indicator of the years asked, and for each record behind it a row with nothing personal.

A row holds what adding up needs: which figure, year and part it belongs to, where its entry stands in the log, its amount,
whether it counts in a share, how long its matter took, and which enterprise or institution it concerns, as a digest under a key
of the office above. Of a person there is nothing: no digest, no name, no number.
"""

from __future__ import annotations

import csv
import hmac
import json
import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.db import models
from django.db.models import BooleanField, Case, QuerySet, Value, When

from yifa.cases.errors import RecordProblem
from yifa.cases.log import record
from yifa.cases.log.keys import public_key, signer_of
from yifa.cases.log.tree_reading import AT_ONCE, SignedHead, leaves
from yifa.cases.models import Case as Matter
from yifa.cases.roles import players
from yifa.figures.attested import is_attested
from yifa.figures.compute import Figure, figures_of
from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import Count, Latest, Mean, Measure, Ratio, Sum
from yifa.figures.periods import Period
from yifa.figures.tables import Counted
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.parties.models import Party, PartyKind
from yifa.rollup import packages, schema
from yifa.rollup.engines import write_parquet
from yifa.rollup.errors import RollupProblem

_EMPTY: Final = "\\N"
_OTHER: Final = "other"
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the package, how many facts and figures of which years."""

    folder: Path
    manifest: packages.Manifest
    facts: int
    figures: int


def export(
    bureau: Bureau,
    years: Sequence[int],
    folder: Path,
    now: datetime,
    party_key: bytes | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Exported:
    """Write the package of these years, under a head signed now. party_key: of the office above, the same for all its bureaus;
    without one enterprises are told apart within this package alone. Raises RecordProblem where the bureau has no key,
    RollupProblem where the folder holds something already."""
    if folder.exists() and any(folder.iterdir()):
        raise RollupProblem(
            zh=f"{folder} 不是空文件夹，请另选一个。", en=f"{folder} is not an empty folder; choose another."
        )
    folder.mkdir(parents=True, exist_ok=True)
    signer, vkey = signer_of(bureau), public_key(bureau)
    digest = _digester(party_key)
    with using_bureau(bureau):
        head = record.integrate(bureau, now)
        if head is None:
            raise RecordProblem(
                zh=f"“{bureau.name}”的记录中还没有任何一条，没有可以导出的。",
                en=f"The log of “{bureau.title.en}” is empty: there is nothing to export.",
            )
        today = legal_day(now)
        indicators = tuple(registry)
        asked = [(one, Period.year(year)) for one in indicators for year in years]
        found = figures_of(asked, bureau)
        made = {
            schema.FACTS: _facts(found, head, digest, tell),
            schema.FIGURES: _figures(found, today),
            schema.INDICATORS: ([bureau.code, *_defined(one)] for one in indicators),
            schema.REPORTS: _reports(bureau, years),
        }
        rows = {table: _write(folder, table, lines) for table, lines in made.items()}
        with (folder / schema.LEAVES).open("wb") as out:
            for start in range(0, head.size, AT_ONCE):
                out.write(b"".join(leaves(bureau.pk, start, min(head.size, start + AT_ONCE))))
    names = [*(table.file for table in schema.TABLES), schema.LEAVES]
    manifest = packages.Manifest(
        schema.VERSION,
        bureau.code,
        bureau.name,
        bureau.name_en,
        bureau.division_code,
        bureau.level,
        tuple(years),
        today,
        key_name(party_key) if party_key is not None else "",
        head.size,
        head.root.hex(),
        {name: packages.digest_of(folder / name) for name in names},
    )
    packages.write_package(folder, manifest, head.note, vkey, signer)
    return Exported(folder, manifest, rows[schema.FACTS], rows[schema.FIGURES])


def read_party_key(path: Path) -> bytes:
    """The key under which enterprises are digested: 64 hexadecimal digits in a file. Raises RollupProblem."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise RollupProblem(
            zh=f"{path} 中没有企业摘要密钥：应为 64 位十六进制数（yifa rollup keygen 生成）。",
            en=f"{path} holds no key for enterprises: 64 hexadecimal digits, as yifa rollup keygen makes them.",
        )
    return key


def key_name(key: bytes) -> str:
    """What tells one key from another without telling the key: packages under different keys cannot be joined."""
    return sha256(b"yifa-party-key-v1" + key).hexdigest()[:16]


def _digester(key: bytes | None) -> Callable[[str], int]:
    own = key if key is not None else secrets.token_bytes(_KEY_BYTES)

    def digest(code: str) -> int:
        # Eight bytes: among ten million enterprises the chance that two share a digest is about three in a million.
        return int.from_bytes(hmac.digest(own, code.encode(), "sha256")[:8], "big", signed=True)

    return digest


def _write(folder: Path, table: schema.Table, lines: Iterable[Sequence[Any]]) -> int:
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "lines"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerows([_EMPTY if value is None else value for value in line] for line in lines)
        return write_parquet(folder / table.file, table.types, path)


# Facts


def _facts(
    figures: Sequence[Figure],
    head: SignedHead,
    digest: Callable[[str], int],
    tell: Callable[[int, int], None] | None,
) -> Iterator[list[Any]]:
    for done, found in enumerate(figures, start=1):
        if found.records_count:
            yield from _facts_of(found, head, digest)
        if tell is not None:
            tell(done, len(figures))


def _facts_of(found: Figure, head: SignedHead, digest: Callable[[str], int]) -> Iterator[list[Any]]:
    indicator = found.indicator
    scale, of, distinct, hit = _measured(indicator)
    rows = _annotated(found.records(), hit)
    party = _party_path(rows.model)
    parts = () if indicator.parts is None else indicator.parts.fields
    columns = [
        "log_position",
        "hit",
        "case__opened_on",
        "case__closed_on",
        "case__party__kind",
        "case__party__uscc",
        f"{party}__kind" if party else "case__party__kind",
        f"{party}__uscc" if party else "case__party__uscc",
        of or "pk",
        distinct or "pk",
        *parts,
    ]
    seen: Counter[int] = Counter()
    numbers: dict[Any, int] = {}
    for position, counts, opened, closed, kind, code, own_kind, own_code, amount, same, *values in (
        rows.order_by("log_position", "pk").values_list(*columns).iterator(chunk_size=2000)
    ):
        if position >= head.size:
            raise RecordProblem(
                zh=f"指标“{indicator.code}”有记录在签署检查点之后写入，请重新导出。",
                en=f"A record of {indicator.code!r} was written after the head was signed; export again.",
            )
        ordinal = seen[position]
        seen[position] += 1
        # The register's own party goes before the matter's; a person is no party here.
        parties = ((own_kind, own_code), (kind, code))
        known = next((one for what, one in parties if one and what != PartyKind.PERSON), None)
        yield [
            found.bureau.code,
            indicator.code,
            found.year,
            _part(indicator.parts, values),
            position,
            ordinal,
            None if not distinct or same is None else numbers.setdefault(same, len(numbers)),
            None if not of or amount is None else int(Decimal(amount).scaleb(scale)),
            None if hit is None or counts is None else str(counts).lower(),
            None if known is None else digest(known),
            None if opened is None or closed is None else (closed - opened).days,
        ]


def _annotated(rows: QuerySet[Any], share: Ratio | None) -> QuerySet[Any]:
    """The rows with ``hit``: whether each is in the part; empty where it is not in the whole, or there is no share."""
    if share is None:
        found: QuerySet[Any] = rows.annotate(hit=Value(None, BooleanField(null=True)))
        return found
    counts = Case(When(share.part, then=Value(True)), default=Value(False))
    inside = counts if share.of is None else Case(When(share.of, then=counts), default=Value(None))
    found = rows.annotate(hit=inside)
    return found  # noqa: RET504 - its type is Any to the checker


def _measured(indicator: Indicator) -> tuple[int, str, str, Ratio | None]:
    """How an indicator's amounts are scaled, of which column they are, what makes records one, and whose share they are."""
    measure = indicator.measure
    match measure:
        case Sum(of=of) | Mean(of=of) | Latest(of=of):
            return _places_of(indicator, of), of, "", None
        case Count(distinct=distinct):
            return 0, "", distinct, None
        case Ratio():
            return 0, "", "", measure
        case _:
            raise TypeError(f"the measure of {indicator.code} has no form in a package of facts")


def _places_of(indicator: Indicator, of: str) -> int:
    """Decimals of a register's column: amounts leave as whole numbers of its smallest unit."""
    counted = indicator.records
    column = counted.register._meta.get_field(of) if isinstance(counted, Counted) else None  # noqa: SLF001
    return column.decimal_places or 0 if isinstance(column, models.DecimalField) else 0


def _scale(indicator: Indicator) -> int:
    scale, *_rest = _measured(indicator)
    factor = getattr(indicator.measure, "scale", Decimal(1))
    # Money is kept in fen and told in yuan: 0.01 makes two places more.
    return scale - int(factor.adjusted()) if isinstance(factor, Decimal) else scale


def _party_path(register: type[models.Model]) -> str:
    """The register's own column of a party; the matter's party where it has none."""
    for column in register._meta.get_fields():  # noqa: SLF001
        if column.is_relation and column.related_model is Party and column.many_to_one:
            return column.name
    return ""


def _part(breakdown: Breakdown | None, values: Sequence[Any]) -> str:
    """The part's name; a value that is not one of the indicator's own words never leaves the bureau."""
    if breakdown is None:
        return ""
    return ".".join(
        "" if value in (None, "") else str(value) if str(value) in axis.titles else _OTHER
        for axis, value in zip(breakdown.axes, values, strict=True)
    )


# Figures


def _figures(figures: Sequence[Figure], today: date) -> Iterator[list[Any]]:
    for found in figures:
        stated = found.stated is not None
        around = [
            "stated" if stated else "records",
            str(not found.records_count and not stated and is_attested(found)).lower(),
            str(found.period.last_on >= today).lower(),
        ]
        base = [found.bureau.code, found.code, found.year]
        yield [*base, schema.WHOLE, found.value, found.records_count, *around]
        parts = [(_part(found.indicator.parts, part.key), part) for part in found.parts]
        names = Counter(name for name, _part_of in parts)
        for name, part in parts:
            # Values that are told together as "other" have no value of their own.
            if names[name] == 1:
                yield [*base, name, part.value, part.records_count, *around]


def _defined(indicator: Indicator) -> list[Any]:
    return [
        indicator.code,
        _measure_name(indicator.measure),
        _scale(indicator),
        getattr(indicator.measure, "places", 0),
        indicator.unit.value,
        indicator.period_kind.value,
        _definition(indicator),
        indicator.title.zh,
        indicator.title.en,
        indicator.definition.zh,
        indicator.definition.en,
        indicator.words.zh,
        indicator.words.en,
    ]


def _measure_name(measure: Measure) -> str:
    match measure:
        case Count(distinct=distinct):
            return "distinct" if distinct else "count"
        case Sum():
            return "sum"
        case Mean():
            return "mean"
        case Latest():
            return "latest"
        case _:
            return "share"


def _definition(indicator: Indicator) -> str:
    """Over the figure's definition, its query and its measure: where this differs, two bureaus counted differently."""
    counted = indicator.records
    told = {
        "definition": indicator.definition.zh,
        "measure": repr(indicator.measure),
        "parts": [] if indicator.parts is None else [*indicator.parts.fields],
    }
    if isinstance(counted, Counted):
        base = counted.base
        told |= {
            "register": counted.register.key(),
            "query": "" if base is None else f"{base.__module__}.{base.__qualname__}",
            "dated": [str(counted.on), counted.year, counted.begins],
            "ends": [str(column) for column in (*counted.until, *counted.ended)],
            "where": str(counted.where),
        }
    return sha256(json.dumps(told, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


# Reports


def _reports(bureau: Bureau, years: Sequence[int]) -> Iterator[list[Any]]:
    days: dict[tuple[int, str], date] = {}
    roles = {"yearly-report/deliver": "delivered", "yearly-report/publish": "published"}
    steps = {place: what for role, what in roles.items() for place in players(role)}
    for case in Matter.objects.filter(procedure_key__in={procedure for procedure, _step in steps}).order_by(
        "pk"
    ):
        entries = record.timeline(case)
        answers = {answer.key: answer.value for entry in entries for answer in entry.answers}
        for entry in entries:
            what = steps.get((case.procedure_key, entry.step))
            if what is not None:
                days.setdefault((int(answers["report_year"]), what), legal_day(entry.happened_at))
    for year in years:
        yield [bureau.code, year, days.get((year, "delivered")), days.get((year, "published"))]
