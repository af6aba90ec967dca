"""Which recognitions are the bureau's own doing (another body's are a mirror, whenever they were made), and a panel's mean."""

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


@computation("mean-score", always=True, alone=True)
def mean_score(facts: Facts) -> Json:
    """The mean of the experts' scores, to one decimal."""
    sheets = facts.answers.get("sheets")
    points = (
        [one.get("points") for one in sheets if isinstance(one, dict)] if isinstance(sheets, list) else []
    )
    scores = [one for one in points if isinstance(one, int | float)]
    return round(sum(scores) / len(scores), 1) if scores else None
