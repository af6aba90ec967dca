"""A package of facts as a stranger reads it: whose it is, over which head of the log, and whether anything in it was changed.

The manifest lists each file with its digest; the bureau's log key signs the manifest, and the checkpoint beside it carries the
signatures of the bureau's witnesses. ``open_package`` proves that much and is what a roll-up asks of every package.
``verify_package`` proves the rest: that the leaves give the signed root, that every record that a figure counts names an entry of
that log and none is counted twice, and that each figure is what its records add up to.

What it cannot prove: what an entry says. Entries are salted commitments; the bureau opens any of them by its receipt.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from yifa.evidence.canonical import canonical
from yifa.evidence.checkpoints import (
    Checkpoint,
    Ed25519Verifier,
    Note,
    Signer,
    open_checkpoint,
    read_vkey,
    sign_note,
)
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import HASH_SIZE, TreeBuilder
from yifa.law.text import Bilingual
from yifa.rollup import schema
from yifa.rollup.engines import DuckDB, columns_of
from yifa.rollup.errors import RollupProblem

_HEAD: Final = "yifa.facts/v1"
_AT_ONCE: Final = 65536
_MOST: Final = 20
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself. head: the log's size and root. files: SHA-256 by name. level: province, city, county."""

    version: int
    bureau: str
    name: str
    name_en: str
    division: str
    level: str
    years: tuple[int, ...]
    made_on: date
    party_key: str
    size: int
    root: str
    files: Mapping[str, str]

    def data(self) -> bytes:
        """Its canonical JSON, the bytes that are signed."""
        return canonical(
            {
                "version": self.version,
                "bureau": {
                    "code": self.bureau,
                    "name": self.name,
                    "name_en": self.name_en,
                    "division": self.division,
                    "level": self.level,
                },
                "years": list(self.years),
                "made_on": self.made_on.isoformat(),
                "party_key": self.party_key,
                "head": {"size": self.size, "root": self.root},
                "files": dict(self.files),
            }
        )

    @classmethod
    def read(cls, data: bytes, where: Path) -> Manifest:
        """Raises RollupProblem where it is none, or of a version that this Yifa does not know."""
        try:
            told = json.loads(data)
            version = int(told["version"])
        except (ValueError, KeyError, TypeError):
            raise _no_package(where) from None
        if version != schema.VERSION:
            raise RollupProblem(
                zh=f"{where} 的数据包版本为{version}，本机只认识版本{schema.VERSION}：请升级较旧的一方后重新导出。",
                en=f"{where} is a package of version {version}; this Yifa reads {schema.VERSION}. Update the older.",
            )
        try:
            bureau = told["bureau"]
            if not _CODE.fullmatch(bureau["code"]):
                raise ValueError
            return cls(
                version,
                bureau["code"],
                str(bureau["name"]),
                str(bureau["name_en"]),
                str(bureau["division"]),
                str(bureau["level"]),
                tuple(int(year) for year in told["years"]),
                date.fromisoformat(told["made_on"]),
                str(told["party_key"]),
                int(told["head"]["size"]),
                str(told["head"]["root"]),
                {str(name): str(digest) for name, digest in told["files"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _no_package(where) from None


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose signatures and digests hold. is_known: by a key that the reader had beforehand, not by its own alone.
    witnesses: names of the keys that signed the head besides the log's own; they are told, not verified."""

    folder: Path
    manifest: Manifest
    checkpoint: Checkpoint
    is_known: bool
    witnesses: tuple[str, ...]

    def file(self, table: schema.Table) -> Path:
        """Where a table lies."""
        return self.folder / table.file


def write_package(folder: Path, manifest: Manifest, checkpoint: str, vkey: str, signer: Signer) -> None:
    """Sign what lies in the folder: the manifest names the tables' digests already."""
    data = manifest.data()
    text = f"{_HEAD}\n{signer.name}\n{base64.b64encode(sha256(data).digest()).decode()}\n"
    (folder / schema.MANIFEST).write_bytes(data)
    (folder / schema.NOTE).write_text(sign_note(text, signer), encoding="utf-8")
    (folder / schema.CHECKPOINT).write_text(checkpoint, encoding="utf-8")
    (folder / schema.KEY).write_text(f"{vkey}\n", encoding="utf-8")


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as data:
        found = sha256()
        while piece := data.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def find_packages(places: Iterable[Path]) -> list[Path]:
    """The packages at these places: each is one, or holds some. Raises RollupProblem for a place without any."""
    found: list[Path] = []
    for place in places:
        own = [place] if (place / schema.MANIFEST).is_file() else []
        there = own or sorted(path.parent for path in place.glob(f"*/{schema.MANIFEST}"))
        if not there:
            raise RollupProblem(
                zh=f"{place} 中没有数据包（yifa facts export 所写的文件夹）。",
                en=f"There is no package in {place} (a folder that yifa facts export wrote).",
            )
        found += there
    return found


def open_package(folder: Path, keys: Sequence[str] | None = None) -> Package:
    """A package whose manifest, checkpoint and files are the bureau's. keys: verifier keys known beforehand; without them the
    package's own is used, which proves that nothing was changed since and not who made it. Raises RollupProblem."""
    try:
        data = (folder / schema.MANIFEST).read_bytes()
        manifest = Manifest.read(data, folder)
        note = (folder / schema.NOTE).read_text(encoding="utf-8")
        head = (folder / schema.CHECKPOINT).read_text(encoding="utf-8")
        own = (folder / schema.KEY).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise _no_package(folder) from None
    try:
        verifiers = [read_vkey(key) for key in (keys if keys is not None else [own])]
        checkpoint = open_checkpoint(head, verifiers)
        mine = [one for one in verifiers if one.name == checkpoint.origin]
        _open_note(note, data, mine)
        witnesses = tuple(one.name for one in Note.read(head).signatures if one.name != checkpoint.origin)
    except EvidenceError as fault:
        raise _forged(folder, fault.zh, fault.en) from fault
    if (checkpoint.size, checkpoint.root.hex()) != (manifest.size, manifest.root):
        raise _forged(
            folder,
            "清单与检查点所说的日志不是同一个",
            "the manifest and the checkpoint speak of different logs",
        )
    if checkpoint.origin.rpartition("/")[2] != manifest.bureau:
        raise _forged(
            folder, "清单所说的机关不是这个日志的机关", "the manifest names another bureau than the log"
        )
    wanted = {table.file for table in schema.TABLES} | {schema.LEAVES}
    for name in sorted(wanted | manifest.files.keys()):
        path = folder / name
        if name not in wanted or name not in manifest.files or not path.is_file():
            raise _forged(folder, f"文件 {name} 缺失或多余", f"the file {name} is missing or one too many")
        if digest_of(path) != manifest.files[name]:
            raise _forged(folder, f"文件 {name} 已被改动", f"the file {name} was changed")
    return Package(folder, manifest, checkpoint, keys is not None, witnesses)


def _open_note(note: str, data: bytes, keys: Sequence[Ed25519Verifier | Any]) -> None:
    opened = Note.read(note)
    (signature,) = opened.verified_by(keys)[:1]
    said = opened.text.split("\n")
    if said != [_HEAD, signature.name, base64.b64encode(sha256(data).digest()).decode(), ""]:
        raise EvidenceError(zh="签名的不是这份清单", en="another manifest than this one was signed")


@dataclass(frozen=True, slots=True)
class Verified:
    """A package, what was compared in it, and what is wrong, each in a sentence. more: further faults, not told."""

    package: Package
    records: int
    figures: int
    faults: tuple[Bilingual, ...]
    more: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_package(folder: Path, keys: Sequence[str] | None = None) -> Verified:
    """Everything that can be proved of a package; see the module. Raises RollupProblem where it is not even the bureau's."""
    package = open_package(folder, keys)
    engine = DuckDB()
    try:
        engine.tables({table.name: [package.file(table)] for table in schema.TABLES})
        found = list(_faults(package, engine))
        counts = [engine.rows(f"SELECT count(*) FROM {name}")[1][0][0] for name in ("facts", "figures")]  # noqa: S608
    finally:
        engine.close()
    return Verified(package, counts[0], counts[1], tuple(found[:_MOST]), max(0, len(found) - _MOST))


def tree_of(folder: Path, size: int | None = None) -> TreeBuilder:
    """The tree over a package's leaves, or over the first ``size`` of them. A piece of a leaf at the end is left out."""
    tree = TreeBuilder()
    left = size * HASH_SIZE if size is not None else (folder / schema.LEAVES).stat().st_size
    with (folder / schema.LEAVES).open("rb") as data:
        while left and (piece := data.read(min(left, _AT_ONCE * HASH_SIZE))):
            left -= len(piece)
            whole = len(piece) - len(piece) % HASH_SIZE
            tree.append([piece[at : at + HASH_SIZE] for at in range(0, whole, HASH_SIZE)])
    return tree


def _faults(package: Package, engine: DuckDB) -> Iterator[Bilingual]:
    wrong = [table for table in schema.TABLES if columns_of(package.file(table)) != dict(table.types)]
    for table in wrong:
        yield Bilingual(
            f"{table.file}：列与数据包的规定不符。", f"{table.file}: its columns are not those of a package."
        )
    if wrong:
        return
    yield from _leaf_faults(package)
    yield from _position_faults(package, engine)
    yield from _figure_faults(engine)


def _leaf_faults(package: Package) -> Iterator[Bilingual]:
    tree = tree_of(package.folder)
    if (tree.size, tree.root()) != (package.checkpoint.size, package.checkpoint.root):
        yield Bilingual(
            f"{schema.LEAVES}：算出的根与检查点不符。",
            f"{schema.LEAVES}: the root that it gives is not the checkpoint's.",
        )


def _position_faults(package: Package, engine: DuckDB) -> Iterator[Bilingual]:
    code, size = package.manifest.bureau, package.manifest.size
    for table in schema.TABLES:
        others = engine.rows(f"SELECT count(*) FROM {table.name} WHERE bureau <> '{code}'")[1][0][0]  # noqa: S608
        if others:
            yield Bilingual(
                f"{table.file}：有{others}行属于别的机关。",
                f"{table.file}: {others} rows are of another bureau.",
            )
    outside = engine.rows(f"SELECT count(*) FROM facts WHERE position < 0 OR position >= {size}")[1][0][0]  # noqa: S608
    if outside:
        yield Bilingual(
            f"facts：有{outside}条记录不在日志的前{size}条之中。",
            f"facts: {outside} records are not among the log's {size} entries.",
        )
    _columns, twice = engine.rows(
        "SELECT indicator, year FROM facts GROUP BY indicator, year, position, ordinal HAVING count(*) > 1"
        " ORDER BY indicator, year LIMIT 20"
    )
    for code, year in dict.fromkeys(twice):
        yield Bilingual(
            f"{code}（{year}）：同一条记录数了不止一次。",
            f"{code} ({year}): a record is counted more than once.",
        )


def _figure_faults(engine: DuckDB) -> Iterator[Bilingual]:
    _columns, rows = engine.rows(
        """
        WITH counted AS (
            SELECT indicator, year, CASE WHEN GROUPING(part) = 1 THEN '*' ELSE part END AS part, count(*) AS records,
                count(DISTINCT same) AS different, sum(amount) AS amount, count(amount) AS amounts,
                sum(CASE WHEN hit THEN 1 ELSE 0 END) AS hits, count(hit) AS wholes
            FROM facts GROUP BY GROUPING SETS ((indicator, year, part), (indicator, year))
        )
        SELECT f.indicator, f.year, f.part, f.value, f.records, f.source, i.measure, i.scale, i.places,
            coalesce(c.records, 0), coalesce(c.different, 0), c.amount, coalesce(c.amounts, 0),
            coalesce(c.hits, 0), coalesce(c.wholes, 0)
        FROM figures f JOIN indicators i ON i.indicator = f.indicator
            LEFT JOIN counted c ON c.indicator = f.indicator AND c.year = f.year AND c.part = f.part
        ORDER BY f.indicator, f.year, f.part
        """
    )
    for code, year, part, value, records, source, measure, scale, places, *counted in rows:
        name = code if part == schema.WHOLE else f"{code}/{part or '—'}"
        if records != counted[0]:
            yield Bilingual(
                f"{name}（{year}）：说有{records}条记录，实有{counted[0]}条。",
                f"{name} ({year}): {records} records are claimed, {counted[0]} are there.",
            )
        elif source == "records" and measure != "latest":
            computed = value_of(measure, scale, places, *counted)
            if computed != value:
                yield Bilingual(
                    f"{name}（{year}）：数为{value}，由记录算出的是{computed}。",
                    f"{name} ({year}): the value is {value}, its records give {computed}.",
                )


def value_of(
    measure: str,
    scale: int,
    places: int,
    records: int,
    different: int,
    amount: int | None,
    amounts: int,
    hits: int,
    wholes: int,
) -> Decimal | None:
    """What records add up to by a measure; None where there is nothing to compute from. ``latest`` adds nothing up."""
    unit = Decimal(1).scaleb(-scale)
    match measure:
        case "count":
            return Decimal(records)
        case "distinct":
            return Decimal(different)
        case "sum":
            return Decimal(amount or 0) * unit
        case "mean":
            return _rounded(Decimal(amount or 0) * unit / amounts, places) if amounts else None
        case "share":
            return _rounded(Decimal(100 * hits) / wholes, places) if wholes else None
        case _:
            return None


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _no_package(where: Path) -> RollupProblem:
    return RollupProblem(
        zh=f"{where} 不是完整的数据包（清单、签名、检查点、公钥和各表）。",
        en=f"{where} is no whole package (manifest, signature, checkpoint, key and tables).",
    )


def _forged(where: Path, zh: str, en: str) -> RollupProblem:
    return RollupProblem(
        zh=f"{where} 不能采信：{zh.rstrip('。')}。请该机关重新导出。",
        en=f"{where} is not to be trusted: {en.rstrip('.')}. Ask the bureau to export it again.",
    )
