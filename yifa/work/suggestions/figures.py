"""Figures of suggestions and proposals."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import Ratio
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.work.suggestions.registers import ROLES, Suggestion


def undertaken(bureau: Bureau, period: Period) -> QuerySet[Suggestion]:
    """What was handed over within the period and not given back."""
    return Suggestion.objects.of(bureau).filter(returned_on__isnull=True, **period.days("handed_over_on"))


registry.register(
    Indicator(
        code="suggestions.congress",
        title=Bilingual("承办人大代表建议", "Suggestions of deputies handled"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "suggestions"),
        definition=Bilingual(
            "本年度交办并承办的人大代表建议", "Suggestions of deputies handed over within the year and kept"
        ),
        field="suggestions",
        category=Category.SUPERVISION,
        records=lambda bureau, period: undertaken(bureau, period).filter(kind="congress_suggestion"),
        parts=Breakdown.by("role", ROLES),
    )
)
registry.register(
    Indicator(
        code="suggestions.cppcc",
        title=Bilingual("承办政协提案", "CPPCC proposals handled"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "proposals"),
        definition=Bilingual("本年度交办并承办的政协提案", "Proposals handed over within the year and kept"),
        field="suggestions",
        category=Category.SUPERVISION,
        records=lambda bureau, period: undertaken(bureau, period).filter(kind="cppcc_proposal"),
        parts=Breakdown.by("role", ROLES),
    )
)
registry.register(
    Indicator(
        code="suggestions.answered_rate",
        title=Bilingual("建议提案办复率", "Share of suggestions and proposals answered"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度承办的建议提案中已答复的占比", "Share answered of the year's suggestions and proposals"
        ),
        field="suggestions",
        category=Category.SUPERVISION,
        records=undertaken,
        measure=Ratio(Q(replied_on__gte=F("handed_over_on"))),
    )
)
