"""The form of one step: filled from a draft or from what is known, read when it is sent, drawn again with what is wrong.

One form serves both the step of a case and the step that opens one; ``matter`` is None for the latter, and the form then asks
what the case is called unless a question of the step says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yifa.cases.acting import computing
from yifa.cases.acting.composing import day_to_moment, with_file_names
from yifa.cases.told import links
from yifa.desk import drafts, pickers, uploads
from yifa.desk.access import Seat
from yifa.desk.case_picks import CasePick, case_pick
from yifa.desk.drafts import Kept
from yifa.desk.law_lines import ReasonLine
from yifa.desk.matter import Matter
from yifa.desk.people import Colleague, colleagues
from yifa.desk.pickers import PartyPick
from yifa.desk.prefill import Known, prefilled
from yifa.desk.sheets import read_table
from yifa.desk.uploads import Uploads
from yifa.house.acting import officer_key
from yifa.house.models import Officer
from yifa.interface.form import Choice, Field, Filled, fields
from yifa.interface.formats import show_moment, words
from yifa.interface.questions import Typed, collect, read
from yifa.law.limits import days_between
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import (
    Json,
    Procedure,
    Step,
    happened_on,
    order_problems,
    types,
    validate_answers,
)
from yifa.procedure.model import Quorum
from yifa.procedure.types import Unreadable, read_day, say

HAPPENED_ON: Final = "happened_on"
LATE_REASON: Final = "late_reason"
CO_SIGNERS: Final = "co_signers"
TITLE: Final = "title"
_TITLE_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Complaint:
    """One line of the summary above the form, and where in the form it belongs."""

    anchor: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A form that can be put to the act."""

    answers: dict[str, Json]
    happened_at: datetime | None
    late_reason: str
    co_signers: list[Officer]
    title: str
    party: Party | None


@dataclass
class StepForm:
    """The form while one request works on it."""

    seat: Seat
    procedure: Procedure
    step: Step
    matter: Matter | None
    known: Known
    typed: Typed
    uploads: Uploads
    extra: dict[str, Any]
    notes: dict[str, str] = field(default_factory=dict)
    saved_at: datetime | None = None
    problems: dict[str, Bilingual] = field(default_factory=dict)
    picks: dict[str, PartyPick] = field(default_factory=dict)
    refused: list[ReasonLine] = field(default_factory=list)
    notice: Bilingual | None = None
    moved: list[str] = field(default_factory=list)
    _colleagues: list[Colleague] | None = None

    # --- how a form begins -----------------------------------------------------------------------------------------

    @classmethod
    def fresh(
        cls,
        seat: Seat,
        procedure: Procedure,
        step: Step,
        matter: Matter | None,
        known: Known,
        *,
        ready: Kept | None,
    ) -> StepForm:
        """The form as it is opened: from the officer's draft if there is one, else from what is known."""
        if ready is not None:
            held = uploads.reopened(seat, step, ready.held)
            return cls(
                seat, procedure, step, matter, known, ready.typed, held, ready.extra, saved_at=ready.saved_at
            )
        again = matter is not None and step.key in matter.marking.done
        typed, notes = prefilled(step, known, again=again)
        extra = {TITLE: known.title[:_TITLE_MOST]} if matter is None and known.title else {}
        return cls(seat, procedure, step, matter, known, typed, Uploads({}, {}), extra, notes)

    @classmethod
    def sent(
        cls,
        request: HttpRequest,
        seat: Seat,
        procedure: Procedure,
        step: Step,
        matter: Matter | None,
        known: Known,
    ) -> StepForm:
        """The form as it was sent."""
        data = request.POST
        extra = {
            HAPPENED_ON: data.get(HAPPENED_ON, ""),
            LATE_REASON: data.get(LATE_REASON, ""),
            CO_SIGNERS: data.getlist(CO_SIGNERS),
            TITLE: data.get(TITLE, ""),
        }
        form = cls(
            seat,
            procedure,
            step,
            matter,
            known,
            collect(step, data),
            uploads.collect(seat, step, data, request.FILES),
            extra,
        )
        form.problems.update(form.uploads.problems)
        for key in form.party_questions:
            # What was being looked for or entered stays, whatever button was pressed.
            new = pickers.typed_new(key, data)
            started = any(value for name, value in new.items() if name != "kind")
            form.picks[key] = PartyPick(sought=data.get(f"find-{key}", ""), new=new, entering=started)
        return form

    # --- what it asks ----------------------------------------------------------------------------------------------

    @property
    def party_questions(self) -> list[str]:
        """Keys of the questions for a party."""
        return [key for key, question in self.step.asks.items() if question.type is types.PARTY]

    @property
    def title_question(self) -> str | None:
        """The question whose answer is what the case is called."""
        return next(
            (key for key, question in self.step.asks.items() if question.fills_from == "case.title"), None
        )

    @property
    def asks_title(self) -> bool:
        """Whether the form asks what the case is to be called."""
        return self.matter is None and self.title_question is None

    @property
    def quorum(self) -> int:
        """How many people may have to take part, by any rule about the step; 1 where nobody else has to."""
        rules = self.procedure.of_kind(Quorum)
        wanted = [
            rule.relation.people
            for rule in rules
            if isinstance(rule.relation, Quorum) and self.step.key in rule.relation.steps
        ]
        return max(wanted, default=1)

    @property
    def colleagues(self) -> list[Colleague]:
        """Other officers in service; read once, and only where the form needs them."""
        if self._colleagues is None:
            self._colleagues = colleagues(self.seat)
        return self._colleagues

    @property
    def co_signer_choices(self) -> list[Choice]:
        """Who may take part besides the actor."""
        if self.quorum < 2:
            return []
        chosen = set(self.extra.get(CO_SIGNERS) or ())
        able = [one for one in self.colleagues if one.may_take(self.step.by)]
        return [
            Choice(one.value, one.title, one.value in chosen, f"f-{CO_SIGNERS}-{number}")
            for number, one in enumerate(able)
        ]

    def fields(self) -> list[Field]:
        """The fields as they are drawn."""
        chosen = pickers.by_value(str(self.typed.get(key, "")) for key in self.party_questions)
        for key in self.party_questions:
            pick = self.picks.setdefault(key, PartyPick())
            party = chosen.get(str(self.typed.get(key, "")))
            pick.chosen = None if party is None else pickers.option(party)
        asks_officer = any(one.type is types.OFFICER for one in self.step.asks.values())
        officers = (
            [Choice(officer_key(one.officer.pk), one.title, False) for one in self.colleagues]
            if asks_officer
            else []
        )
        picks: dict[str, object] = {**self.picks, **self._case_picks()}
        known = self._known_with(read(self.step, self.typed, {}).answers)
        return fields(
            self.step,
            Filled(
                self.typed,
                self.uploads.held,
                self.problems,
                picks,
                self.notes,
                officers,
                known=self._shown(known.answers),
                listed=known.people,
            ),
        )

    def _known_with(self, answers: Mapping[str, Json]) -> computing.Known:
        """What the act will fill in by itself with these answers, and whom it takes."""
        case = None if self.matter is None else self.matter.case
        before = {} if case is None else self.known.answers
        case_id = None if case is None else case.pk
        return computing.known_at(
            self.seat.bureau.pk, case_id, self.step, self._day(answers), before, answers
        )

    def computed_keys(self) -> set[str]:
        """The questions whose answers the act fills in with what stands in the form."""
        return set(self._known_with(read(self.step, self.typed, {}).answers).answers)

    def _day(self, answers: Mapping[str, Json]) -> date:
        """The day of the step, as far as it can be read."""
        on = happened_on(self.step, answers)
        if on is not None:
            return on
        try:
            return read_day(self.happened_on)
        except Unreadable:
            return self.seat.on

    def _shown(self, found: Mapping[str, Json]) -> dict[str, Bilingual]:
        """The questions that are shown and not asked, with what stands there. found: the answers that are computed."""
        shown: dict[str, Bilingual] = {}
        for key, question in self.step.asks.items():
            computes = question.computes
            if computes is None:
                continue
            linked = self.procedure.questions.get(computes.question)
            if key in found:
                shown[key] = say(question, found[key])
            elif computing.never_typed(self.step, question):
                shown[key] = (
                    Bilingual(
                        "由系统按所填内容算出，保存后显示",
                        "computed from what is filled in; shown once it is saved",
                    )
                    if linked is None
                    else Bilingual(
                        f"取自所选的「{linked.label.zh}」，选定并保存后显示",
                        f"read from the '{linked.label.en}' that is chosen; shown once it is saved",
                    )
                )
        return shown

    def _case_picks(self) -> dict[str, CasePick]:
        """What is offered for each question for a case."""
        case = None if self.matter is None else self.matter.case
        return {
            key: case_pick(self.seat, case, question, str(self.typed.get(key, "")), self.known.fits.get(key))
            for key, question in links.asked(self.step).items()
        }

    @property
    def happened_on(self) -> str:
        """The day on which the step happened, as typed; today where nothing was."""
        asked = self.step.day_question
        if asked is not None:
            return str(self.typed.get(asked.key) or self.seat.on.isoformat())
        return str(self.extra.get(HAPPENED_ON) or self.seat.on.isoformat())

    @property
    def is_late(self) -> bool:
        """Whether the day given makes this a late entry, or is wrong: the part of the form that asks for it stands open."""
        if self.problems.keys() & {HAPPENED_ON, LATE_REASON} or self.extra.get(LATE_REASON):
            return True
        return self.happened_on != self.seat.on.isoformat()

    @property
    def saved(self) -> str:
        """When the form was last kept, in words."""
        return show_moment(self.saved_at)

    def complaints(self) -> list[Complaint]:
        """Everything that is wrong with fields, in the order of the form."""
        order = [TITLE, *self.step.asks, CO_SIGNERS, HAPPENED_ON, LATE_REASON]
        known = [key for key in order if key in self.problems]
        others = [key for key in self.problems if key not in order]
        return [Complaint(f"f-{key}", words(self.problems[key])) for key in (*known, *others)]

    def fill_table(self, key: str, sent: object) -> None:
        """Put the rows of an Excel file into a table, after those that are there."""
        question = self.step.asks.get(key)
        if question is None or question.type is not types.ROWS:
            return
        if sent is None:
            self.problems[key] = Bilingual("请先选择 Excel 文件", "choose an Excel file first")
            return
        known = self._known_with(read(self.step, self.typed, {}).answers)
        listed = {
            column: names
            for place, names in known.people.items()
            if (column := place.removeprefix(f"{key}.")) in question.columns
        }
        found = read_table(question, sent, listed)
        there = self.typed.get(key, [])
        self.typed[key] = [*(there if isinstance(there, list) else [there]), *found.rows]
        if found.problem is not None:
            self.problems[key] = found.problem

    # --- keeping and reading ---------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the form as a draft."""
        case = None if self.matter is None else self.matter.case
        extra = dict(self.extra)
        # Today is what the form says by itself: taken up on a later day, a draft means that day.
        if extra.get(HAPPENED_ON) == self.seat.on.isoformat():
            del extra[HAPPENED_ON]
        kept = Kept(self.typed, self.uploads.tokens, extra)
        drafts.keep(self.seat, case, self.procedure.key, self.step.key, kept)
        self.saved_at = self.seat.now

    def look_for(self, key: str) -> None:
        """Look for parties for a question."""
        if key in self.party_questions:
            pick = self.picks.setdefault(key, PartyPick())
            pick.found, pick.searched = pickers.look_for(pick.sought), True

    def enter_party(self, key: str, *, confirmed: bool) -> None:
        """Enter a party for a question, and choose it."""
        if key not in self.party_questions:
            return
        entered = pickers.enter(self.seat, self.picks[key].new, confirmed=confirmed)
        if isinstance(entered, Party):
            self.typed[key] = str(entered.pk)
            self.picks[key] = PartyPick()
        else:
            entered.sought = self.picks[key].sought
            self.picks[key] = entered

    def ready(self) -> Ready | None:
        """The form as the act takes it; None where something is wrong, which ``complaints`` then says."""
        reading = read(self.step, self.typed, self.known.answers if self.matter is not None else {})
        self.problems.update(reading.problems)
        found = self._settle(reading.answers)
        parties = self._check_parties(reading.answers)
        named = with_file_names(self.step, reading.answers, self.uploads.new_files())
        named.update(found)
        before = {} if self.matter is None else self.matter.marking.answers
        for problem in (
            *validate_answers(self.step, named),
            *order_problems(self.step, named, before, self.procedure.questions),
        ):
            self.problems.setdefault(problem.field, problem.sentence)
        title = self._title(reading.answers)
        happened_at = self._happened_at()
        co_signers = self._co_signers()
        if self.problems:
            return None
        return Ready(
            answers=reading.answers,
            happened_at=happened_at,
            late_reason=str(self.extra.get(LATE_REASON, "")).strip(),
            co_signers=co_signers,
            title=title,
            party=next(iter(parties), self.known.party),
        )

    def _settle(self, answers: dict[str, Json]) -> dict[str, Json]:
        """Take out what the act computes, and give it; where something else was typed before that was known, say so once."""
        found = self._known_with(answers).answers
        for key, question in self.step.asks.items():
            if question.computes is None or not (key in found or computing.never_typed(self.step, question)):
                continue
            typed = answers.pop(key, None)
            self.typed.pop(key, None)
            self.problems.pop(key, None)
            if typed is not None and typed != found.get(key):
                shown = say(question, found.get(key))
                self.problems[key] = Bilingual(
                    f"「{question.label.zh}」取自所关联的事项，是“{shown.zh}”，不另行填写；核对后请再次保存",
                    f"'{question.label.en}' is read from the matter named and is {shown.en!r}; compare it and save again",
                )
        return found

    def _check_parties(self, answers: dict[str, Json]) -> Iterable[Party]:
        """The chosen parties in the order of the questions; a value that is no party of the bureau is a problem."""
        given = {key: str(answers[key]) for key in self.party_questions if answers.get(key)}
        found = pickers.by_value(given.values())
        for key, value in given.items():
            if value not in found:
                label = self.step.asks[key].label
                self.problems[key] = Bilingual(
                    f"「{label.zh}」选择的相对人不存在，请重新查找",
                    f"'{label.en}' is not a known party; look again",
                )
        return [found[value] for value in given.values() if value in found]

    def _title(self, answers: dict[str, Json]) -> str:
        if self.matter is not None:
            return ""
        key = self.title_question
        if key is not None:
            return str(answers.get(key) or "")[:_TITLE_MOST]
        title = str(self.extra.get(TITLE, "")).strip()
        if not title:
            self.problems[TITLE] = Bilingual(
                "「事项名称」必填，请填写", "'Name of the matter' is required; fill it in"
            )
        return title[:_TITLE_MOST]

    def _happened_at(self) -> datetime | None:
        asked = self.step.day_question
        try:
            on = read_day(self.happened_on)
        except Unreadable as fault:
            if asked is not None:
                # What is wrong with the answer was said where it is asked.
                return None
            self.problems[HAPPENED_ON] = Bilingual(
                f"「办理日期」{fault.text.zh}", f"'Day on which it happened' {fault.text.en}"
            )
            return None
        if on > self.seat.on and asked is not None:
            self.problems[asked.key] = Bilingual(
                f"「{asked.label.zh}」晚于今天，请改为实际的日期",
                f"'{asked.label.en}' is after today; give the real day",
            )
            return None
        if on > self.seat.on:
            self.problems[HAPPENED_ON] = Bilingual(
                "「办理日期」晚于今天，请改为实际办理的日期",
                "'Day on which it happened' is after today; give the real day",
            )
            return None
        self._need_late_reason(on)
        return None if on == self.seat.on else day_to_moment(on, self.seat.now)

    def _need_late_reason(self, on: date) -> None:
        days = days_between(on, self.seat.on)
        if days > self.seat.bureau.late_after_days and not str(self.extra.get(LATE_REASON, "")).strip():
            self.problems[LATE_REASON] = Bilingual(
                f"办理日期早于今天 {days} 天，属于补录，请填写「补录理由」",
                f"it happened {days} days ago; give the reason why it is entered late",
            )

    def _co_signers(self) -> list[Officer]:
        wanted = set(self.extra.get(CO_SIGNERS) or ())
        if not wanted:
            return []
        return [one.officer for one in self.colleagues if one.value in wanted and one.may_take(self.step.by)]

    # --- what happened -----------------------------------------------------------------------------------------------

    @property
    def button(self) -> str:
        """The verb on the button: what the step is called."""
        return words(self.step.title)

    @property
    def co_signer_help(self) -> str:
        """What choosing co-signers means."""
        return _(
            "法律要求至少 %(people)d 人共同办理。您选择的人员与您一并记入记录，请确认他们确实参加了办理。"
        ) % {"people": self.quorum}
