"""Figures of meetings, decided items and reports heard."""

from __future__ import annotations

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.meetings.registers import (
    MAJOR_KINDS,
    MEETING_KINDS,
    DecidedItem,
    DecisionTask,
    Meeting,
    ProposedItem,
    ReportHeard,
)

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
registry.register(
    Indicator(
        code="meetings.items_with_legal_opinion",
        title=Bilingual("附有法律意见的三重一大事项", "Three-majors items with a legal opinion"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "本年度经会议集体讨论并形成决定、会前听取了法律意见的三重一大事项，缓议的不计",
            "Three-majors items decided by a meeting within the year, counsel heard before; those put off do not count",
        ),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: (
            DecidedItem.objects.of(bureau)
            .filter(**period.days("decided_on"))
            .exclude(kind_of_major="none")
            .exclude(outcome="deferred")
            .exclude(legal_opinion="")
        ),
    )
)
registry.register(
    Indicator(
        code="meetings.items_sent_back",
        title=Bilingual("因法律意见退回的议题", "Items sent back by counsel"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "本年度出具法律意见时首次退回的议题，退回多次的计一项",
            "Items that were first sent back within the year when a legal opinion was asked; several times count once",
        ),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: ProposedItem.objects.of(bureau).filter(**period.days("sent_back_on")),
    )
)
registry.register(
    Indicator(
        code="meetings.urgent_decisions",
        title=Bilingual("紧急处置事项", "Urgent decisions"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "items"),
        definition=Bilingual(
            "本年度由书记先行紧急处置的事项", "Matters that the secretary decided urgently within the year"
        ),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: ProposedItem.objects.of(bureau).filter(**period.days("urgent_on")),
    )
)
registry.register(
    Indicator(
        code="meetings.tasks_assigned",
        title=Bilingual("会议决定事项交办", "Tasks assigned from decisions"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "tasks"),
        definition=Bilingual("本年度交办的会议决定事项", "Tasks from decisions assigned within the year"),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: DecisionTask.objects.of(bureau).filter(**period.days("assigned_on")),
    )
)
registry.register(
    Indicator(
        code="meetings.tasks_done",
        title=Bilingual("会议决定事项落实", "Tasks from decisions carried out"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "tasks"),
        definition=Bilingual(
            "本年度经他人核验后办结的会议决定事项",
            "Tasks from decisions that were verified by somebody else and closed within the year",
        ),
        field="meetings",
        category=Category.DECISION,
        records=lambda bureau, period: DecisionTask.objects.of(bureau).filter(**period.days("closed_on")),
    )
)
