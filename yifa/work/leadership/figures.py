"""Figures of leadership: groups, their meetings and reports, statements on law."""

from __future__ import annotations

from django.db.models import F, Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.measures import Ratio
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.leadership.registers import FORMS, GRADES, GroupEvent, LeadingGroup, Statement

_TIMES = Bilingual("次", "times")
_PEOPLE = Bilingual("人", "people")

registry.register(
    Indicator(
        code="leadership.groups",
        title=Bilingual("领导小组", "Leading groups"),
        unit=Unit.ORGANISATION,
        counter=Bilingual("个", "groups"),
        definition=Bilingual("期末存续的领导小组", "Leading groups that stand at the period's end"),
        field="leadership",
        category=Category.PLAN,
        period_kind=PeriodKind.STOCK,
        records=lambda bureau, period: (
            LeadingGroup.objects.of(bureau)
            .filter(established_on__lte=period.last_on)
            .filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=period.last_on))
        ),
    )
)
registry.register(
    Indicator(
        code="leadership.group_events",
        title=Bilingual("领导小组会议和听取汇报", "Meetings and reports of leading groups"),
        unit=Unit.SESSION,
        counter=_TIMES,
        definition=Bilingual(
            "本年度引用到领导小组的会议和汇报", "Meetings and reports taken to leading groups within the year"
        ),
        field="leadership",
        category=Category.PLAN,
        records=lambda bureau, period: GroupEvent.objects.of(bureau).filter(**period.days("added_on")),
        parts=Breakdown.by(
            "kind", {"meeting": Bilingual("会议", "Meeting"), "report": Bilingual("听取汇报", "Report heard")}
        ),
    )
)
registry.register(
    Indicator(
        code="leadership.statements",
        title=Bilingual("述法人数", "Leaders who stated"),
        unit=Unit.PERSON,
        counter=_PEOPLE,
        definition=Bilingual("本年度述法的领导干部", "Leaders who gave their statement within the year"),
        field="leadership",
        category=Category.PLAN,
        records=lambda bureau, period: Statement.objects.of(bureau).filter(**period.days("stated_on")),
        parts=Breakdown.by("form", {key: words for key, words in FORMS.items() if key}),
    )
)
registry.register(
    Indicator(
        code="leadership.statements_assessed",
        title=Bilingual("述法评议", "Statements assessed"),
        unit=Unit.PERSON,
        counter=_PEOPLE,
        definition=Bilingual(
            "本年度述法经评议的领导干部", "Leaders whose statement was assessed within the year"
        ),
        field="leadership",
        category=Category.PLAN,
        records=lambda bureau, period: Statement.objects.of(bureau).filter(**period.days("assessed_on")),
        parts=Breakdown.by("grade", {key: words for key, words in GRADES.items() if key}),
    )
)
registry.register(
    Indicator(
        code="leadership.stated_in_time",
        title=Bilingual("按期述法率", "Share of leaders who stated in time"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "期限在本年度的述法对象中按期述法的占比，免予述法的不计",
            "Share of the leaders whose day lies in the year that stated by it, those released apart",
        ),
        field="leadership",
        category=Category.PLAN,
        records=lambda bureau, period: (
            Statement.objects.of(bureau).filter(released_on__isnull=True).filter(**period.days("due_on"))
        ),
        measure=Ratio(Q(stated_on__lte=F("due_on"))),
    )
)
