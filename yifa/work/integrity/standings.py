"""What credit records, misconduct, measures, broken commitments and evaluations hold against a party, or a person by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Q

from yifa.cases.registers.register import RegisterQuerySet
from yifa.law.limits import add_years
from yifa.law.text import Bilingual
from yifa.parties.standing import Standing, people_source, source
from yifa.work.integrity.kinds import RECORD_KINDS
from yifa.work.integrity.registers import Commitment, CreditRecord, Evaluation, JointMeasure, Misconduct

WEIGHED_YEARS: Final = 3
"""How long a broken commitment is told to whoever examines."""


def scopes(text: str) -> frozenset[str]:
    """The dealings that a column names; empty for all."""
    return frozenset(one for one in text.split(",") if one)


@source("integrity")
def held_against(parties: Collection[int], on: date) -> dict[int, list[Standing]]:
    """What stands against parties on a day: on a dishonesty list, or under a measure or decision that bars, they are barred;
    penalties and broken commitments are to be weighed."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for record in CreditRecord.objects.filter(
        Q(list_kind="black") | Q(record_kind__in=("penalty", "research_dishonesty")),
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        Q(repaired_on__isnull=True) | Q(repaired_on__gt=on),
        subject__in=parties,
        decided_on__lte=on,
    ).order_by("-decided_on"):
        kind = RECORD_KINDS[record.record_kind]
        assert record.subject_id is not None
        found[record.subject_id].append(
            Standing(
                says=Bilingual(
                    f"{kind.zh}：{record.document_number}（{record.decided_on}）",
                    f"{kind.en}: {record.document_number} ({record.decided_on})",
                ),
                since=record.decided_on,
                until=record.valid_until,
                bars=record.list_kind == "black",
            )
        )
    for case in _barring(on).filter(subject__in=parties, person=""):
        found[case.subject_id].append(_of_case(case))
    for measure in JointMeasure.objects.filter(
        Q(holds_until__isnull=True) | Q(holds_until__gte=on),
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        subject__in=parties,
        holds_from__lte=on,
    ):
        restricts = measure.direction == "restriction"
        found[measure.subject_id].append(
            Standing(
                says=Bilingual(
                    f"{'惩戒' if restricts else '激励'}：{measure.measure}（{measure.measure_law}）",
                    f"{'restriction' if restricts else 'incentive'}: {measure.measure} ({measure.measure_law})",
                ),
                since=measure.holds_from,
                until=measure.holds_until,
                bars=restricts,
                bars_from=scopes(measure.bars_from),
            )
        )
    for broken in Commitment.objects.filter(
        subject__in=parties, kept="broken", settled_on__gt=add_years(on, -WEIGHED_YEARS), settled_on__lte=on
    ):
        assert broken.settled_on is not None
        found[broken.subject_id].append(
            Standing(
                says=Bilingual(f"违反承诺：{broken.about}", f"a broken commitment: {broken.about}"),
                since=broken.settled_on,
                until=add_years(broken.settled_on, WEIGHED_YEARS),
            )
        )
    _evaluated(parties, on, found)
    return found


def _evaluated(parties: Collection[int], on: date, found: dict[int, list[Standing]]) -> None:
    """The latest evaluation of each, where it is the best or the worst."""
    rows = Evaluation.objects.filter(subject__in=parties, person="", confirmed_on__lte=on)
    latest = {row.subject_id: row for row in rows.order_by("period_year", "pk")}
    for party, row in latest.items():
        if row.grade in ("a", "d") and row.confirmed_on is not None:
            found[party].append(
                Standing(
                    says=Bilingual(
                        f"{row.period_year}年科研信用评价{row.grade.upper()}",
                        f"credit evaluation {row.grade.upper()} of {row.period_year}",
                    ),
                    since=row.confirmed_on,
                )
            )


@people_source("integrity")
def held_against_people(names: Collection[str], on: date) -> dict[str, list[Standing]]:
    """Decisions that bar persons of these names, each with the unit where they were found."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for case in _barring(on).filter(person__in=list(names)):
        found[case.person].append(_of_case(case))
    return found


def _barring(on: date) -> RegisterQuerySet[Misconduct]:
    """Decisions in force on a day that bar."""
    return Misconduct.objects.filter(
        Q(bar_until__isnull=True, for_life=True) | Q(bar_until__gte=on),
        Q(quashed_on__isnull=True) | Q(quashed_on__gt=on),
        outcome="founded",
        bar_from__lte=on,
    ).select_related("subject")


def _of_case(case: Misconduct) -> Standing:
    assert case.bar_from is not None
    return Standing(
        says=Bilingual(
            f"科研失信处理决定{case.decision_number}",
            f"decision on research misconduct {case.decision_number}",
        ),
        since=case.bar_from,
        until=case.bar_until,
        bars=True,
        bars_from=scopes(case.bars_from),
        unit=case.subject.name,
    )
