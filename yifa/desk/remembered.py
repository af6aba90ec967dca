"""What was answered last and is likely meant again, for a form to start with; and the number after the last one given.

``last.own``: this officer's own last answer to the question at the same step of another matter of the kind. ``last.party``: what
was answered for the same party. ``next.number``: the bureau's last answer, counted on. Files name the questions for which this is
lawful: which place, which way, whom to call; never what somebody finds or decides, and no personal data but the party's own
(个人信息保护法 第六条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from yifa.cases.models import ActContent, Case, LogEntry, ReadingKind
from yifa.desk import knowing
from yifa.desk.access import Seat
from yifa.desk.veil import is_kept
from yifa.evidence.entries import Kind
from yifa.parties.models import Party
from yifa.procedure import Json, Procedure, Question, Step

OWN: Final = "last.own"
PARTY: Final = "last.party"
NEXT: Final = "next.number"
_ALL: Final = frozenset({OWN, PARTY, NEXT})
_LOOKED_AT: Final = 200
"""Of the newest matters of the kind: what was usual longer ago is usual no more."""
_ENTRIES: Final = 5
_SERIAL: Final = re.compile(r"\d+(?=\D*$)")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_remembered(question: Question) -> bool:
    """Whether a question starts with what was answered in other matters, which differs with who asks and when."""
    return question.fills_from in _ALL


@dataclass(slots=True)
class Remembered:
    """What one form may start with; each source is read once, when a question first asks for it."""

    seat: Seat
    procedure: Procedure
    step: Step
    party: Party | None
    but: int | None
    _read: dict[str, Mapping[str, Json]] = field(default_factory=dict)

    def answer(self, question: Question) -> Json:
        """What the question starts with; None where nothing is known. Personal data comes back for its own party alone."""
        source = question.fills_from
        if source not in _ALL or is_kept(self.procedure.power_keys):
            return None
        if question.personal and source != PARTY:
            return None
        if source not in self._read:
            self._read[source] = self._last(source)
        value = self._read[source].get(question.key)
        if source == NEXT:
            return following(value, self.seat.on.year) if isinstance(value, str) else None
        if question.choices and value not in question.choices:
            # The choices of another version of the procedure.
            return None
        return value

    def _last(self, source: str) -> dict[str, Json]:
        if source == PARTY and self.party is None:
            return {}
        found: dict[str, Json] = {}
        read: list[Case] = []
        for case_id, answers in self._newest(source):
            new = {
                key: value
                for key, value in answers.items()
                if key not in found and value not in (None, "", [])
            }
            if source == PARTY and new:
                case = Case.objects.get(pk=case_id)
                if not knowing.may_open(case):
                    continue
                read.append(case)
            found.update(new)
        personal = [key for key in found if key in self.step.asks and self.step.asks[key].personal]
        for case in read if personal else ():
            knowing.note_case(self.seat, case, ReadingKind.FORM, personal)
        return found

    def _newest(self, source: str) -> Iterator[tuple[int, dict[str, Json]]]:
        """The last entries of the step, the newest first, each with its case."""
        cases = Case.objects.filter(procedure_key=self.procedure.key)
        if self.but is not None:
            cases = cases.exclude(pk=self.but)
        if source == PARTY:
            cases = cases.filter(party=self.party)
        newest = cases.order_by("-pk").values("pk")[:_LOOKED_AT]
        entries = LogEntry.objects.filter(
            bureau_id=self.seat.bureau.pk,
            case_id__in=newest,
            step=self.step.key,
            kind__in=(Kind.ACT, Kind.IMPORT),
        )
        if source == OWN:
            entries = entries.filter(officer=self.seat.officer)
        of_case = dict(entries.order_by("-position").values_list("position", "case_id")[:_ENTRIES])
        rows = ActContent.objects.filter(bureau_id=self.seat.bureau.pk, position__in=of_case)
        for position, answers in rows.order_by("-position").values_list("position", "answers"):
            yield of_case[position], {key: value for key, (_salt, value) in answers.items()}


def following(number: str, year: int) -> str | None:
    """The number after a number: its last digits counted on, from one where it names another year than this; None where it has
    no digits but a year's. 2025-012 gives 2025-013 in 2025 and 2026-001 in 2026."""
    serial = _SERIAL.search(number)
    if serial is None or len(serial[0]) > 9:
        return None
    named = [one for one in _YEAR.finditer(number) if one.start() != serial.start()]
    if not named and _YEAR.fullmatch(serial[0]) and abs(int(serial[0]) - year) <= 1:
        return None
    turned = bool(named) and int(named[-1][0]) != year
    value = 1 if turned else int(serial[0]) + 1
    counted = (
        number[: serial.start()]
        + str(value).zfill(len(serial[0]) if serial[0][0] == "0" else 1)
        + number[serial.end() :]
    )
    return _YEAR.sub(str(year), counted, count=1) if turned else counted
