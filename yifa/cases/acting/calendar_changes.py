"""The days of what is owed, anew after the calendar changed: the index of due dates follows, the log has nothing to say of it."""

from __future__ import annotations

from yifa.cases import store
from yifa.cases.acting.composing import Standing
from yifa.cases.errors import ProcedureMissing
from yifa.cases.models import Obligation
from yifa.cases.told.obligations import rows_for
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.procedure import owed


def refresh_days(bureau: Bureau, *, provisional_only: bool = False) -> int:
    """Reckon what the bureau's open cases owe by the calendar as it is now; the number of rows whose days changed.

    provisional_only: only cases with a provisional day, for the daily run, which leaves every other difference to be reported.
    """
    changed = 0
    with using_bureau(bureau):
        rows = Obligation.everywhere.filter(bureau=bureau, due_on__isnull=False)
        if provisional_only:
            rows = rows.filter(latest_on__isnull=False)
        for case_id in sorted(set(rows.values_list("case_id", flat=True))):
            state = store.read_case(bureau.pk, case_id)
            if state is None or state.closed_on is not None:
                continue
            try:
                standing = Standing.of(bureau.pk, case_id, state)
            except ProcedureMissing:
                continue
            found = rows_for(
                standing.procedure,
                standing.marking,
                owed(standing.procedure, standing.marking),
                standing.calendar,
                standing.department_id,
                standing.assignee_id,
            )
            changed += store.refresh_owed(bureau.pk, case_id, standing.version, found)
    return changed
