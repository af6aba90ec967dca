"""Packages of many bureaus added up: by division and level, by indicator, part and year; with who reported when.

A package that is forged, changed, of an unknown version, doubled, older than what was added up before, or of a log that was
rewritten since, is left out and named with the reason. Nothing is ranked.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from yifa.law.text import Bilingual
from yifa.rollup import schema
from yifa.rollup.engines import Engine, Row, write_parquet
from yifa.rollup.errors import RollupProblem
from yifa.rollup.packages import Package, open_package, tree_of

HEADS: Final = "heads.json"
"""Which heads were added up last, beside the results: what comes next must continue them."""

DIVISIONS: Final = {"province": 2, "city": 4, "county": 6, "all": 0}
"""How many digits of the division code (GB/T 2260) make a division."""

_BUREAU_TYPES: Final = {"bureau": "VARCHAR", "division": "VARCHAR", "level": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Refused:
    """A package that was left out, and why."""

    folder: Path
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Taken:
    """What is added up, what was left out, and what a reader should know of the rest."""

    packages: tuple[Package, ...]
    refused: tuple[Refused, ...]
    notes: tuple[Bilingual, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that some package holds."""
        return tuple(sorted({year for one in self.packages for year in one.manifest.years}))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def digest(self) -> str:
        """SHA-256 over columns and rows as canonical lines: equal where two engines found the same."""
        found = sha256(_line(self.columns))
        for row in self.rows:
            found.update(_line(row))
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Sums:
    """A roll-up. figures: each bureau's own; scopes: of each indicator, by year, what keeps bureaus from being compared."""

    sums: Table
    reports: Table
    bureau_reports: Table
    figures: Table
    indicators: Table
    scopes: Table

    @property
    def digest(self) -> str:
        """Of all that was added up."""
        parts = (self.sums, self.reports, self.bureau_reports, self.figures, self.indicators, self.scopes)
        return sha256("".join(one.digest for one in parts).encode()).hexdigest()


def take(
    folders: Iterable[Path],
    keys: Sequence[str] | None = None,
    before: Mapping[str, tuple[int, str]] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Taken:
    """Open every package; those that cannot be trusted are left out. keys: the bureaus' verifier keys, known beforehand. before:
    the heads that were added up last, by bureau."""
    places = list(folders)
    opened: list[Package] = []
    refused: list[Refused] = []
    for done, folder in enumerate(places, start=1):
        try:
            one = open_package(folder, keys)
            _continues(one, (before or {}).get(one.manifest.bureau))
            opened.append(one)
        except RollupProblem as problem:
            refused.append(Refused(folder, problem.sentence))
        if tell is not None:
            tell(done, len(places))
    names = Counter(one.manifest.bureau for one in opened)
    for one in [one for one in opened if names[one.manifest.bureau] > 1]:
        code = one.manifest.bureau
        refused.append(
            Refused(
                one.folder,
                Bilingual(
                    f"机关 {code} 交来不止一份数据包，只留一份再汇总。",
                    f"There are several packages of {code}; leave one.",
                ),
            )
        )
    kept = tuple(one for one in opened if names[one.manifest.bureau] == 1)
    return Taken(kept, tuple(refused), tuple(_notes(kept)))


def _continues(package: Package, before: tuple[int, str] | None) -> None:
    if before is None:
        return
    size, root = before
    if package.manifest.size < size:
        raise RollupProblem(
            zh=f"{package.folder} 比上次汇总时旧：日志只有{package.manifest.size}条，上次已有{size}条。请重新导出。",
            en=f"{package.folder} is older than last time: {package.manifest.size} entries, then {size}. Export it again.",
        )
    if tree_of(package.folder, size).root().hex() != root:
        raise RollupProblem(
            zh=f"{package.folder} 的日志不是上次汇总时那个日志的延续：前{size}条已被改写。请先查明原因。",
            en=f"The log of {package.folder} does not continue the one added up last: its first {size} entries were rewritten. "
            "Find out why first.",
        )


def _notes(packages: Sequence[Package]) -> Iterable[Bilingual]:
    unknown = sum(not one.is_known for one in packages)
    if unknown:
        yield Bilingual(
            f"{unknown}份数据包只用自带的公钥核验：能证明没有被改动，不能证明出自哪个机关。用 --keys 给出公钥。",
            f"{unknown} packages were checked with their own key alone: unchanged, but by whom made is not proved. Give --keys.",
        )
    names = {one.manifest.party_key for one in packages}
    if len(names) > 1 or names == {""}:
        yield Bilingual(
            "各机关的企业摘要密钥不是同一个，同一企业在几个机关会数几次。",
            "The bureaus' keys for enterprises differ: an enterprise at several bureaus counts several times.",
        )
    bare = sum(not one.witnesses for one in packages)
    if bare:
        yield Bilingual(
            f"{bare}份数据包的检查点没有见证机关的签名。",
            f"The heads of {bare} packages carry no witness's signature.",
        )


def add_up(taken: Taken, engine: Engine, by: str, scratch: Path) -> Sums:
    """The sums of these packages. by: the division to which bureaus are put together, of ``DIVISIONS``. scratch: a folder for
    small files, which the engine's workers see as well. Raises RollupProblem where there is nothing to add up."""
    if not taken.packages:
        raise RollupProblem(zh="没有可以汇总的数据包。", en="There is no package to add up.")
    if by not in DIVISIONS:
        raise RollupProblem(
            zh=f"--by 只能是 {'、'.join(DIVISIONS)}。", en=f"--by is one of {', '.join(DIVISIONS)}."
        )
    with TemporaryDirectory(dir=scratch) as place:
        bureaus = Path(place) / "bureaus.parquet"
        lines = Path(place) / "bureaus.csv"
        with lines.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(
                [one.manifest.bureau, one.manifest.division[: DIVISIONS[by]], one.manifest.level]
                for one in taken.packages
            )
        write_parquet(bureaus, _BUREAU_TYPES, lines)
        engine.tables({table.name: [one.file(table) for one in taken.packages] for table in schema.TABLES})
        engine.tables({"bureaus": [bureaus]})
        return Sums(
            *(
                _asked(engine, name)
                for name in ("sums", "reports", "bureau_reports", "figures", "indicators", "scopes")
            )
        )


def _asked(engine: Engine, name: str) -> Table:
    text = files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
    columns, rows = engine.rows(text)
    return Table(columns, tuple(rows))


def heads_of(packages: Iterable[Package]) -> dict[str, tuple[int, str]]:
    """The heads of packages by bureau, as ``take`` wants them the next time."""
    return {one.manifest.bureau: (one.manifest.size, one.manifest.root) for one in packages}


def read_heads(folder: Path) -> dict[str, tuple[int, str]]:
    """The heads that were added up last into this folder; none before. Raises RollupProblem where they are damaged."""
    path = folder / HEADS
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {str(code): (int(size), str(root)) for code, (size, root) in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        raise RollupProblem(
            zh=f"{path} 已损坏，不能判断数据包是否接续上次；请由备份恢复，或者换一个输出文件夹。",
            en=f"{path} is damaged: whether packages continue the last ones cannot be told. Restore it, or write elsewhere.",
        ) from None


def write_heads(folder: Path, heads: Mapping[str, tuple[int, str]]) -> None:
    """Keep the heads for the next time; those of bureaus that were not there this time stay."""
    kept = {**read_heads(folder), **heads}
    (folder / HEADS).write_text(json.dumps(kept, sort_keys=True, indent=1), encoding="utf-8")


def _line(row: Sequence[Any]) -> bytes:
    return (
        json.dumps([_plain(value) for value in row], ensure_ascii=True, separators=(",", ":")) + "\n"
    ).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
