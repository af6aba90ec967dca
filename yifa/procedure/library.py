"""All statutes and procedures of a root folder: read, composed, found by key and day, or by hash.

``statutes/*.yaml`` and ``procedures/*.yaml`` (also in sub-folders). One mistake anywhere refuses the whole load,
with every mistake found, so that a broken file never replaces what is in force.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from yifa.law.text import Bilingual
from yifa.procedure.compose import procedure_of, statute_of
from yifa.procedure.model import Power, Procedure, Statute
from yifa.procedure.reading import FileProblem, FileProblems, Placed, read_placed, suggestion, validated
from yifa.procedure.shapes import PowersShape, ProcedureShape, StatuteShape

POWERS = "powers.yaml"
# The annual report gathers from all fields and belongs to none of them.
_BESIDE_FIELDS = frozenset({"report"})


class NoProcedure(KeyError):
    """No procedure has this key, or none of its versions is in force on the day, or none has this hash."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


@dataclass(frozen=True)
class Library:
    """Statutes by key; procedures by key, each with its versions in order of their first day; what powers are called."""

    statutes: Mapping[str, Statute]
    procedures: Mapping[str, tuple[Procedure, ...]]
    powers: Mapping[str, Bilingual] = field(default_factory=dict)
    _by_hash: Mapping[str, Procedure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_hash = {item.hash: item for versions in self.procedures.values() for item in versions}
        object.__setattr__(self, "_by_hash", by_hash)

    def __iter__(self) -> Iterator[Procedure]:
        for versions in self.procedures.values():
            yield from versions

    def versions(self, key: str) -> tuple[Procedure, ...]:
        """Every version of a procedure, oldest first. Raises NoProcedure."""
        found = self.procedures.get(key)
        if found is None:
            zh, en = suggestion(key, self.procedures)
            raise NoProcedure(f"没有这一事项：{zh}", f"there is no such procedure: {en}")
        return found

    def procedure(self, key: str, on: date) -> Procedure:
        """The version in force on a day. Raises NoProcedure."""
        for item in self.versions(key):
            if on in item.in_force:
                return item
        title = self.procedures[key][-1].title
        raise NoProcedure(
            f"《{title.zh}》在{on}没有有效的程序版本", f"no version of '{title.en}' is in force on {on}"
        )

    def latest(self, key: str) -> Procedure:
        """The newest version. Raises NoProcedure."""
        return self.versions(key)[-1]

    def by_hash(self, content_hash: str) -> Procedure:
        """The version with this hash. Raises NoProcedure."""
        found = self._by_hash.get(content_hash)
        if found is None:
            raise NoProcedure(
                f"文件中没有内容哈希为{content_hash[:12]}…的程序版本，请恢复该版本的文件",
                f"no file holds the procedure version with hash {content_hash[:12]}…; restore its file",
            )
        return found


def files_root() -> Path:
    """The folder that holds ``statutes/`` and ``procedures/``: the repository's, or the installed package's."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_files"
    return installed if (installed / "statutes").is_dir() else package.parent


def load_library(root: Path) -> Library:
    """Everything under ``root``. Raises FileProblems with every mistake found in any file."""
    powers = root / "procedures" / POWERS
    return load_files(
        yaml_in(root / "statutes"),
        yaml_in(root / "procedures"),
        powers_file=powers if powers.exists() else None,
        shown_from=root,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: reading makes values that stay, and looking through them again and again takes as long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def load_files(
    statute_files: Sequence[Path],
    procedure_files: Sequence[Path],
    *,
    powers_file: Path | None = None,
    shown_from: Path | None = None,
) -> Library:
    """The library of just these files. With ``powers_file``, a power that it does not name is refused. Raises FileProblems."""
    problems: list[FileProblem] = []
    powers: dict[str, Bilingual] = {}
    if powers_file is not None:
        try:
            powers = read_powers(powers_file, _shown(powers_file, shown_from))
        except FileProblems as error:
            problems += error.problems
    statutes: dict[str, Statute] = {}
    for path in statute_files:
        try:
            statute = read_statute(path, _shown(path, shown_from))
        except FileProblems as error:
            problems += error.problems
            continue
        if statute.key in statutes:
            problems.append(_twice(statute.source.path, statute.key, statutes[statute.key].source.path))
        statutes[statute.key] = statute
    broken = {path.stem for path in statute_files} - {
        Path(item.source.path).stem for item in statutes.values()
    }
    versions: dict[str, list[Procedure]] = {}
    for path in procedure_files:
        try:
            procedure = read_procedure(path, statutes, _shown(path, shown_from), broken)
            procedure = with_powers(procedure, powers) if powers else procedure
        except FileProblems as error:
            problems += error.problems
            continue
        if any(other.version == procedure.version for other in versions.get(procedure.key, [])):
            problems.append(
                _twice(procedure.source.path, f"{procedure.key} {procedure.version}", procedure.key)
            )
        versions.setdefault(procedure.key, []).append(procedure)
    if problems:
        raise FileProblems(problems)
    return Library(
        statutes,
        {
            key: tuple(sorted(items, key=lambda item: (item.in_force.first, item.version)))
            for key, items in versions.items()
        },
        powers,
    )


def read_powers(path: Path, shown: str = "") -> dict[str, Bilingual]:
    """What powers are called: ``window: {zh: 窗口受理, en: Window}``. Raises FileProblems."""
    placed = read_placed(path, shown)
    return {key: text.bilingual for key, text in validated(placed, PowersShape).root.items()}


def known_fields(path: Path) -> frozenset[str]:
    """The fields of work that a procedure file may name: folders of ``yifa/work`` in the package, or beside the file's root."""
    package = Path(__file__).resolve().parent.parent
    roots = [package, *(folder / "yifa" for folder in path.resolve().parents[1:3])]
    return _BESIDE_FIELDS | {
        found.parent.name for root in roots for found in (root / "work").glob("*/apps.py")
    }


def with_powers(procedure: Procedure, powers: Mapping[str, Bilingual]) -> Procedure:
    """The procedure knowing what its powers are called. Raises FileProblems for a power that is not among them."""
    problems: list[FileProblem] = []
    for step in procedure.steps.values():
        for power in sorted(step.by.powers - set(powers)):
            zh, en = suggestion(power, powers)
            source = step.source
            problems.append(
                FileProblem(source.path, source.line, source.column, f"职权：{zh}", f"power: {en}")
            )
    for rule in procedure.rules:
        for power in getattr(rule.relation, "needs", ()) if isinstance(rule.relation, Power) else ():
            if power not in powers:
                zh, en = suggestion(power, powers)
                source = rule.source
                problems.append(
                    FileProblem(source.path, source.line, source.column, f"职权：{zh}", f"power: {en}")
                )
    if problems:
        raise FileProblems(problems)
    return replace(procedure, power_titles={key: powers[key] for key in procedure.power_keys})


def read_statute(path: Path, shown: str = "") -> Statute:
    """One statute. Raises FileProblems."""
    placed = read_placed(path, shown)
    return statute_of(validated(placed, StatuteShape), placed)


def read_procedure(
    path: Path,
    statutes: Mapping[str, Statute],
    shown: str = "",
    broken: Iterable[str] = (),
    others: Iterable[str] = (),
) -> Procedure:
    """One procedure, composed with ``statutes``. Raises FileProblems.

    broken: statutes whose own files are at fault. others: statutes that exist besides, for a suggestion where one is misspelt.
    """
    placed = read_placed(path, shown)
    shape = validated(placed, ProcedureShape)
    problems: list[FileProblem] = []
    fields = known_fields(path)
    if shape.field not in fields:
        zh, en = suggestion(shape.field, sorted(fields))
        problems.append(placed.problem(("field",), f"field：{zh}", f"field: {en}"))
    lacking = [item.statute for item in shape.composes if item.statute in set(broken)]
    if lacking:
        raise FileProblems(_lacking(placed, shape, lacking))
    try:
        procedure = procedure_of(shape, placed, statutes, others)
    except FileProblems as error:
        raise FileProblems([*problems, *error.problems]) from None
    if problems:
        raise FileProblems(problems)
    return procedure


def _lacking(placed: Placed, shape: ProcedureShape, lacking: list[str]) -> list[FileProblem]:
    return [
        placed.problem(
            ("composes", index, "statute"),
            f"法规文件“{item.statute}”有误，请先改正它",
            f"the statute file {item.statute!r} has mistakes; correct them first",
        )
        for index, item in enumerate(shape.composes)
        if item.statute in lacking
    ]


def _twice(path: str, key: str, other: str) -> FileProblem:
    return FileProblem(
        path, 1, 1, f"“{key}”已在“{other}”中写过，请改名或合并", f"{key!r} exists already in {other!r}"
    )


def yaml_in(folder: Path) -> list[Path]:
    """The files of a folder and its sub-folders that hold statutes or procedures, in order."""
    return sorted(
        path for path in folder.rglob("*.yaml") if not path.name.startswith(".") and path.name != POWERS
    )


def _shown(path: Path, root: Path | None) -> str:
    if root is None:
        return str(path)
    try:
        return str(path.relative_to(root))
    except ValueError:
        return str(path)
