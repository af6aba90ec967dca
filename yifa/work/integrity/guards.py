"""What a receiver of credit records would refuse is refused when the record is proposed, while it can still be put right."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.law.limits import nth_working_day_after
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.parties.register import party_answered
from yifa.procedure import Marking, Reason
from yifa.procedure.answers import names_of, rows_of
from yifa.work.integrity.export import AND, record_of
from yifa.work.integrity.feeds import LATER, feeds, problems
from yifa.work.integrity.kinds import LICENCE_KINDS, PENALTY_KINDS, RECORD_KINDS

_DAYS_TO_COMPLAIN: Final = 15
_DAYS: Final = ("decided_on", "valid_from", "valid_until")


@guard("credit/propose")
def fits_the_receivers_format(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a proposal that lacks what its receiver's columns need, one reason for each (two_publicity.yaml)."""
    answers = ctx.all_answers
    feed = next((one for one in feeds().feeds.values() if answers.get("record_kind") in one.records), None)
    subject = _subject(ctx)
    if feed is None or subject is None:
        return ()
    chosen = [key for key in answers.get("penalty_kinds") or [] if key in PENALTY_KINDS]
    facts: dict[str, Any] = {
        **answers,
        **{name: _day(answers.get(name)) for name in _DAYS},
        "record_kind": RECORD_KINDS[answers["record_kind"]].zh,
        "licence_kind": LICENCE_KINDS[answers["licence_kind"]].zh if answers.get("licence_kind") else "",
        "penalty_kinds": AND.join(PENALTY_KINDS[key].zh for key in chosen),
    }
    record = record_of(facts, subject, frozenset(chosen))
    return tuple(
        Reason(
            rule=None,
            code="integrity/receivers-format",
            sentence=Bilingual(
                f"报送{feed.title.zh}的格式要求：{problem.zh}。",
                f"The format for {feed.title.en.lower()}: {problem.en}.",
            ),
            remedy=Bilingual(
                "请补全后再提出；相对人的代码、姓名和证件在“相对人”中更正。",
                "Complete it and propose again; codes, names and documents of a party are put right in Parties.",
            ),
        )
        for problem in problems(feed, record, leave_out=LATER)
    )


def _subject(ctx: GuardContext) -> Party | None:
    return party_answered(ctx.all_answers.get("subject"))


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


@guard("misconduct/panel")
def peers_of_other_units(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a panel with somebody of the unit that is investigated (221号; 公务员法 §76 for the bureau's own)."""
    unit = _subject(ctx)
    if unit is None:
        return ()
    same = [
        str(row["name"])
        for row in rows_of(ctx.answers, "peers")
        if normalised(str(row["unit"])) == normalised(unit.name)
    ]
    if not same:
        return ()
    return (
        Reason(
            rule=None,
            code="integrity/panel-unit",
            sentence=Bilingual(
                f"{'、'.join(same)}与被调查人同属{unit.name}，应当回避（科研失信行为调查处理规则）。",
                f"{', '.join(same)}: of {unit.name}, as whoever is investigated; they keep out (rules of 2022).",
            ),
            remedy=Bilingual("请另请外单位的同行专家。", "Ask peers of other units."),
        ),
    )


@guard("misconduct/investigate")
def by_those_who_were_named(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an investigation by somebody whom the acceptance did not name."""
    named = names_of(ctx.all_answers, "investigators")
    strangers = ctx.strangers_to(named)
    if not strangers:
        return ()
    return (
        Reason(
            rule=None,
            code="integrity/not-an-investigator",
            sentence=Bilingual(
                f"{'、'.join(strangers)}不是受理时确定的调查人员（{'、'.join(named)}）。",
                f"{', '.join(strangers)} is no investigator of the case ({', '.join(named)}).",
            ),
            remedy=Bilingual(
                "请由受理时确定的人员调查。", "Let those investigate whom the acceptance named."
            ),
        ),
    )


@guard("misconduct/complain")
def complained_in_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a complaint later than fifteen working days after the decision was served (221号)."""
    done = {} if ctx.case is None else Marking.from_json(ctx.case.marking).done
    served = done["deliver"].last if "deliver" in done else None
    if served is None:
        return ()
    last = nth_working_day_after(served, _DAYS_TO_COMPLAIN, calendar_of(Bureau.objects.get(pk=ctx.bureau_id)))
    if ctx.on <= last:
        return ()
    return (
        Reason(
            rule=None,
            code="integrity/complained-late",
            sentence=Bilingual(
                f"申诉应当在收到决定书之日起十五个工作日内提出，已于{last}届满。",
                f"a complaint comes within fifteen working days of the decision's receipt, which ended on {last}.",
            ),
            remedy=Bilingual("请告知其他救济途径。", "Tell of other remedies."),
        ),
    )
