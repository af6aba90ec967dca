"""Which recognitions are the bureau's own doing (another body's are a mirror), and what recognitions say of a party."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from yifa.cases.acting.computing import Facts, computation, registry
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.parties.facts import Kind, Known, source
from yifa.procedure import Json
from yifa.work.recognition.registers import ENTERPRISES, Recognition


@computation("own-recognition-since-start", always=True, alone=True)
def own_recognition_since_start(facts: Facts) -> Json:
    """Whether a municipal recognition, or one that names the bureau itself, was made since the bureau works with Yifa."""
    by = str(facts.answers.get("recognised_by") or "")
    is_own = facts.answers.get("level") == "municipal" or any(
        name in by for name in facts.once("names", _names) if name
    )
    return is_own and registry["done-since-start"](facts)


def _names(bureau_id: int) -> tuple[str, str]:
    bureau = Bureau.objects.get(pk=bureau_id)
    return bureau.name, bureau.short_name


_HOW = Bilingual(
    "申报认定；已经认定的，由本局登记入册", "apply for recognition; the bureau enters what others recognised"
)


@source(
    Kind("high_tech_enterprise", Bilingual("高新技术企业", "high-tech enterprise"), "boolean", _HOW),
    Kind("technology_sme", Bilingual("科技型中小企业", "technology SME"), "boolean", _HOW),
    Kind("platform", Bilingual("市级以上创新平台", "innovation platform"), "boolean", _HOW),
)
def recognised(parties: Collection[int], on: date) -> Mapping[int, Mapping[str, Known]]:
    """What stands in the register on a day; it is the whole, so that what is not in it is a no."""
    no = Known(value=False, says=Bilingual("名录中没有", "not in the register"))
    found = {
        one: dict.fromkeys(("high_tech_enterprise", "technology_sme", "platform"), no) for one in parties
    }
    standing = Recognition.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        party__in=parties,
        recognised_on__lte=on,
    )
    # The one that holds longest counts; one without an end last of all.
    for row in sorted(standing, key=lambda one: one.valid_until or date.max):
        kind = row.platform_kind
        if kind == "high_tech_enterprise" and row.level != "national":
            continue
        name = kind if kind in ("high_tech_enterprise", "technology_sme") else "platform"
        if name == "platform" and (kind in ENTERPRISES or row.level == "district"):
            continue
        says = Bilingual(f"{row.recognised_on}认定", f"recognised on {row.recognised_on}")
        found[row.party_id or 0][name] = Known(value=True, says=says, until=row.valid_until)
    return found
