"""Who gets nothing, whichever procedure gives it (失信惩戒): asked of every step that gives somebody money, a project, an honour.

A step says what it gives (``gives``). It is refused where a register bars from it, on the day of the step, a party of the matter:
its own, one that is answered, or one that stands by name in a table, such as a partner; or a person whom the matter
names and who works for one of those. What bars rests on law; the procedures that make it see to that (国办发〔2020〕49号).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.parties.standing import Standing, standings_for, standings_of_people
from yifa.procedure import Attempt, Procedure, Reason, Step, types
from yifa.procedure.model import Question

BARRED: Final = "cases/barred"
_NAME_AT_MOST: Final = 120


def reasons(
    bureau_id: int,
    procedure: Procedure,
    step: Step,
    party_id: int | None,
    before: Callable[[], Mapping[str, Any]],
    attempt: Attempt,
) -> tuple[Reason, ...]:
    """Why a step does not give what it would to whom it would. before: gives what was answered in the matter so far."""
    if step.gives is None:
        return ()
    answers = {**before(), **attempt.answers}
    keys = {party_id} | set(_parties(procedure, answers))
    names = {normalised(name) for name in _names(procedure, answers)}
    with using_bureau(bureau_id):
        known = Party.objects.filter(pk__in=[key for key in keys if key is not None]).select_related(
            "merged_into"
        )
        parties = {one.survivor.pk: one.survivor for one in known}
        parties |= {one.pk: one for one in Party.objects.filter(name_normalised__in=names, merged_into=None)}
        # Whoever was merged into one of them brings along what stands against it.
        parties |= {one.pk: one for one in Party.objects.filter(merged_into__in=list(parties))}
        found = [
            (parties[key].name, one)
            for key, standings in standings_for(parties, attempt.on).items()
            for one in standings
        ]
        units = {normalised(one.name) for one in parties.values()} | names
        units |= {
            normalised(one) for one in answers.values() if isinstance(one, str) and len(one) <= _NAME_AT_MOST
        }
        found += [
            (name, one)
            for name, standings in standings_of_people(names, attempt.on).items()
            for one in standings
            if normalised(one.unit) in units
        ]
    return tuple(_reason(step, name, one) for name, one in found if one.keeps_from(step.gives))


def _questions(procedure: Procedure) -> Iterator[Question]:
    return (one for step in procedure.steps.values() for one in step.asks.values())


def _parties(procedure: Procedure, answers: Mapping[str, Any]) -> Iterator[int]:
    for question in _questions(procedure):
        answer = answers.get(question.key)
        if question.type is types.PARTY and isinstance(answer, int | str) and str(answer).isdecimal():
            yield int(answer)


def _names(procedure: Procedure, answers: Mapping[str, Any]) -> Iterator[str]:
    """Whatever may be a name: of people, of who is personal data, and the texts of tables."""
    for question in _questions(procedure):
        answer = answers.get(question.key)
        if question.type is types.PEOPLE and isinstance(answer, list):
            yield from (str(one) for one in answer)
        elif question.type is types.ROWS and isinstance(answer, list):
            for row in answer:
                texts = row.values() if isinstance(row, dict) else ()
                yield from (one for one in texts if isinstance(one, str) and 0 < len(one) <= _NAME_AT_MOST)
        elif question.type is types.TEXT and question.personal and isinstance(answer, str) and answer:
            yield answer


def _reason(step: Step, name: str, one: Standing) -> Reason:
    until = Bilingual(f"，至{one.until}", f", until {one.until}") if one.until else Bilingual("", "")
    return Reason(
        rule=None,
        code=BARRED,
        sentence=Bilingual(
            f"{name}有未消除的惩戒：{one.says.zh}{until.zh}；「{step.title.zh}」不能办理。",
            f"{name} is barred: {one.says.en}{until.en}; '{step.title.en}' cannot be taken.",
        ),
        remedy=Bilingual(
            "请不予办理；记录有误、已经修复的，先在“信用与诚信”更正、修复或者解除。",
            "Decline it; where the record is wrong or was repaired, have it corrected, repaired or lifted under "
            "'Credit and integrity' first.",
        ),
    )
