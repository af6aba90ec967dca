"""Which recognitions are the bureau's own doing (another body's are a mirror, whenever they were made)."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation, registry
from yifa.house.models import Bureau
from yifa.procedure import Json


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
