"""Figures of fair-competition reviews: done, by conclusion, and exceptions that still run."""

from __future__ import annotations

from django.db.models import Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.competition.kinds import GROUNDS, OUTCOMES
from yifa.work.competition.registers import CompetitionReview

registry.register(
    Indicator(
        code="competition.reviewed",
        title=Bilingual("公平竞争审查", "Fair-competition reviews"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "measures"),
        definition=Bilingual(
            "本年度作出公平竞争审查结论的政策措施",
            "Measures whose fair-competition review was concluded within the year",
        ),
        field="competition",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: CompetitionReview.objects.of(bureau).filter(
            **period.days("concluded_on")
        ),
        parts=Breakdown.by("outcome", OUTCOMES),
    )
)
registry.register(
    Indicator(
        code="competition.exceptions",
        title=Bilingual("适用例外规定且仍在实施的政策措施", "Measures standing under an exception"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "measures"),
        definition=Bilingual(
            "期末适用例外规定、期限未满且没有终止的政策措施",
            "Measures that stand under an exception at the end of the period, neither ended nor past their last day",
        ),
        field="competition",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: (
            CompetitionReview.objects.of(bureau)
            .filter(outcome="exception", concluded_on__lte=period.last_on)
            .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=period.last_on))
            .filter(Q(exception_ends_on__isnull=True) | Q(exception_ends_on__gte=period.last_on))
        ),
        parts=Breakdown.by("exception_ground", GROUNDS),
        period_kind=PeriodKind.STOCK,
    )
)
