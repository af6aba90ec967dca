"""How well reports are read and checked: what was read against what a careful person marked.

The measures are those by which readings of published reports are compared. A figure is found strictly when its span is
the very one marked. For everything else figures are paired one to one by overlap, best first: a reading pairs with a
mark that it overlaps if it covers the mark's numeral and is at most six characters longer. Precision, recall and F1 are
then counted for value, value with unit, year, category, role and exactness, and for value, unit, year and category
together. Faults pair by kind, and by place (twelve characters of grace) unless the whole document is meant.

    python -m yifa.reading.scoring FOLDER... [--errors] [--per-report]

scores folders of marked texts (`labelled`) or of JSON beside its texts. ``--errors`` shows each mismatch with its
clause; it is refused for a folder named ``aside``, whose texts are kept from those who write the rules.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from yifa.law.errors import FileProblem, LawError
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit
from yifa.reading.labelled import Labelled, LabelledFault, labelled_files

MEASURES = (
    "span strict",
    "span overlap",
    "value",
    "value+unit",
    "year",
    "category",
    "role",
    "approx",
    "all four",
)
"""The measures of figures, in the order of the table; "all four" is value, unit, year and category together."""

_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千无未]+")
_LONGER = 6  # characters by which a reading may exceed the marked span and still pair with it
_NEAR = 12  # characters that may lie between a fault said and a fault marked
_CLAUSE = 24  # characters shown on either side of a mismatch


class ReadFigures(Protocol):
    """What scoring asks of a reading."""

    @property
    def facts(self) -> Sequence[Fact]: ...
    @property
    def implied(self) -> Sequence[Fact]: ...


class SaidFault(Protocol):
    """What scoring asks of a fault that was said."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def rule(self) -> str: ...


R = TypeVar("R", bound=ReadFigures)


@dataclass(frozen=True, slots=True)
class Rate:
    """`right` of `said` are among the `due` ones. A rate of nothing is 0."""

    right: int
    said: int
    due: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.due if self.due else 0.0

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing read otherwise than marked. `what` is missed, spurious, zero missed, value, unit, year, category, role, approx,
    or, of faults, fault missed, fault spurious.
    """

    report: str
    what: str
    marked: str
    read: str
    clause: str

    def __str__(self) -> str:
        return f"{self.report}  {self.what}: {self.marked or '-'} -> {self.read or '-'}  {self.clause}"


@dataclass(frozen=True, slots=True)
class ReportScore:
    """One report's figures and faults, for the list of reports."""

    report: str
    strict: Rate
    faults: Rate


@dataclass
class Score:
    """Counts over reports; scores of folders add up."""

    reports: list[ReportScore] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    said: int = 0
    due: int = 0
    category_right: Counter[str] = field(default_factory=Counter)
    category_said: Counter[str] = field(default_factory=Counter)
    category_due: Counter[str] = field(default_factory=Counter)
    implied_found: int = 0
    implied_due: int = 0
    subject_likeness: list[float] = field(default_factory=list)
    fault_right: Counter[str] = field(default_factory=Counter)
    fault_said: Counter[str] = field(default_factory=Counter)
    fault_due: Counter[str] = field(default_factory=Counter)
    rule_right: Counter[str] = field(default_factory=Counter)
    rule_said: Counter[str] = field(default_factory=Counter)
    innocent: Counter[str] = field(default_factory=Counter)
    innocent_blamed: Counter[str] = field(default_factory=Counter)
    mismatches: list[Mismatch] = field(default_factory=list)

    def rate(self, measure: str) -> Rate:
        """The rate of a measure of MEASURES, micro-averaged over the reports."""
        return Rate(self.right[measure], self.said, self.due)

    @property
    def faults(self) -> Rate:
        return Rate(self.fault_right.total(), self.fault_said.total(), self.fault_due.total())

    def fault_rate(self, kind: str) -> Rate:
        return Rate(self.fault_right[kind], self.fault_said[kind], self.fault_due[kind])

    def category_rate(self, category: str) -> Rate:
        return Rate(self.category_right[category], self.category_said[category], self.category_due[category])

    @property
    def macro_f1(self) -> float:
        """Mean over the reports of F1 of the strict span; reports without figures marked or read are left out."""
        rates = [one.strict.f1 for one in self.reports if one.strict.said or one.strict.due]
        return sum(rates) / len(rates) if rates else 0.0

    def add(self, other: Score) -> None:
        """Takes the counts of `other` in."""
        self.reports += other.reports
        self.said += other.said
        self.due += other.due
        self.implied_found += other.implied_found
        self.implied_due += other.implied_due
        self.subject_likeness += other.subject_likeness
        self.mismatches += other.mismatches
        for mine, theirs in (
            (self.right, other.right),
            (self.category_right, other.category_right),
            (self.category_said, other.category_said),
            (self.category_due, other.category_due),
            (self.fault_right, other.fault_right),
            (self.fault_said, other.fault_said),
            (self.fault_due, other.fault_due),
            (self.rule_right, other.rule_right),
            (self.rule_said, other.rule_said),
            (self.innocent, other.innocent),
            (self.innocent_blamed, other.innocent_blamed),
        ):
            mine.update(theirs)

    def table(self, *, per_report: bool = False) -> str:
        """The score as text: measures, faults by kind and by rule, categories."""
        lines: list[str] = []
        if per_report:
            lines += [
                f"{one.report:<24} gold {one.strict.due:3} read {one.strict.said:3}  strict F1 {one.strict.f1:.3f}"
                f"  faults {one.faults.right}/{one.faults.due}, said {one.faults.said}"
                for one in self.reports
            ]
        faults = self.faults
        lines.append(
            f"{len(self.reports)} reports, {self.due} marked figures, {self.said} read; "
            f"{faults.due} marked faults, {faults.said} said"
        )
        lines.append(f"{'':<26} {'precision':>9} {'recall':>9} {'F1':>9}")
        lines += [_row(measure, self.rate(measure)) for measure in MEASURES]
        lines.append(_row("faults", faults))
        likeness = self.subject_likeness
        mean = f"; likeness of subjects {sum(likeness) / len(likeness):.3f}" if likeness else ""
        lines.append(f"macro F1 of span strict {self.macro_f1:.3f}{mean}")
        if self.implied_due:
            lines.append(f"zeros said without a numeral found: {self.implied_found} of {self.implied_due}")
        if self.innocent:
            lines.append(
                f"innocent look-alikes blamed: {self.innocent_blamed.total()} of {self.innocent.total()}"
                + "".join(f"; {kind} {count}" for kind, count in self.innocent_blamed.most_common())
            )
        lines.append("category")
        lines += [
            _row("  " + name, self.category_rate(name), counts=True) for name in sorted(self.category_due)
        ]
        kinds = sorted(set(self.fault_due) | set(self.fault_said))
        if kinds:
            lines.append("fault")
            lines += [_row("  " + kind, self.fault_rate(kind), counts=True) for kind in kinds]
        if self.rule_said:
            lines.append("rule of faults" + " " * 14 + "precision")
            lines += [
                f"  {rule:<38} {self.rule_right[rule] / said:9.3f}   {self.rule_right[rule]} of {said}"
                for rule, said in sorted(self.rule_said.items())
            ]
        return "\n".join(lines) + "\n"


def score_folder(
    folder: Path,
    read: Callable[[str], R],
    find_faults: Callable[[R], Sequence[SaidFault]] | None = None,
    *,
    texts: Path | None = None,
) -> Score:
    """The score of `read` and `find_faults` on a folder of marked texts, or of JSON with its texts.

    texts: where the texts of the JSON lie; by default beside it or in a folder beside the folder.
    Raises FileProblem for a mark or a JSON that cannot be read, or a text that is not there.
    """
    score = Score()
    for labelled in gold_of(folder, texts=texts):
        reading = read(labelled.text)
        faults = find_faults(reading) if find_faults else ()
        one = score_report(labelled, reading.facts, faults)
        _score_implied(one, labelled, reading.implied)
        score.add(one)
    return score


def gold_of(folder: Path, *, texts: Path | None = None) -> Iterator[Labelled]:
    """The labelled reports of a folder: its JSON files if it has any, else its marked texts."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        yield from labelled_files(folder)
    for path in paths:
        yield _from_json(path, texts)


def score_report(labelled: Labelled, facts: Sequence[Fact], faults: Sequence[SaidFault]) -> Score:
    """The score of one report."""
    score = Score(said=len(facts), due=len(labelled.facts))
    spans_due = {(fact.start, fact.end) for fact in labelled.facts}
    strict = len({(fact.start, fact.end) for fact in facts} & spans_due)
    score.right["span strict"] = strict
    pairs = pair(facts, labelled.facts)
    for said, due in pairs:
        _compare(score, labelled, said, due)
    for fact in labelled.facts:
        score.category_due[fact.category] += 1
    for fact in facts:
        score.category_said[fact.category] += 1
    found = {id(due) for _, due in pairs}
    meant = {id(said) for said, _ in pairs}
    score.mismatches += [
        Mismatch(labelled.name, "missed", _told(fact), "", _clause(labelled.text, fact.start, fact.end))
        for fact in labelled.facts
        if id(fact) not in found
    ]
    score.mismatches += [
        Mismatch(labelled.name, "spurious", "", _told(fact), _clause(labelled.text, fact.start, fact.end))
        for fact in facts
        if id(fact) not in meant
    ]
    _score_faults(score, labelled, faults)
    rate = Rate(strict, len(facts), len(labelled.facts))
    score.reports.append(ReportScore(labelled.name, rate, score.faults))
    return score


def pair(said: Sequence[Fact], due: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Pairs of a reading and a mark, one to one: the same span first, then the longest overlap, then the shortest
    reading. Linear in the length of the text for sorted figures that do not overlap each other.
    """
    candidates: list[tuple[bool, int, int, int, int]] = []
    order = sorted(range(len(said)), key=lambda i: said[i].start)
    first = 0
    reach = max((fact.end - fact.start for fact in said), default=0)
    for j, mark in sorted(enumerate(due), key=lambda item: item[1].start):
        while first < len(order) and said[order[first]].start + reach <= mark.start:
            first += 1
        numeral = _NUMERAL.search(mark.span)
        number_start, number_end = (
            (mark.start + numeral.start(), mark.start + numeral.end()) if numeral else (mark.start, mark.end)
        )
        for at in range(first, len(order)):
            one = said[order[at]]
            if one.start >= mark.end:
                break
            overlap = min(one.end, mark.end) - max(one.start, mark.start)
            if overlap <= 0:
                continue
            same = (one.start, one.end) == (mark.start, mark.end)
            covers = one.start <= number_start and one.end >= number_end
            if same or (covers and one.end - one.start <= len(mark.span) + _LONGER):
                candidates.append((not same, -overlap, one.end - one.start, order[at], j))
    taken_said: set[int] = set()
    taken_due: set[int] = set()
    pairs: list[tuple[Fact, Fact]] = []
    for _, _, _, i, j in sorted(candidates):
        if i not in taken_said and j not in taken_due:
            taken_said.add(i)
            taken_due.add(j)
            pairs.append((said[i], due[j]))
    return pairs


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of neighbouring characters of two labels: 0 to 1."""
    first, second = _bigrams(one), _bigrams(other)
    return 2 * len(first & second) / (len(first) + len(second))


def match_faults(said: Sequence[SaidFault], due: Sequence[LabelledFault]) -> dict[int, int]:
    """Index of a fault said → index of the fault marked that it names. Faults with a place come first."""
    matched: dict[int, int] = {}
    for j in sorted(range(len(due)), key=lambda j: due[j].start is None):
        mark = due[j]
        for i, fault in enumerate(said):
            if i not in matched and fault.kind == mark.kind and _meets(fault, mark):
                matched[i] = j
                break
    return matched


def _meets(fault: SaidFault, mark: LabelledFault) -> bool:
    if mark.start is None or mark.end is None:
        return True
    if fault.start is None or fault.end is None:
        return False
    return fault.start - _NEAR <= mark.end and mark.start <= fault.end + _NEAR


def _compare(score: Score, labelled: Labelled, said: Fact, due: Fact) -> None:
    value = abs(said.value - due.value) <= 1e-6 * max(1, abs(due.value))
    unit = said.unit == due.unit
    agrees = {
        "year": said.year == due.year,
        "category": said.category == due.category,
        "role": said.role == due.role,
        "approx": said.approx == due.approx,
    }
    score.right["span overlap"] += 1
    score.right["value"] += value
    score.right["value+unit"] += value and unit
    for key, agreed in agrees.items():
        score.right[key] += agreed
    score.right["all four"] += value and unit and agrees["year"] and agrees["category"]
    score.category_right[due.category] += agrees["category"]
    if said.subject and due.subject:
        score.subject_likeness.append(likeness(said.subject, due.subject))
    clause = _clause(labelled.text, due.start, due.end)
    if due.span != said.span:
        score.mismatches.append(Mismatch(labelled.name, "span", due.span, said.span, clause))
    for what, marked, read in (
        ("value", due.value, said.value if not value else due.value),
        ("unit", due.unit, said.unit),
        ("year", due.year, said.year),
        ("category", due.category, said.category),
        ("role", due.role, said.role),
        ("approx", due.approx, said.approx),
    ):
        if marked != read:
            why = f" [{', '.join(said.why)}]" if said.why else ""
            score.mismatches.append(Mismatch(labelled.name, what, str(marked), f"{read}{why}", clause))


def _score_faults(score: Score, labelled: Labelled, faults: Sequence[SaidFault]) -> None:
    if not labelled.complete:
        # Of an opening nobody can know what is missing further on.
        faults = [
            fault for fault in faults if fault.start is not None and not fault.kind.startswith("missing_")
        ]
    matched = match_faults(faults, labelled.faults)
    found = set(matched.values())
    for j, mark in enumerate(labelled.faults):
        score.fault_due[mark.kind] += 1
        score.fault_right[mark.kind] += j in found
        if j not in found:
            clause = _clause(labelled.text, mark.start, mark.end)
            told = f"{mark.kind} {mark.note}".strip()
            score.mismatches.append(Mismatch(labelled.name, "fault missed", told, "", clause))
    for i, fault in enumerate(faults):
        kind = str(fault.kind)
        score.fault_said[kind] += 1
        score.rule_said[fault.rule] += 1
        score.rule_right[fault.rule] += i in matched
        if i not in matched:
            clause = _clause(labelled.text, fault.start, fault.end)
            told = f"{kind} ({fault.rule})"
            score.mismatches.append(Mismatch(labelled.name, "fault spurious", "", told, clause))
    wrong = [fault for i, fault in enumerate(faults) if i not in matched]
    for place in labelled.innocent:
        score.innocent[place.kind] += 1
        if any(
            fault.kind == place.kind and fault.start is not None and _meets(fault, place) for fault in wrong
        ):
            score.innocent_blamed[place.kind] += 1


def _score_implied(score: Score, labelled: Labelled, said: Sequence[Fact]) -> None:
    """Counts which of the zeros marked were read; others may be zeros as well, so that those read are not counted."""
    score.implied_due = len(labelled.implied)
    for mark in labelled.implied:
        if any(one.start < mark.end and mark.start < one.end for one in said):
            score.implied_found += 1
        else:
            clause = _clause(labelled.text, mark.start, mark.end)
            score.mismatches.append(Mismatch(labelled.name, "zero missed", mark.subject, "", clause))


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _told(fact: Fact) -> str:
    return f"{fact.span} ({fact.category}, {fact.role}, {fact.year}, {fact.subject})"


def _clause(text: str, start: int | None, end: int | None) -> str:
    """The place from `start` to `end` within its line, in 【】, with a little on either side."""
    if start is None or end is None:
        return ""
    before = text[max(0, start - _CLAUSE) : start].rpartition("\n")[2]
    after = text[end : end + _CLAUSE].partition("\n")[0]
    return f"{before}【{text[start:end]}】{after}"


def _row(name: str, rate: Rate, *, counts: bool = False) -> str:
    row = f"{name:<26} {rate.precision:9.3f} {rate.recall:9.3f} {rate.f1:9.3f}"
    return f"{row}   {rate.right} of {rate.due}, said {rate.said}" if counts else row


def _from_json(path: Path, texts: Path | None) -> Labelled:
    """A report whose labels are JSON: `text_file`, `facts`, `lint`, `complete`."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        name = data["text_file"]
        facts = tuple(_fact(one) for one in data["facts"])
        faults = tuple(_fault(one) for one in data["lint"])
        year, complete = data["year"], bool(data["complete"])
    except (ValueError, KeyError, TypeError) as error:
        raise FileProblem(
            str(path), 0, f"不是标注文件：{error}", f"not a file of labels: {type(error).__name__} {error}"
        ) from None
    beside = (
        [texts] if texts else [path.parent, *sorted(p for p in path.parent.parent.iterdir() if p.is_dir())]
    )
    for one in (folder / name for folder in beside if (folder / name).is_file()):
        with one.open(encoding="utf-8", newline="") as file:
            text = file.read()
        if all(text[fact.start : fact.end] == fact.span for fact in facts):
            break
    else:
        raise FileProblem(
            str(path),
            0,
            f"找不到与标注相符的原文“{name}”。",
            f"no text {name!r} is there in which the figures stand where they are labelled.",
        )
    return Labelled(
        name=path.stem,
        text=text,
        year=year,
        about=str(data.get("bureau") or ""),
        complete=complete,
        facts=facts,
        implied=(),
        faults=faults,
    )


def _fact(one: dict[str, Any]) -> Fact:
    return Fact(
        start=one["start"],
        end=one["end"],
        span=one["span"],
        value=one["value"],
        unit=Unit(one["unit"]),
        approx=Approx(one["approx"]),
        year=one["year"],
        subject=one["subject"],
        category=Category(one["category"]),
        role=Role(one["role"]),
    )


def _fault(one: dict[str, Any]) -> LabelledFault:
    where = one["where"] or {"start": None, "end": None}
    return LabelledFault(one["kind"], where["start"], where["end"], one.get("note", ""))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Exit status 2 when a folder cannot be scored."""
    parser = argparse.ArgumentParser(
        prog="python -m yifa.reading.scoring", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--errors", action="store_true", help="show each mismatch with its clause")
    parser.add_argument("--per-report", action="store_true", help="show each report's score")
    parser.add_argument("--texts", type=Path, help="where the texts of a folder of JSON lie")
    options = parser.parse_args(arguments)
    if options.errors and any("aside" in folder.resolve().parts for folder in options.folders):
        sys.stderr.write(
            "“aside”里的文本是留作检验的，不显示差错。\nTexts kept aside measure the rules; their mismatches are not shown.\n"
        )
        return 2
    # The reader is named here alone, so that measuring knows nothing of what it measures.
    from yifa.reading.faults import find_faults
    from yifa.reading.reading import read

    score = Score()
    try:
        for folder in options.folders:
            score.add(score_folder(folder, read, find_faults, texts=options.texts))
    except LawError as problem:
        sys.stderr.write(f"{problem.zh}\n{problem.en}\n")
        return 2
    if options.errors:
        sys.stdout.writelines(f"{mismatch}\n" for mismatch in score.mismatches)
    sys.stdout.write(score.table(per_report=options.per_report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
