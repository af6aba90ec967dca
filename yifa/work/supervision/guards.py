"""What a consultation holds up, and what it may be about."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.acting.holds import hold_source
from yifa.cases.models import Case
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.supervision.registers import Consultation

_BASIS = Bilingual(
    "本局与派驻纪检监察机构会商工作制度",
    "the bureau's rules on consulting the resident discipline inspection",
)


@hold_source(Consultation, case="subject_id", waits=True, opinion="", withdrawn_on__isnull=True)
def opinions_awaited(case_id: int, on: date) -> tuple[Reason, ...]:  # noqa: ARG001  (an opinion given later ends it)
    """Against deciding or closing a matter whose consultation has brought no opinion yet."""
    rows = Consultation.objects.filter(
        subject_id=case_id, waits=True, opinion="", withdrawn_on__isnull=True
    ).select_related("case")
    return tuple(
        Reason(
            rule=None,
            code="supervision/opinion-awaited",
            sentence=Bilingual(
                f"本事项已于{row.requested_on}提请纪检监察会商（{_number(row)}），意见作出前不得决定、办结"
                f"（依据{_BASIS.zh}）。",
                f"This matter was put to discipline inspection on {row.requested_on} ({_number(row)}); it is neither "
                f"decided nor closed before the opinion ({_BASIS.en}).",
            ),
            remedy=Bilingual(
                "请等会商意见作出，或者先撤回会商。",
                "Wait for the opinion, or withdraw the consultation first.",
            ),
        )
        for row in rows
    )


def _number(row: Consultation) -> str:
    return row.case.number if row.case is not None else ""


@guard("discipline-advice/request")
def matter_is_open(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against consulting about a matter that is over: an opinion could change nothing."""
    number = str(ctx.answers.get("subject") or "")
    case = Case.objects.filter(number=number).first() if number else None
    if case is None or case.closed_on is None:
        return ()
    return (
        Reason(
            rule=None,
            code="supervision/matter-closed",
            sentence=Bilingual(
                f"{case.number}《{case.title}》已于{case.closed_on}办结，会商不能改变它。",
                f"{case.number} '{case.title}' was closed on {case.closed_on}; a consultation cannot change it.",
            ),
            remedy=Bilingual(
                "请选择还没有办结的事项；对已办结事项的问题，登记为监督发现问题。",
                "Choose a matter that is open; enter a finding about one that is closed.",
            ),
        ),
    )
