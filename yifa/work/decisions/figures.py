"""Figures of the catalogue, of decisions by the steps they went through, and of evaluations."""

from __future__ import annotations

from typing import Final

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.decisions.registers import OUTCOMES, CatalogueItem, DecisionPart, Evaluation, MajorDecision

_DECIDED: Final = ("approved", "rejected")


def _decided(code: str, title: Bilingual, definition: Bilingual, day: str) -> None:
    """A figure of decisions made within the year that went through a step."""
    registry.register(
        Indicator(
            code=f"decisions.{code}",
            title=title,
            unit=Unit.ITEM,
            counter=Bilingual("项", "decisions"),
            definition=definition,
            field="decisions",
            category=Category.DECISION,
            records=lambda bureau, period: MajorDecision.objects.of(bureau).filter(
                outcome__in=_DECIDED, **{f"{day}__isnull": False}, **period.days("decided_on")
            ),
        )
    )


registry.register(
    Indicator(
        code="decisions.catalogue_items",
        title=Bilingual("列入目录的重大行政决策事项", "Items in the catalogue of major decisions"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "本年度公布的目录中在列的事项，调整时去掉的不计",
            "Items that stand in the catalogue published within the year; those taken out do not count",
        ),
        field="decisions",
        category=Category.DECISION,
        records=lambda bureau, period: CatalogueItem.objects.of(bureau).filter(
            is_listed=True, **period.days("published_on")
        ),
    )
)
registry.register(
    Indicator(
        code="decisions.decided",
        title=Bilingual("作出重大行政决策", "Major decisions made"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "decisions"),
        definition=Bilingual(
            "本年度经集体讨论作出决定的重大行政决策，含不予通过的，终止的不计",
            "Major decisions made within the year after collective discussion, those rejected included and those dropped not",
        ),
        field="decisions",
        category=Category.DECISION,
        records=lambda bureau, period: MajorDecision.objects.of(bureau).filter(
            outcome__in=_DECIDED, **period.days("decided_on")
        ),
        parts=Breakdown.by("outcome", {key: OUTCOMES[key] for key in _DECIDED}),
    )
)
_decided(
    "consulted",
    Bilingual("公开征求意见的重大行政决策", "Major decisions put to the public"),
    Bilingual("本年度作出、公开征求过意见的决策", "Decisions of the year that were put to the public"),
    "consulted_on",
)
_decided(
    "heard",
    Bilingual("举行听证的重大行政决策", "Major decisions with a hearing"),
    Bilingual("本年度作出、举行过听证会的决策", "Decisions of the year on which a hearing was held"),
    "heard_on",
)
_decided(
    "argued",
    Bilingual("专家论证的重大行政决策", "Major decisions argued by experts"),
    Bilingual("本年度作出、经过专家论证的决策", "Decisions of the year that experts argued"),
    "argued_on",
)
_decided(
    "risk_assessed",
    Bilingual("风险评估的重大行政决策", "Major decisions with a risk assessment"),
    Bilingual("本年度作出、经过风险评估的决策", "Decisions of the year whose risk was assessed"),
    "risk_assessed_on",
)
_decided(
    "competition_reviewed",
    Bilingual("公平竞争审查的重大行政决策", "Major decisions reviewed for competition"),
    Bilingual("本年度作出、经过公平竞争审查的决策", "Decisions of the year reviewed for competition"),
    "competition_reviewed_on",
)
_decided(
    "legality_reviewed",
    Bilingual("合法性审查的重大行政决策", "Major decisions reviewed for legality"),
    Bilingual("本年度作出、经过合法性审查的决策", "Decisions of the year reviewed for legality"),
    "reviewed_on",
)
registry.register(
    Indicator(
        code="decisions.evaluations",
        title=Bilingual("重大行政决策后评估", "Evaluations of major decisions"),
        unit=Unit.ITEM,
        counter=Bilingual("次", "evaluations"),
        definition=Bilingual("本年度完成的决策后评估", "Evaluations after the decision within the year"),
        field="decisions",
        category=Category.DECISION,
        records=lambda bureau, period: Evaluation.objects.of(bureau).filter(**period.days("evaluated_on")),
    )
)
registry.register(
    Indicator(
        code="decisions.dissents",
        title=Bilingual("记载的不同意见", "Dissents on record"),
        unit=Unit.ITEM,
        counter=Bilingual("条", "dissents"),
        definition=Bilingual(
            "本年度集体讨论重大行政决策时记载的不同意见，一人一项计一条",
            "Dissents recorded in discussions of major decisions within the year, one for each member and decision",
        ),
        field="decisions",
        category=Category.DECISION,
        records=lambda bureau, period: DecisionPart.objects.of(bureau).filter(
            part="member", dissented=True, **period.days("done_on")
        ),
    )
)
