"""Who is told of what: found by a job out of what is due and what came to the log since, never within an act.

A notice says names of procedures and steps, a matter's number and a day: neither whom a matter concerns nor what it is called;
of what a small circle keeps nothing at all.
Nobody is told of what they did themselves, nor of the same thing twice: each has a key, and a limit that moved has another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q

from yifa.cases.acting.handling import ASK_OPINION, COPY_TO, GIVE_OPINION, URGE
from yifa.cases.acting.handling import TITLES as DESK_TITLES
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, DeskItem, DeskItemKind, LogEntry, Obligation
from yifa.cases.told.obligations import ANYBODY, at_risk_on, late_on, officer_lanes
from yifa.desk.models import Notice, NoticeKind, NoticeMark
from yifa.desk.veil import Veil
from yifa.evidence.entries import Kind
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau, veiled
from yifa.law.limits import add_days, legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.procedure.model import Response

_AT_ONCE: Final = 2_000
_KEPT: Final = timedelta(hours=90 * 24)

TITLES: Final[dict[NoticeKind, Bilingual]] = {
    NoticeKind.OWED: Bilingual("应办", "To do"),
    NoticeKind.AT_RISK: Bilingual("临近或者超期", "Nearly due or late"),
    NoticeKind.RETURNED: Bilingual("退回", "Returned"),
    NoticeKind.DECIDED: Bilingual("办结", "Ended"),
    NoticeKind.CONSULTED: Bilingual("征求意见、催办和抄送", "Opinions asked, urgings, copies"),
    NoticeKind.DIGEST: Bilingual("每日摘要", "Daily digest"),
}
_ITEM_TITLES: Final = {
    DeskItemKind.OPINION: DESK_TITLES[ASK_OPINION],
    DeskItemKind.URGE: DESK_TITLES[URGE],
    DeskItemKind.COPY: DESK_TITLES[COPY_TO],
}


@dataclass(slots=True)
class Around:
    """What one run knows: the officers who sign in, and in which lanes each finds what they owe."""

    bureau: Bureau
    now: datetime
    today: date
    officers: dict[int, Officer]
    by_lane: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    found: list[Notice] = field(default_factory=list)

    def tell(
        self,
        officer_id: int | None,
        kind: NoticeKind,
        key: str,
        case: Case,
        step: Bilingual,
        due: date | None = None,
    ) -> None:
        """Have somebody told, if they sign in."""
        if officer_id not in self.officers:
            return
        procedure = _procedure(case)
        told = {
            "procedure": [procedure.title.zh, procedure.title.en] if procedure is not None else ["", ""],
            "step": [step.zh, step.en],
            "number": case.number,
            "due": None if due is None else due.isoformat(),
        }
        self.found.append(
            Notice(
                bureau=self.bureau,
                officer_id=officer_id,
                kind=kind,
                key=key,
                case=case,
                told=told,
                at=self.now,
            )
        )


def gather(bureau: Bureau, now: datetime) -> int:
    """Find what officers are to be told since the last time, and keep it; gives how many notices are new.

    The first time nothing of the past is told. A run that was missed is made up for.
    """
    with transaction.atomic(), using_bureau(bureau), veiled(Veil(None)):
        today = legal_day(now)
        last = LogEntry.objects.filter(bureau_id=bureau.pk).aggregate(last=Max("position"))["last"]
        head = -1 if last is None else int(last)
        # The row is locked: of two runs at once the second finds nothing more.
        mark, is_first = NoticeMark.objects.select_for_update().get_or_create(
            bureau=bureau, defaults={"position": head, "on": today}
        )
        people = {
            one.pk: one for one in Officer.objects.filter(is_active=True, user__is_active=True).order_by("pk")
        }
        Officer.read_holdings(people.values(), today)
        around = Around(bureau, now, today, people)
        for one in people.values():
            for lane in officer_lanes(one, today):
                if not lane.startswith(ANYBODY):
                    around.by_lane[lane].append(one.pk)
        _owed(around, today if is_first else mark.on)
        _items(around, mark.position)
        for entries in _entries(bureau, mark.position, head):
            _steps(around, entries)
        before = Notice.objects.count()
        Notice.objects.bulk_create(around.found, ignore_conflicts=True, batch_size=_AT_ONCE)
        mark.position, mark.on = head, today
        mark.save(update_fields=["position", "on"])
        return Notice.objects.count() - before


def _owed(around: Around, since: date) -> None:
    """What became owed, nearly due or late since a day."""
    today = around.today
    yesterday = add_days(since, -1)
    came = Q(since_on__gte=since)
    turned = Q(amber_on__gte=since, amber_on__lte=today) | Q(
        due_on__gte=yesterday, due_on__lt=today, latest_on__isnull=True
    )
    rows = list(
        Obligation.objects.filter(came | turned, lane__in=list(around.by_lane), case__closed_on__isnull=True)
        .exclude(steps=[GIVE_OPINION])
        .select_related("case")
        .order_by("id")[:_AT_ONCE]
    )
    doers = _last_doers({row.case_id for row in rows})
    for row in rows:
        step = _step_title(row.case, row.steps[0])
        base = f"{row.case_id}/{row.rule_id}"
        late = row.due_on is not None and row.due_on < today and row.latest_on is None
        near = row.amber_on is not None and since <= row.amber_on <= today
        for officer_id in around.by_lane[row.lane]:
            if row.since_on >= since and doers.get(row.case_id) != officer_id:
                around.tell(
                    officer_id, NoticeKind.OWED, f"owed/{base}/{row.since_on}", row.case, step, row.due_on
                )
            if late or near:
                state = "late" if late else "near"
                around.tell(
                    officer_id, NoticeKind.AT_RISK, f"{state}/{base}/{row.due_on}", row.case, step, row.due_on
                )


def _items(around: Around, after: int) -> None:
    """What colleagues sent since an entry: to whom, and to whoever stands in for them."""
    stands: dict[int, list[int]] = defaultdict(list)
    for one in around.officers.values():
        for lent in one.lent_on(around.today):
            if lent.instead_of_id is not None:
                stands[lent.instead_of_id].append(one.pk)
    rows = DeskItem.objects.filter(log_position__gt=after, answered_position__isnull=True)
    for row in rows.select_related("case").order_by("id")[:_AT_ONCE]:
        for officer_id in (row.recipient_id, *stands.get(row.recipient_id, ())):
            if officer_id != row.sender_id:
                title = _ITEM_TITLES[DeskItemKind(row.kind)]
                around.tell(
                    officer_id, NoticeKind.CONSULTED, f"item/{row.pk}", row.case, title, row.answer_by_on
                )


def _entries(bureau: Bureau, after: int, head: int) -> Iterator[list[LogEntry]]:
    """The steps taken since an entry, some at a time; what was taken over from elsewhere is no news."""
    while after < head:
        upto = min(head, after + _AT_ONCE)
        yield list(
            LogEntry.objects.filter(
                bureau_id=bureau.pk,
                position__gt=after,
                position__lte=upto,
                kind=Kind.ACT,
                case__isnull=False,
            )
            .select_related("case")
            .defer("entry", "leaf_hash")
            .order_by("position")
        )
        after = upto


def _steps(around: Around, entries: list[LogEntry]) -> None:
    """Returned: to whoever took what is to be done again; ended: to all who took part."""
    told = []
    for entry in entries:
        procedure = None if entry.case is None else _procedure(entry.case)
        step = None if procedure is None else procedure.steps.get(entry.step)
        if step is not None and (step.return_of is not None or step.closes):
            told.append((entry, step))
    taken: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    hands = LogEntry.objects.filter(
        case_id__in={entry.case_id for entry, _ in told},
        officer__isnull=False,
        kind__in=(Kind.ACT, Kind.DESK),
    )
    for position, case_id, name, officer_id in hands.order_by("position").values_list(
        "position", "case_id", "step", "officer_id"
    ):
        if case_id is not None and officer_id is not None:
            taken[case_id].append((position, name, officer_id))
    for entry, step in told:
        case = entry.case
        assert case is not None
        before = [one for one in taken[case.pk] if one[0] < entry.position]
        whom: Iterable[int | None]
        if step.return_of is not None:
            kind = NoticeKind.RETURNED
            again = _done_again(_procedure(case), entry.step)
            whom = {next((who for _, name, who in reversed(before) if name == one), None) for one in again}
        else:
            kind = NoticeKind.DECIDED
            whom = {who for _, _, who in before} | {case.assignee_id}
        for one in whom:
            if one is not None and one != entry.officer_id:
                around.tell(one, kind, f"{kind.value}/{entry.position}", case, step.title)


def _done_again(procedure: Procedure | None, returning: str) -> tuple[str, ...]:
    """The steps that a returning makes owed anew."""
    return tuple(
        step
        for rule in (() if procedure is None else procedure.rules)
        if isinstance(rule.relation, Response) and rule.relation.after == (returning,)
        for step in rule.relation.owed
    )


def _last_doers(case_ids: set[int]) -> dict[int, int | None]:
    """Who made the last entry of each of these matters."""
    rows = (
        LogEntry.objects.filter(case_id__in=case_ids)
        .order_by("case_id", "-case_version")
        .distinct("case_id")
        .values_list("case_id", "officer_id")
    )
    return {case_id: officer_id for case_id, officer_id in rows if case_id is not None}


def _procedure(case: Case) -> Procedure | None:
    try:
        return procedure_of_case(case)
    except ProcedureMissing:
        return None


def _step_title(case: Case, step: str) -> Bilingual:
    procedure = _procedure(case)
    found = None if procedure is None else procedure.steps.get(step)
    return found.title if found is not None else Bilingual(step, step)


def digest(bureau: Bureau, now: datetime) -> int:
    """A digest for each officer of what they owe this working day; none where it would be empty, none twice; gives how many."""
    with using_bureau(bureau), veiled(Veil(None)):
        today = legal_day(now)
        if not calendar_of(bureau).is_working_day(today):
            return 0
        people = list(Officer.objects.filter(is_active=True, user__is_active=True, reach__isnull=False))
        Officer.read_holdings(people, today)
        made = [
            Notice(
                bureau=bureau,
                officer=one,
                kind=NoticeKind.DIGEST,
                key=f"digest/{today}",
                told=told,
                at=now,
                seen_at=now,
            )
            for one in people
            if any((told := _counts(one, today)).values())
        ]
        before = Notice.objects.count()
        Notice.objects.bulk_create(made, ignore_conflicts=True)
        return Notice.objects.count() - before


def _counts(officer: Officer, today: date) -> dict[str, Any]:
    lanes = [lane for lane in officer_lanes(officer, today) if not lane.startswith(ANYBODY)]
    rows = Obligation.objects.filter(lane__in=lanes).exclude(steps=[GIVE_OPINION])
    keys = ("case_id", "rule_id")
    return {
        "owed": rows.values(*keys).distinct().count(),
        "late": rows.filter(late_on(today)).values(*keys).distinct().count(),
        "near": rows.filter(at_risk_on(today)).values(*keys).distinct().count(),
        "items": DeskItem.objects.filter(recipient=officer, answered_position__isnull=True).count(),
    }


def forget(bureau: Bureau, now: datetime) -> None:
    """Forget notices of long ago."""
    with using_bureau(bureau):
        Notice.objects.filter(at__lt=now - _KEPT).delete()
