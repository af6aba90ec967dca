"""Plays stories through the one act: every step on its day, by an officer whose post may take it, in the order of time.

The director chooses people as a section would: whoever holds the power, another one where a rule keeps two steps apart, turn by
turn from story to story. It asks the procedure beforehand who may, so that no refusal is left in the bureau's books. What no
officer may take is an error that says which step and why: a demonstration shows the law, it does not go round it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yifa.cases.acting.batch import Batch
from yifa.cases.actors import Actor
from yifa.cases.library import procedure_in_force
from yifa.cases.stories import Beat, Body, Story
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Officer
from yifa.house.powers import SYSTEM_ROLES
from yifa.house.roster import is_named
from yifa.house.tenancy import using_bureau
from yifa.law.errors import LawError
from yifa.law.limits import start_of_day
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.procedure import (
    Attempt,
    Json,
    Marking,
    Procedure,
    Step,
    deadline,
    initial,
    may,
    owed,
    take,
    types,
)

# Where any officer may act, these do not: system roles keep out of business matters, and outsiders do not begin them.
_APART = SYSTEM_ROLES | {"counsel", "expert", "discipline-inspector"}
_MORNING = timedelta(hours=8, minutes=30)
_BETWEEN = timedelta(seconds=20)


class NobodyMay(LawError):
    """No officer of the bureau may take a step of a story."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that is done between steps, after those of its day, at a moment that it is given."""

    on: date
    do: Callable[[datetime], None]


@dataclass(slots=True)
class _Playing:
    """A story under way. ``people`` counts who has acted in it."""

    story: Story
    number: int
    party: Party | None = None
    case_id: int = 0
    procedure: Procedure | None = None
    marking: Marking | None = None
    people: Counter[int] = field(default_factory=Counter)


class Director:
    """Plays stories for one bureau. ``told`` is called with the number of steps taken so far."""

    def __init__(self, bureau: Bureau, told: Callable[[int], None] = lambda _: None) -> None:
        self._bureau = bureau
        self._told = told
        self._calendar = calendar_of(bureau)
        self._parties: dict[str, Party] = {}
        self._numbers: dict[str, str] = {}
        self._officers: list[Officer] = []
        self._powers: dict[int, frozenset[str]] = {}
        self._of_day: Counter[date] = Counter()

    def play(self, stories: Iterable[Story], cues: Sequence[Cue] = ()) -> int:
        """Takes every step of the stories in the order of their days; gives the number of steps taken.

        Raises NobodyMay or ActRefused; days played before stay.
        """
        with using_bureau(self._bureau):
            self._officers = list(Officer.objects.prefetch_related("holdings__post").order_by("id"))
            self._powers = {
                officer.pk: frozenset(power for held in officer.holdings.all() for power in held.post.powers)
                for officer in self._officers
            }
            playing = [_Playing(story, number) for number, story in enumerate(stories)]
            by_day: dict[date, list[tuple[_Playing, Beat]]] = {}
            for one in playing:
                for beat in one.story.beats:
                    by_day.setdefault(beat.on, []).append((one, beat))
            taken = 0
            at: dict[date, list[Cue]] = {}
            for cue in cues:
                at.setdefault(cue.on, []).append(cue)
                by_day.setdefault(cue.on, [])
            if not by_day:
                return 0
            with Batch(self._bureau, now=start_of_day(min(by_day))) as batch:
                self._enter_bodies(playing)
                for day in sorted(by_day):
                    # What was done on days before may have made somebody able to act.
                    batch.flush()
                    Officer.read_holdings(self._officers, day)
                    for one, beat in by_day[day]:
                        self._take(batch, one, beat)
                        taken += 1
                    for cue in at.get(day, ()):
                        batch.flush()
                        cue.do(self._moment(day))
                        batch.catch_up()
                    self._told(taken)
        return taken

    def _enter_bodies(self, playing: Sequence[_Playing]) -> None:
        self._parties = {party.name: party for party in Party.objects.all()}
        wanted: dict[str, Body] = {}
        for one in playing:
            if one.story.body is not None and one.story.body.name not in self._parties:
                wanted.setdefault(one.story.body.name, one.story.body)
        made = Party.objects.bulk_create(
            Party(
                bureau=self._bureau,
                kind=body.kind,
                name=body.name,
                name_normalised=normalised(body.name),
                uscc=body.uscc,
                division_code=self._bureau.division_code,
            )
            for body in wanted.values()
        )
        self._parties |= {party.name: party for party in made}
        for one in playing:
            if one.story.body is not None:
                one.party = self._parties[one.story.body.name]

    def _take(self, batch: Batch, one: _Playing, beat: Beat) -> None:
        now = self._moment(beat.on)
        story = one.story
        if one.procedure is None or one.marking is None:
            one.procedure = procedure_in_force(story.procedure, beat.on)
            one.marking = initial(one.procedure)
        step = one.procedure.steps[beat.step]
        told = self._answers(step, beat.answers, one)
        bare = {key: value for key, value in told.items() if step.asks[key].computes is None}
        if len(bare) < len(told):
            # A story says what is typed where nothing is known; what is known is not typed.
            known = batch.computed(one.case_id, one.procedure, beat.step, beat.on, bare)
            told = {key: value for key, value in told.items() if key in bare or key not in known}
        answers = batch.computed(one.case_id, one.procedure, beat.step, beat.on, told)
        actor, co_signers = self._choose(one.procedure, one.marking, one, step, beat, answers)
        attempt = Attempt(
            beat.step, actor.who(beat.on), beat.on, answers, tuple(other.who(beat.on) for other in co_signers)
        )
        after = take(one.procedure, one.marking, attempt, self._calendar).marking
        for item in owed(one.procedure, after):
            # Asked here, so that a year without a calendar stops one story and not the whole batch.
            deadline(one.procedure, after, item, self._calendar)
        if one.case_id:
            batch.act(one.case_id, beat.step, actor=actor, answers=told, now=now, co_signers=co_signers)
        else:
            holder = actor.person.holdings_on(beat.on) if actor.person is not None else []
            opened = batch.open_case(
                story.procedure,
                beat.step,
                actor=actor,
                title=story.title,
                answers=told,
                party=one.party,
                now=now,
                co_signers=co_signers,
                department=holder[0].post.department if holder else None,
            )
            one.case_id = opened.case_id
            self._numbers[story.title] = opened.number
        one.marking = after

    def _moment(self, day: date) -> datetime:
        """The next moment of a working day; twenty seconds lie between two steps."""
        self._of_day[day] += 1
        return start_of_day(day) + _MORNING + _BETWEEN * self._of_day[day]

    def _answers(self, step: Step, given: Mapping[str, Json], one: _Playing) -> dict[str, Json]:
        """The story's answers, with names of parties turned into parties and titles of other stories into their numbers; the
        story's body where a party is asked."""
        answers = dict(given)
        for key, question in step.asks.items():
            name = answers.get(key)
            if question.type is types.CASE and isinstance(name, str):
                answers[key] = self._numbers.get(name, name)
            if question.type is not types.PARTY:
                continue
            if isinstance(name, str) and name:
                answers[key] = self._party(name).pk
            elif question.required and one.party is not None:
                answers[key] = one.party.pk
        return answers

    def _party(self, name: str) -> Party:
        if name not in self._parties:
            self._parties[name] = Party.objects.create(
                bureau=self._bureau, kind="enterprise", name=name, name_normalised=normalised(name)
            )
        return self._parties[name]

    def _choose(
        self,
        procedure: Procedure,
        marking: Marking,
        one: _Playing,
        step: Step,
        beat: Beat,
        answers: Mapping[str, Json],
    ) -> tuple[Actor, tuple[Actor, ...]]:
        if step.by.applicant:
            return Actor.applicant(one.party, bureau=self._bureau), ()
        if not step.by.by_office:
            return Actor.system(self._bureau), ()
        candidates = self._candidates(step, one, beat)
        refusal = None
        for officer in candidates:
            others = [other for other in candidates if other.pk != officer.pk][: beat.co_signers]
            attempt = Attempt(
                step.key,
                officer.who(beat.on),
                beat.on,
                answers,
                tuple(other.who(beat.on) for other in others),
            )
            ruling = may(procedure, marking, attempt, self._calendar)
            if ruling.allowed:
                one.people[officer.pk] += 1
                return Actor.officer(officer), tuple(Actor.officer(other) for other in others)
            refusal = refusal or ruling
        why = refusal.reasons[0].sentence if refusal is not None else None
        raise NobodyMay(
            f"“{one.story.title}”的步骤“{step.title.zh}”（{beat.on}）无人可办：{why.zh if why else '没有岗位具备这一职权'}",
            f"Nobody may take the step '{step.title.en}' of '{one.story.title}' on {beat.on}: "
            f"{why.en if why else 'no post holds the power'}",
        )

    def _candidates(self, step: Step, one: _Playing, beat: Beat) -> list[Officer]:
        """Who holds a power of the step: those who have not acted in the story first, then turn by turn."""
        powers = step.by.powers
        holders = [
            officer
            for officer in self._officers
            if self._may_hold(officer, powers)
            and (not beat.holding or beat.holding & self._powers[officer.pk])
            and (not beat.by or is_named(officer, list(beat.by)))
        ]
        if not holders:
            return []
        turn = one.number % len(holders)
        return sorted(holders[turn:] + holders[:turn], key=lambda officer: one.people[officer.pk])

    def _may_hold(self, officer: Officer, powers: frozenset[str]) -> bool:
        held = self._powers[officer.pk]
        return bool(powers & held) if powers else not held & _APART
