"""Figures of meetings, decided items and reports heard."""

from __future__ import annotations

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.meetings.registers import MAJOR_KINDS, MEETING_KINDS, DecidedItem, Meeting, ReportHeard

registry.register(
    Indicator(
        code="meetings.three_majors_items",
        title=Bilingual("三重一大事项", "Three-majors items decided"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "本年度经会议集体讨论并形成决定的三重一大事项，缓议的不计",
            "Major decisions, appointments, projects and uses of funds discussed and decided by a meeting within the year;"
            " those put off do not count",
        ),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: (
            DecidedItem.objects.of(bureau)
            .filter(**period.days("decided_on"))
            .exclude(kind_of_major="none")
            .exclude(outcome="deferred")
        ),
        parts=Breakdown.by("kind_of_major", {key: MAJOR_KINDS[key] for key in MAJOR_KINDS if key != "none"}),
    )
)
registry.register(
    Indicator(
        code="meetings.special_party_group",
        title=Bilingual("法治建设专题党组会议", "Special Party-group meetings on law-based government"),
        unit=Unit.SESSION,
        counter=Bilingual("次", "meetings"),
        definition=Bilingual(
            "本年度召开的党组专题会议", "Special meetings of the Party group held within the year"
        ),
        field="meetings",
        category=Category.PLAN,
        records=lambda bureau, period: Meeting.objects.of(bureau).filter(
            meeting_kind="party_group_special", **period.days("held_on")
        ),
    )
)
registry.register(
    Indicator(
        code="meetings.held",
        title=Bilingual("召开会议", "Meetings held"),
        unit=Unit.SESSION,
        counter=Bilingual("次", "meetings"),
        definition=Bilingual("本年度召开的各类会议", "Meetings of every kind held within the year"),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: Meeting.objects.of(bureau).filter(**period.days("held_on")),
        parts=Breakdown.by("meeting_kind", MEETING_KINDS),
    )
)
registry.register(
    Indicator(
        code="meetings.reports_heard",
        title=Bilingual("主要负责人听取法治工作汇报", "Reports on law-based government heard by the head"),
        unit=Unit.SESSION,
        counter=Bilingual("次", "reports"),
        definition=Bilingual(
            "本年度主要负责人听取法治政府建设工作汇报",
            "Reports on law-based government that the head heard within the year",
        ),
        field="meetings",
        category=Category.PLAN,
        records=lambda bureau, period: ReportHeard.objects.of(bureau).filter(**period.days("heard_on")),
    )
)
