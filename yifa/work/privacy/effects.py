"""The erasing itself: everything on the list, within the act that orders it.

An effect acts on no other case, with this exception: erasing is one act over many matters, and half of it is worse than none.
Each matter gets its own entry, so that its record says why something is gone.
"""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.log.forgetting import forget
from yifa.law.text import Bilingual
from yifa.work.privacy.planning import plan_for
from yifa.work.privacy.registers import GROUNDS

_ARTICLE = Bilingual("个人信息保护法第四十七条", "Personal Information Protection Law, art. 47")


@effect("erasure/erase")
def erase(of: EffectContext) -> None:
    """Erase what the list says; a list that is empty by now erases nothing."""
    found = plan_for(of.case.bureau, of.all_answers)
    if found is None:
        return
    ground = GROUNDS.get(of.text("erasure_ground"))
    reason = f"{_ARTICLE.zh}：{ground.zh if ground is not None else ''}（{of.case_number}）"
    forget(found, reason=reason, actor=of.actor, now=of.now)
