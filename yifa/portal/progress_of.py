"""A matter as its applicant sees it: what became of it, five public stages with their days, what is missing and until when, what
they may do, what was sent to them.

Officers are not named, and what the bureau does and notes for itself (opinions, hand-overs, internal steps and their answers) is
not shown: an applicant reads no procedure, but where they stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yifa.cases.library import procedure_of_case
from yifa.cases.log.record import TimelineEntry, timeline
from yifa.cases.models import Case, File, Letter
from yifa.cases.registers.publicity import public_name
from yifa.evidence.entries import Kind
from yifa.house.calendars import calendar_of
from yifa.interface.formats import show_date, show_due, words
from yifa.law.calendar import Calendar
from yifa.law.limits import Deadline, days_between, light
from yifa.law.remedies import remedies_on
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import (
    Marking,
    Option,
    Owed,
    Procedure,
    Question,
    Who,
    deadline,
    options,
    owed,
)
from yifa.procedure.model import Response
from yifa.procedure.papers import Ending, Outcome, day_after, ending_after, outcome
from yifa.procedure.types import same, say
from yifa.typesetting.letters import LetterError
from yifa.typesetting.letters import title_of as letter_title

APPLICANT: Final = Who(applicant=True)
_SHOWN: Final = frozenset({Kind.ACT.value, Kind.IMPORT.value})
_STAGES: Final = (
    ("received", frozenset({"received"})),
    ("accepted", frozenset({"accepted"})),
    ("decided", frozenset({"decided", "answered"})),
    ("served", frozenset({"served"})),
)
"""The public stages by the events of procedures; what lies between acceptance and decision is a stage of its own."""
_TITLES: Final = {
    "received": Bilingual("收到申请", "Received"),
    "accepted": Bilingual("受理", "Accepted"),
    "examined": Bilingual("审查", "Looked into"),
    "decided": Bilingual("决定", "Decided"),
    "served": Bilingual("送达", "Delivered"),
}
_REPLIES: Final = ("reply_text",)
"""Questions of a step that decides or answers whose answer is written to whoever wrote."""
_GIVEN: Final = ("result_file",)
"""Questions of a deciding step whose files are the applicant's: the certificate or reply itself."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something awaited: from whom, by when, why. ``light``: green, amber or red, with its ``word``. ``ending``: what the bureau
    may do once the day has passed."""

    titles: list[str]
    from_applicant: bool
    says: str
    authority: str
    since: str
    due: str
    light: str
    word: str
    left: str
    is_promise: bool
    stopped_since: str
    url: str
    ending: str
    sort_on: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that the applicant may take now."""

    title: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the public stages. state: ``done``, ``now``, ``later`` or ``void`` (not reached any more). days: a line that says
    when it was, or by when it has to be; url: how that day was computed."""

    title: str
    state: str
    word: str
    days: str
    url: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the bureau asked the applicant for, in its own words, with the notice."""

    text: str
    letter: str
    letter_url: str


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the matter's history."""

    title: str
    on: str
    by: str
    late: bool
    letter: str
    letter_url: str
    receipt_url: str
    answers: list[tuple[str, str]]
    files: list[str]


@dataclass(frozen=True)
class Progress:
    """A case read once for its applicant."""

    case: Case
    procedure: Procedure
    marking: Marking
    calendar: Calendar
    on: date

    @classmethod
    def of(cls, case: Case, on: date) -> Progress:
        """The case as it stands. Raises ProcedureMissing."""
        procedure = procedure_of_case(case)
        return cls(case, procedure, Marking.from_json(case.marking), calendar_of(case.bureau), on)

    @property
    def for_applicants(self) -> bool:
        """Whether the public has any part in the procedure; other matters are not shown to anybody by a code."""
        return any(step.by.applicant for step in self.procedure.steps.values())

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """Every step as the applicant finds it, by key."""
        found = options(self.procedure, self.marking, APPLICANT, self.on, self.calendar)
        return {one.key: one for one in found}

    @cached_property
    def possible(self) -> list[str]:
        """Keys of the steps that the applicant may take now."""
        return [
            key
            for key, one in self.options.items()
            if one.possible and one.step.by.applicant and not one.step.opens
        ]

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """What is owed in the case."""
        return owed(self.procedure, self.marking)

    def deadline(self, item: Owed) -> Deadline | None:
        """When it falls due."""
        return deadline(self.procedure, self.marking, item, self.calendar)

    def url(self, name: str, *args: Any) -> str:
        """An address of this case."""
        return reverse(f"portal:{name}", args=[self.case.bureau.code, self.case.number, *args])

    def awaited(self) -> list[Awaited]:
        """What is awaited, the applicant's own part first, then the first due."""
        if self.case.closed_on is not None:
            return []
        found = [self._awaited(item) for item in self.owed]
        return sorted(found, key=lambda one: (not one.from_applicant, one.sort_on))

    def _awaited(self, item: Owed) -> Awaited:
        due, lamp, word, left, sort_on = "", "", "", "", date.max.toordinal()
        found = self.deadline(item)
        ending = self._ending(item) if found is None else None
        if found is not None:
            lit = light(found, self.on)
            due, lamp, word = show_due(found.due_on, found.latest_on), lit.value, words(lit.label)
            left, sort_on = _left(found, self.on), found.due_on.toordinal()
        elif ending is not None:
            due, left = show_date(ending.last_day), _days_left(ending.last_day, self.on)
            sort_on = ending.last_day.toordinal()
        steps = [self.procedure.steps[key] for key in item.steps]
        own = [step for step in steps if step.by.applicant]
        rule = item.rule
        return Awaited(
            # Where the applicant is waited for, what the office may do instead is not theirs to do.
            titles=[words(step.title) for step in own or steps],
            from_applicant=bool(own),
            says=words(rule.says) if rule is not None else "",
            authority=words(rule.authority) if rule is not None else "",
            since=show_date(item.since),
            due=due,
            light=lamp,
            word=word,
            left=left,
            is_promise=item.is_promise,
            stopped_since=show_date(item.stopped_since),
            url=f"{self.url('deadline')}?rule={item.rule_id}" if found is not None else "",
            ending=""
            if ending is None
            else _("%(day)s 起仍未办理的，本机关可以“%(step)s”。")
            % {"day": show_date(day_after(ending)), "step": words(self.procedure.steps[ending.step].title)},
            sort_on=sort_on,
        )

    def _ending(self, item: Owed) -> Ending | None:
        """What the office may do if the applicant does nothing."""
        relation = item.rule.relation if item.rule is not None else None
        if not isinstance(relation, Response):
            return None
        found = [
            ending_after(self.procedure, key, self.marking.done[key].last, self.calendar)
            for key in relation.after
            if key in self.marking.done
        ]
        return max((one for one in found if one is not None), key=lambda one: one.last_day, default=None)

    def asked(self) -> list[Choice]:
        """What the bureau asks of the applicant and they can do now."""
        wanted = {key for item in self.owed for key in item.steps}
        return [self._choice(key) for key in self.possible if key in wanted]

    def allowed(self) -> list[Choice]:
        """What else the applicant may do."""
        wanted = {key for item in self.owed for key in item.steps}
        return [self._choice(key) for key in self.possible if key not in wanted]

    def _choice(self, key: str) -> Choice:
        step = self.procedure.steps[key]
        return Choice(words(step.title), words(step.says), self.url("step", key))

    @cached_property
    def outcome(self) -> Outcome | None:
        """What became of the matter; None while that is open."""
        return outcome(self.procedure, self.marking)

    @property
    def remedies(self) -> str:
        """How a decision can be contested; empty before there is one, and for what the applicant ended."""
        found = self.outcome
        if found is None or found.step.by.applicant:
            return ""
        return words(remedies_on(found.on))

    def state(self) -> str:
        """Where it stands, in a sentence; what became of it comes first."""
        found = self.outcome
        if found is not None:
            told = {"outcome": words(found.step.title), "day": show_date(found.on)}
            if found.served_on is not None and found.served_on >= found.on:
                told["served"] = show_date(found.served_on)
                return _("已办结：%(outcome)s（%(day)s 决定，%(served)s 送达）。") % told
            if self.case.closed_on is not None:
                return _("已办结：%(outcome)s（%(day)s）。") % told
            return _("已作出决定：%(outcome)s（%(day)s）。") % told + self._next()
        if self.case.closed_on is not None:
            return _("已于 %(day)s 办结。") % {"day": show_date(self.case.closed_on)}
        if self.asked():
            return _("等您办理：请看下面“需要您做的”。")
        now = next((one for one in self.stages() if one.state == "now"), None)
        if now is not None:
            return _("正在办理：%(stage)s。") % {"stage": now.title}
        return _("正在办理。") if not self._next() else _("正在办理：") + self._next()

    def _next(self) -> str:
        waiting = [one for one in self.awaited() if not one.from_applicant]
        if not waiting:
            return ""
        return _("等待本机关%(steps)s。") % {"steps": _("或者").join(waiting[0].titles)}

    # The stages

    def stages(self) -> list[Stage]:
        """Five stages at most: those that the procedure knows by its events. What the office does in between is one of them."""
        known = [
            (key, steps)
            for key, events in _STAGES
            if (steps := [name for name, step in self.procedure.steps.items() if step.event in events])
        ]
        if len(known) < 2:
            return []
        keys = [key for key, _steps in known]
        if "accepted" in keys and "decided" in keys:
            known.insert(keys.index("decided"), ("examined", []))
        done = {key: self._done_on(steps) for key, steps in known}
        # Looked into from the day it was accepted to the day of the decision.
        if "examined" in done and done["decided"] is not None:
            done["examined"] = done["decided"]
        last = max((place for place, (key, _steps) in enumerate(known) if done[key] is not None), default=-1)
        is_over = self.case.closed_on is not None or (
            self.outcome is not None and done.get("decided") is None
        )
        found = []
        for place, (key, steps) in enumerate(known):
            if place <= last:
                found.append(self._reached(key, done[key]))
            elif is_over:
                found.append(Stage(words(_TITLES[key]), "void", _("不再进行"), ""))
            elif place == last + 1:
                found.append(self._current(key, known[place + 1][1] if key == "examined" else steps, done))
            else:
                found.append(Stage(words(_TITLES[key]), "later", _("还没有到"), self._expected(steps)))
        return found

    def _done_on(self, steps: list[str]) -> date | None:
        return max((self.marking.done[key].last for key in steps if key in self.marking.done), default=None)

    def _reached(self, key: str, on: date | None) -> Stage:
        title = words(_TITLES[key])
        if on is None:  # gone by without a day of its own, such as what was decided on the spot
            return Stage(title, "done", _("已完成"), "")
        return Stage(title, "done", _("已完成"), show_date(on))

    def _current(self, key: str, steps: list[str], done: Mapping[str, date | None]) -> Stage:
        title = words(_TITLES[key])
        since = done.get("accepted") if key == "examined" else None
        begun = _("%(day)s 开始") % {"day": show_date(since)} if since is not None else ""
        own = next((one for one in self.awaited() if one.from_applicant), None)
        if own is not None and key != "served":
            return Stage(title, "now", _("等您办理"), begun)
        item = self._soonest(steps)
        if item is None:
            return Stage(title, "now", _("正在进行"), begun)
        due = self._awaited(item)
        if due.stopped_since:
            told = _("期限自 %(day)s 起中止") % {"day": due.stopped_since}
            return Stage(title, "now", _("暂停计时"), told)
        told = _("最迟 %(day)s（%(left)s）") % {"day": due.due, "left": due.left} if due.due else ""
        days = _("；").join(part for part in (begun, told) if part)
        return Stage(title, "now", _("正在进行"), days, due.url, due.light)

    def _expected(self, steps: list[str]) -> str:
        item = self._soonest(steps)
        found = None if item is None else self.deadline(item)
        return "" if found is None else _("最迟 %(day)s") % {"day": show_due(found.due_on, found.latest_on)}

    def _soonest(self, steps: list[str]) -> Owed | None:
        """Which of the obligations to take one of the steps falls due first."""
        due = [
            (found.due_on, place, item)
            for place, item in enumerate(self.owed)
            if not set(steps).isdisjoint(item.steps) and (found := self.deadline(item)) is not None
        ]
        return min(due)[2] if due else None

    @cached_property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """The record of the matter, the newest first."""
        return timeline(self.case, newest_first=True)

    def missing(self) -> Missing | None:
        """What the bureau's last notice asked the applicant for; None where it did not write last."""
        entry = next((one for one in self.entries if not one.by_applicant and one.letter is not None), None)
        if entry is None:
            return None
        for one in entry.answers:
            if isinstance(one.value, str) and one.question is not None and one.question.required:
                event = self._event(entry)
                return Missing(one.value, event.letter, event.letter_url)
        return None

    def history(self) -> list[Event]:
        """What happened between the applicant and the bureau, the newest first; what the bureau does by itself is its own."""
        steps = self.procedure.steps
        return [
            self._event(entry)
            for entry in self.entries
            if entry.kind in _SHOWN
            and (
                entry.by_applicant
                or entry.letter is not None
                or (entry.step in steps and (steps[entry.step].event or steps[entry.step].opens))
            )
        ]

    def papers(self) -> list[tuple[str, str]]:
        """What can be downloaded, name and address: the files and the letter of the decision first, then the other letters."""
        decided = None if self.outcome is None else self.outcome.step.key
        first: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for entry in self.entries:
            own = first if entry.step == decided else others
            if entry.step == decided:
                first += [
                    (file.name, self.url("result", file.pk))
                    for file in entry.files
                    if file.field in _GIVEN and file.name
                ]
            if entry.letter is not None:
                event = self._event(entry)
                own.append((f"《{event.letter}》", event.letter_url))
        return first + others

    def reply(self) -> list[str]:
        """What the bureau answered, to be read on the page."""
        steps = self.procedure.steps
        answering = {key for key, step in steps.items() if step.event in ("decided", "answered")}
        answers = [one for entry in self.entries if entry.step in answering for one in entry.answers]
        found = next((one.value for one in answers if one.key in _REPLIES and isinstance(one.value, str)), "")
        return found.splitlines()

    def result(self, pk: int) -> File | None:
        """A file that the decision hands over."""
        decided = None if self.outcome is None else self.outcome.step.key
        files = (file for entry in self.entries if entry.step == decided for file in entry.files)
        return next((one for one in files if one.pk == pk and one.field in _GIVEN and one.name), None)

    def _event(self, entry: TimelineEntry) -> Event:
        letter = entry.letter
        own = entry.by_applicant
        return Event(
            title=words(entry.title),
            on=show_date(entry.happened_at),
            by=_("您") if own else (_("本机关") if entry.officer or entry.post else _("系统")),
            late=entry.late,
            letter="" if letter is None else f"{letter_name(letter)} {letter.document_number}",
            letter_url="" if letter is None else self.url("letter", letter.pk),
            receipt_url=self.url("receipt", entry.case_version),
            answers=[
                (words(one.label), shown)
                for one in entry.answers
                if own and not one.erased and (shown := _answer(one.value, one.question))
            ],
            files=[file.name for file in entry.files if own and file.name],
        )


def letter_name(letter: Letter) -> str:
    """What a letter is called."""
    try:
        return words(letter_title(letter.kind))
    except LetterError:
        return letter.kind


def _answer(value: Any, question: Question | None) -> str:
    """An answer of the applicant's own; what is personal is not shown again."""
    if question is not None and question.personal:
        return ""
    return answer_in_words(value, question)


class _Public:
    """Parties by what the public may read of them, of the bureau that the block works for."""

    def party(self, key: int) -> Bilingual:
        party = Party.objects.filter(pk=key).first()
        return (
            Bilingual("（已不在册）", "(no longer on record)") if party is None else same(public_name(party))
        )

    def officer(self, key: str) -> Bilingual:
        return same(key)


def answer_in_words(value: Any, question: Question | None) -> str:
    """An answer in words; empty for none."""
    return words(say(question, value, _Public()))


def _left(found: Deadline, on: date) -> str:
    if found.is_provisional and days_between(on, found.due_on) < 0:
        return _("待放假安排公布后确定")
    return _days_left(found.due_on, on)


def _days_left(due_on: date, on: date) -> str:
    days = days_between(on, due_on)
    if days < 0:
        return ngettext("已超过 %(days)d 天", "已超过 %(days)d 天", -days) % {"days": -days}
    if days == 0:
        return _("今天到期")
    return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}
