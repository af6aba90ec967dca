"""The files of statutes, institutions and procedures in their one form, and the catalogue of their English.

``en.po`` lies beside the procedures of a library, or beside files that belong to none. It is written anew from what the files
say: what they say no more goes, what has no English yet is listed without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from yifa.law.english import CATALOGUE, Entry, context_of, read_catalogue, written_catalogue
from yifa.law.placed import Tree, Unreadable, read_tree, tree_of
from yifa.law.text import joined
from yifa.law.two_languages import Plan, plan_of
from yifa.law.yaml_form import WIDTH, Said, columns, formed
from yifa.procedure.library import PROCEDURES, files_root
from yifa.procedure.reading import FileProblem, FileProblems
from yifa.procedure.shapes import (
    ColumnShape,
    ComposedShape,
    HouseRuleShape,
    InstitutionShape,
    MadeOfShape,
    OmitShape,
    PowersShape,
    ProcedureShape,
    QuestionShape,
    RefusedShape,
    StatuteRuleShape,
    StatuteShape,
    StepShape,
    WalkShape,
    WalksShape,
    WalkStepShape,
)

_HEADS: Final[Mapping[str, type[BaseModel]]] = {
    "statute": StatuteShape,
    # A procedure names an institution too.
    "procedure": ProcedureShape,
    "institution": InstitutionShape,
    "walks_of": WalksShape,
}
FOLDERS: Final = ("statutes", "institutions", PROCEDURES)
_RULE: Final = ("id", "part", "article", "basis", "verified", "says", "promises", "when")
_COMPOSING: Final = (
    "made_of",
    "composes",
    "order",
    "phases",
    "steps",
    "rules",
    "finishes",
    "writes",
    "walks",
)
# The order in which the law tells things: what it is, since when, of what it is made, what happens, what binds.
_ORDERS: Final[Mapping[type[BaseModel], Sequence[str]]] = {
    StatuteShape: ("statute", "title", "level", "number", "in_force", "verified", "note"),
    InstitutionShape: ("institution", "title", "in_force", "summary", "roles", *_COMPOSING),
    ProcedureShape: (
        "procedure",
        "title",
        "field",
        "institution",
        "in_force",
        "stance",
        "summary",
        *_COMPOSING,
    ),
    StatuteRuleShape: _RULE,
    HouseRuleShape: _RULE,
    ComposedShape: ("statute", "parts", "roles", "omit"),
    OmitShape: ("rules", "kept_in", "because"),
    MadeOfShape: ("institution", "named", "roles", "without", "without_rules", "basis", "rules", "change"),
    QuestionShape: ("type", "label", "help", "required"),
    WalkShape: ("name", "key", "after", "until", "steps", "closes", "owes", "refused"),
    WalkStepShape: ("step", "on", "by", "co_signers", "answers"),
    RefusedShape: ("step", "on", "by", "co_signers", "answers", "rule", "article"),
}
# What follows the relation of a rule.
_LAST: Final = ("gate", "yields_to")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in its one form. before: as it is now, ``""`` where there is none. problems: what no form mends."""

    path: Path
    before: str
    after: str
    problems: tuple[FileProblem, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before != self.after


def formatted(files: Sequence[Path]) -> Iterator[Formatted]:
    """Files in their one form, and behind them the catalogues of their English. Raises FileProblems for what cannot be read."""
    catalogues = dict.fromkeys(catalogue_for(path) for path in files)
    wanted = {path.resolve() for path in files}
    for catalogue in catalogues:
        texts: list[tuple[Path, tuple[Said, ...]]] = []
        for path in _sharing(catalogue):
            one, said = _formatted(path)
            if path.resolve() in wanted:
                yield one
                texts.append((path, said))
            else:
                # Its own English stays where it stands.
                texts.append((path, tuple(item for item in said if item.en is None)))
        yield _catalogue(catalogue, texts)


def catalogue_for(path: Path) -> Path:
    """The catalogue that holds the English of a file, whether or not there is one yet."""
    folder = path.resolve().parent
    for root in (folder.parent, folder.parent.parent):
        if folder.is_relative_to(root / PROCEDURES) or folder in [root / name for name in FOLDERS]:
            return root / PROCEDURES / CATALOGUE
    return folder / CATALOGUE


def _sharing(catalogue: Path) -> list[Path]:
    """The files whose English a catalogue holds, in its order."""
    if catalogue.parent.name == PROCEDURES:
        root = catalogue.parent.parent
        return [path for name in FOLDERS for path in sorted((root / name).rglob("*.yaml"))]
    return sorted(path for path in catalogue.parent.glob("*.yaml") if _model(_read(path).plain))


def _read(path: Path) -> Tree:
    try:
        return read_tree(path)
    except Unreadable as error:
        raise FileProblems(
            FileProblem(str(path), one.line, one.column, one.zh, one.en) for one in error.mistakes
        ) from None


def _model(plain: Mapping[str, Any]) -> type[BaseModel] | None:
    return next((shape for head, shape in _HEADS.items() if head in plain), None)


def _formatted(path: Path) -> tuple[Formatted, tuple[Said, ...]]:
    tree = _read(path)
    before = path.read_text(encoding="utf-8")
    plan = plan_of(_model(tree.plain) or PowersShape)
    made = formed(before, plan, _orders(), _small, tree.plain)
    _unchanged(path, tree, made.text, plan)
    problems = [
        FileProblem(
            str(path),
            number,
            1,
            f"这一行超过{WIDTH}列，请分行",
            f"this line is longer than {WIDTH} columns; part it",
        )
        for number, line in enumerate(made.text.split("\n"), 1)
        if columns(line) > WIDTH
    ]
    return Formatted(path, before, made.text, tuple(problems)), made.said


def _small(plan: Plan) -> bool:
    """Questions stand on one line where they fit; steps, rules and walks never do."""
    model = plan.model
    return model is not None and issubclass(model, QuestionShape | ColumnShape)


def _orders() -> dict[type[BaseModel], Sequence[str]]:
    orders = dict(_ORDERS)
    for model in (StatuteRuleShape, HouseRuleShape):
        rest = [name for name in model.model_fields if name not in (*_RULE, *_LAST)]
        orders[model] = (*_RULE, *rest, *_LAST)
    rest = [info.alias or name for name, info in QuestionShape.model_fields.items()]
    known = orders[QuestionShape]
    orders[QuestionShape] = (
        *known,
        *(name for name in rest if name not in (*known, "choices", "columns")),
        "choices",
        "columns",
    )
    orders[StepShape] = [info.alias or name for name, info in StepShape.model_fields.items()]
    return orders


def _unchanged(path: Path, before: Tree, after: str, plan: Plan) -> None:
    """Holds that a form says what the file said, save the English. Raises FileProblems: then the form is at fault."""
    read = tree_of(after)
    same = isinstance(read, Tree) and _chinese(before.plain, plan) == _chinese(read.plain, plan)
    if not same:
        raise FileProblems(
            [
                FileProblem(
                    str(path),
                    1,
                    1,
                    "整理后与原文不一致，没有改动；请告知开发者",
                    "the form would not say what the file says, so it was left alone; tell the developers",
                )
            ]
        )


def _chinese(value: Any, plan: Plan) -> Any:
    """Plain values with texts in Chinese alone, over all days."""
    if isinstance(value, dict):
        if plan.text and set(value) == {"zh", "en"}:
            return joined(str(value["zh"]))
        found = {}
        for key, item in value.items():
            dated = len(key) == 10 and key[4:5] == "-" and key[:4].isdigit()
            inner = plan if dated else plan.each or plan.fields.get(key, Plan())
            found[key] = _chinese(item, inner)
        return found
    if isinstance(value, list):
        return [_chinese(item, plan.each or Plan()) for item in value]
    return joined(value) if plan.text and isinstance(value, str) else value


def _catalogue(path: Path, texts: Sequence[tuple[Path, tuple[Said, ...]]]) -> Formatted:
    """The catalogue of what files say; that beside a bureau's own files leaves to the package's what that says the same way."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    try:
        known = read_catalogue(path)
    except Unreadable as error:
        raise FileProblems(
            FileProblem(str(path), one.line, one.column, one.zh, one.en) for one in error.mistakes
        ) from None
    package = read_catalogue(files_root() / PROCEDURES / CATALOGUE)
    # A library is whole by itself.
    beside = path.parent.name != PROCEDURES
    said = [
        (context_of(file), one.place, one.zh, one.en or _known(known, package, one, context_of(file)))
        for file, listed in texts
        for one in listed
    ]
    by_text: dict[str, list[tuple[str, str, str]]] = {}
    for file, place, zh, en in said:
        by_text.setdefault(zh, []).append((file, place, en))
    parts: dict[str, list[Entry]] = {}
    order = {context_of(file): number for number, (file, _) in enumerate(texts)}
    root = path.parent.parent
    names = {
        context_of(file): str(file.relative_to(root)) if file.is_relative_to(root) else file.name
        for file, _ in texts
    }
    for zh, uses in by_text.items():
        entries = list(_entries(zh, uses, known.anywhere.get(zh)))
        if beside and all(
            one.context is None and one.en and one.en == getattr(package.anywhere.get(zh), "en", None)
            for one in entries
        ):
            continue
        first = min((file for file, _, _ in uses), key=order.__getitem__)
        parts.setdefault(first, []).extend(entries)
    listed = [(names[file], parts[file]) for file in order if file in parts]
    after = written_catalogue(listed) if listed else ""
    return Formatted(path, before, after)


def _known(known: Any, package: Any, one: Said, file: str) -> str:
    found = known.find(one.zh, file, lambda: one.place) or package.find(one.zh, file, lambda: one.place)
    return found.en if found is not None else ""


def _entries(zh: str, uses: Sequence[tuple[str, str, str]], was: Entry | None) -> Iterator[Entry]:
    """The fewest entries that give each use its English: one for everywhere, and those of files and places that differ."""
    counted = Counter(en for _, _, en in uses if en)
    usual = was.en if was is not None and was.en in counted else next(iter(counted.most_common(1)), ("",))[0]
    yield Entry(zh, usual)
    by_file: dict[str, dict[str, str]] = {}
    for file, place, en in uses:
        by_file.setdefault(file, {})[place] = en
    for file, places in by_file.items():
        differing = {en for en in places.values() if en} - {usual}
        if len(set(places.values())) == 1 and differing:
            yield Entry(zh, differing.pop(), file)
        elif differing:
            yield from (
                Entry(zh, en, f"{file}/{place}") for place, en in places.items() if en not in ("", usual)
            )


def not_in_form(one: Formatted) -> FileProblem:
    """That a file is not in its one form, at the first line that is not."""
    old, new = one.before.split("\n"), one.after.split("\n")
    line = next(
        (number for number, (was, now) in enumerate(zip(old, new, strict=False), 1) if was != now),
        min(len(old), len(new)),
    )
    return FileProblem(
        str(one.path),
        line,
        1,
        "不合统一写法，请运行 yifa procedures format",
        "not in its one form; run yifa procedures format",
    )
