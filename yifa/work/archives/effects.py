"""What a table cannot say: that what was appraised and approved is erased.

Destroying acts on many matters at once, as erasing a person does: half of it is worse than none, and each matter gets its own
entry, so that its record says why something is gone.
"""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.log.erasing import erase
from yifa.cases.models import ActContent, Case, File, LogEntry
from yifa.law.text import Bilingual
from yifa.work.archives.computations import listed

BASIS = Bilingual(
    "档案法第二十一条：经鉴定、批准，保管期限届满",
    "Archives Law, art. 21: appraised, approved, its years over",
)


@effect("archive-disposing/destroy")
def destroyed(of: EffectContext) -> None:
    """Every answer and file of each matter of the list; what proves them stays."""
    for case in listed(of.bureau_id, of.all_answers.get("due_numbers")):
        answers = contents_of(case)
        files = list(File.objects.filter(case=case, erased_at__isnull=True))
        if answers or files:
            reason = f"{BASIS.zh}（{of.case_number}）"
            erase(case, answers=answers, files=files, reason=reason, actor=of.actor, now=of.now)


def contents_of(case: Case) -> dict[int, tuple[str, ...]]:
    """The keys of what a matter's entries still hold, by position; entries of erasures left as they are."""
    positions = LogEntry.objects.filter(bureau_id=case.bureau_id, case_id=case.pk).exclude(kind="erasure")
    rows = ActContent.objects.filter(
        bureau_id=case.bureau_id, position__in=positions.values("position")
    ).values_list("position", "answers")
    return {position: tuple(answers) for position, answers in rows if answers}
