"""The evidence pack: what the record of the matter complained of held before it was decided."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.computing import Facts, computation
from yifa.cases.models import File, LogEntry
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.procedure import Json


@computation("evidence-on-record", always=True)
def evidence_on_record(facts: Facts) -> Json:
    """Every act of the matter up to the day on which it was decided, in its order, with its files and its place in the log."""
    case, procedure = facts.case("act"), facts.procedure("act")
    until = facts.answers.get("act_on")
    if case is None or procedure is None or not until:
        return None
    last = until if isinstance(until, date) else date.fromisoformat(str(until))
    with using_bureau(facts.bureau_id):
        acts = LogEntry.objects.filter(case=case).select_related("officer").order_by("case_version")
        files: dict[int, list[str]] = {}
        for position, name in File.objects.filter(case=case).values_list("log_position", "name"):
            files.setdefault(position, []).append(name)
        lines = [
            f"{number}. {legal_day(one.happened_at)} {procedure.steps[one.step].title.zh}"
            f"（{one.officer.name if one.officer is not None else '系统'}，{case.number}，记录第{one.position}条"
            f"{'，附件：' + '、'.join(files[one.position]) if one.position in files else ''}）"
            for number, one in enumerate(
                (
                    one
                    for one in acts
                    if one.step in procedure.steps
                    and legal_day(one.happened_at) <= last
                    and legal_day(one.recorded_at) <= last
                ),
                start=1,
            )
        ]
    return "\n".join(lines) or None
