"""All statutes, institutions and procedures of a root folder: read, composed, found by key and day, or by hash.

``statutes/*.yaml``, ``institutions/*.yaml`` and ``procedures/*.yaml``; tests of procedures in ``procedures/walks/``.
One mistake anywhere refuses the whole load,
with every mistake found, so that a broken file never replaces what is in force.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path

from yifa.law.english import CATALOGUE, WALKS, English
from yifa.law.memory import uncollected
from yifa.law.text import Bilingual
from yifa.procedure.model import Power, Procedure, Source, Statute
from yifa.procedure.over_time import (
    InstitutionVersions,
    institution_versions,
    procedure_versions,
    statute_versions,
)
from yifa.procedure.reading import (
    FileProblem,
    FileProblems,
    Placed,
    read_placed,
    suggestion,
    validated,
)
from yifa.procedure.shapes import InstitutionShape, PowersShape, WalksShape

PROCEDURES = "procedures"
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
    """What the files say: statutes and institutions by key, as they read now; procedures by key, each with its versions in
    order of their first day; what powers are called. statute_versions: every statute over time, oldest first.
    unused_english: translations of what no file says, where walks were read too."""

    statutes: Mapping[str, Statute]
    procedures: Mapping[str, tuple[Procedure, ...]]
    powers: Mapping[str, Bilingual] = field(default_factory=dict)
    institutions: Mapping[str, InstitutionShape] = field(default_factory=dict)
    statute_versions: Mapping[str, tuple[Statute, ...]] = field(default_factory=dict)
    unused_english: tuple[FileProblem, ...] = ()
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

    def statute(self, key: str, on: date) -> Statute | None:
        """A statute as it read on a day; None where it was not in force."""
        return next((one for one in self.statute_versions.get(key, ()) if on in one.in_force), None)

    @cached_property
    def roles(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Who plays each ``institution/role``: pairs of a procedure and one of its steps, over all versions."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for procedure in self:
            for role, steps in procedure.roles.items():
                found.setdefault(role, {}).update(dict.fromkeys((procedure.key, step) for step in steps))
        return {role: tuple(pairs) for role, pairs in found.items()}

    def by_hash(self, content_hash: str) -> Procedure:
        """The version with this hash. Raises NoProcedure."""
        found = self._by_hash.get(content_hash)
        if found is None:
            raise NoProcedure(
                f"文件中没有内容哈希为{content_hash[:12]}…的程序版本，请恢复该版本的文件",
                f"no file holds the procedure version with hash {content_hash[:12]}…; restore its file",
            )
        return found


@cache
def files_root() -> Path:
    """The folder that holds ``statutes/`` and ``procedures/``: the repository's, or the installed package's."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_files"
    return installed if (installed / "statutes").is_dir() else package.parent


def english_near(path: Path) -> English:
    """The catalogues for a file: the one beside it, that of ``../procedures``, and the package's."""
    folders = (path.parent, path.parent.parent, path.parent.parent / PROCEDURES, files_root() / PROCEDURES)
    found = dict.fromkeys(file for folder in folders if (file := folder / CATALOGUE).is_file())
    beside = str(path.parent / CATALOGUE)
    return English([(file, str(file)) for file in found] or [(Path(beside), beside)])


def load_library(root: Path, *, walks: bool = True) -> Library:
    """Everything under ``root``. Raises FileProblems with every mistake found in any file.

    walks: read the tests of procedures too, which only those need who run them.
    """
    folder = root / PROCEDURES
    powers = folder / POWERS
    english = English([(folder / CATALOGUE, f"{PROCEDURES}/{CATALOGUE}")])
    library = load_files(
        yaml_in(root / "statutes"),
        [path for path in yaml_in(folder) if path.parent.name != WALKS],
        institution_files=yaml_in(root / "institutions"),
        walk_files=yaml_in(folder / WALKS) if walks else (),
        powers_file=powers if powers.exists() else None,
        shown_from=root,
        english=english,
    )
    if walks:
        unused = [
            FileProblem(
                shown, one.line, 1, f"没有文件用到“{one.zh}”，请删去", f"no file says “{one.zh}”; delete it"
            )
            for shown, one in english.unused()
        ]
        library = replace(library, unused_english=tuple(unused))
    return library


@uncollected()
def load_files(
    statute_files: Sequence[Path],
    procedure_files: Sequence[Path],
    *,
    institution_files: Sequence[Path] = (),
    walk_files: Sequence[Path] = (),
    powers_file: Path | None = None,
    shown_from: Path | None = None,
    english: English | None = None,
) -> Library:
    """The library of just these files. With ``powers_file``, a power that it does not name is refused. Raises FileProblems.

    english: of all their texts; by default what the catalogues near each of them say.
    """
    problems: list[FileProblem] = []
    statutes: dict[str, tuple[Statute, ...]] = {}
    institutions: dict[str, InstitutionVersions] = {}
    walks: dict[str, tuple[Placed, WalksShape]] = {}
    procedures: dict[str, tuple[Procedure, ...]] = {}
    powers: dict[str, Bilingual] = {}
    broken: set[str] = set()

    def each(files: Iterable[Path]) -> Iterator[tuple[Path, str]]:
        for path in files:
            yield path, _shown(path, shown_from)

    def try_to(read: Callable[[], None], path: Path) -> None:
        try:
            read()
        except FileProblems as error:
            problems.extend(error.problems)
            broken.add(path.stem)

    def read_a_statute(path: Path, shown: str) -> None:
        versions = statute_versions(read_placed(path, shown, english or english_near(path)))
        _once(versions[0].key, versions[0].source, {key: one[0].source for key, one in statutes.items()})
        statutes[versions[0].key] = versions

    def read_an_institution(path: Path, shown: str) -> None:
        read = institution_versions(read_placed(path, shown, english or english_near(path)))
        source = read.versions[0][1].placed.source()
        others = {key: one.versions[0][1].placed.source() for key, one in institutions.items()}
        _once(read.key, source, {**others, **{key: one[0].source for key, one in statutes.items()}})
        institutions[read.key] = read

    def read_walks(path: Path, shown: str) -> None:
        placed = read_placed(path, shown, english or english_near(path))
        shape = validated(placed, WalksShape)
        _once(shape.walks_of, placed.source(), {key: one.source() for key, (one, _) in walks.items()})
        walks[shape.walks_of] = placed, shape

    def read_a_procedure(path: Path, shown: str) -> None:
        placed = read_placed(path, shown, english or english_near(path))
        _refuse_broken(placed, broken)
        key = str(placed.plain.get("procedure"))
        versions = procedure_versions(
            placed, statutes, institutions, walks.get(key), fields=known_fields(path)
        )
        _once(key, versions[0].source, {name: one[0].source for name, one in procedures.items()})
        procedures[key] = tuple(with_powers(version, powers) for version in versions) if powers else versions

    if powers_file is not None:
        try_to(
            lambda: powers.update(read_powers(powers_file, _shown(powers_file, shown_from), english)),
            powers_file,
        )
    for files, reader in (
        (statute_files, read_a_statute),
        (institution_files, read_an_institution),
        (walk_files, read_walks),
        (procedure_files, read_a_procedure),
    ):
        for path, shown in each(files):
            try_to(partial(reader, path, shown), path)
    for key, (placed, _) in walks.items():
        if key not in procedures and not broken:
            zh, en = suggestion(key, procedures)
            problems.append(placed.problem(("walks_of",), f"没有这一程序：{zh}", f"no such procedure: {en}"))
    problems += _institutions_named_like_procedures(procedures, institutions)
    if problems:
        raise FileProblems(problems)
    return Library(
        {key: versions[-1] for key, versions in statutes.items()},
        procedures,
        powers,
        {key: one.versions[-1][1].shape for key, one in institutions.items()},
        statutes,
    )


def _once(key: str, source: Source, known: Mapping[str, Source]) -> None:
    """Raises FileProblems where a key is written in another file too."""
    if key in known:
        raise FileProblems(
            [
                FileProblem(
                    source.path,
                    1,
                    1,
                    f"“{key}”已在“{known[key].path}”中写过，请改名或合并",
                    f"{key!r} exists already in {known[key].path!r}",
                )
            ]
        )


def _institutions_named_like_procedures(
    procedures: Mapping[str, tuple[Procedure, ...]], institutions: Mapping[str, InstitutionVersions]
) -> Iterator[FileProblem]:
    """What code knows steps by is an institution's name, never a procedure's key."""
    own = {
        role.partition("/")[0]: versions[-1]
        for versions in procedures.values()
        for step in versions[-1].steps.values()
        for role in step.plays
    }
    for key in sorted({*own, *institutions} & set(procedures)):
        source = own[key].source if key in own else procedures[key][0].source
        yield FileProblem(
            source.path,
            1,
            1,
            f"“{key}”是程序，制度要另取名称",
            f"{key!r} is a procedure; an institution needs a name of its own",
        )


def _refuse_broken(placed: Placed, broken: Collection[str]) -> None:
    """Raises FileProblems where a statute or an institution that a procedure names has mistakes of its own."""
    named: list[tuple[str, tuple[str, int]]] = []
    for room, name in (("composes", "statute"), ("made_of", "institution")):
        listed = placed.plain.get(room)
        for index, item in enumerate(listed if isinstance(listed, list) else ()):
            key = item.get(name) if isinstance(item, dict) else item
            named.append((str(key), (room, index)))
    lacking = [
        placed.problem(
            here,
            f"{'法规' if here[0] == 'composes' else '制度'}文件“{key}”有误，请先改正它",
            f"the {'statute' if here[0] == 'composes' else 'institution'} file {key!r} has mistakes; correct them first",
        )
        for key, here in named
        if key in broken
    ]
    if lacking:
        raise FileProblems(lacking)


def read_powers(path: Path, shown: str = "", english: English | None = None) -> dict[str, Bilingual]:
    """What powers are called: ``window: 窗口受理``. Raises FileProblems."""
    placed = read_placed(path, shown, english or english_near(path))
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


def read_statute(path: Path, shown: str = "") -> tuple[Statute, ...]:
    """One statute over time, oldest first. Raises FileProblems."""
    return statute_versions(read_placed(path, shown, english_near(path)))


def read_procedure(
    path: Path,
    statutes: Mapping[str, tuple[Statute, ...]],
    institutions: Mapping[str, InstitutionVersions] | None = None,
    shown: str = "",
    others: Collection[str] = (),
) -> tuple[Procedure, ...]:
    """One procedure over time, oldest first, with its walks where ``walks/`` beside it has them. Raises FileProblems.

    others: statutes that exist besides, for a suggestion where one is misspelt.
    """
    placed = read_placed(path, shown, english_near(path))
    walks_file = path.parent / WALKS / path.name
    walks = None
    if walks_file.exists():
        placed_walks = read_placed(walks_file, english=english_near(walks_file))
        walks = placed_walks, validated(placed_walks, WalksShape)
    return procedure_versions(
        placed, statutes, institutions or {}, walks, fields=known_fields(path), others=others
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
