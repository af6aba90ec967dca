"""Figures of supervision: items closed in time, findings rectified or explained, suggestions answered, consultations."""

from __future__ import annotations

from django.db.models import F, Q

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import Ratio
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.work.supervision.registers import (
    KINDS,
    OPINIONS,
    SOURCES,
    Consultation,
    Finding,
    SupervisedItem,
)

_SUGGESTIONS = (
    "judicial_document",
    "judicial_other",
    "procuratorial",
    "procuratorial_public",
    "reconsideration",
)
_ITEMS = Bilingual("件", "items")

registry.register(
    Indicator(
        code="supervision.items",
        title=Bilingual("批示和督办件", "Instructions and supervised items"),
        unit=Unit.ITEM,
        counter=_ITEMS,
        definition=Bilingual("本年度登记的领导批示和督办件", "Entered within the year"),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: SupervisedItem.objects.of(bureau).filter(**period.days("entered_on")),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="supervision.items_in_time",
        title=Bilingual("督办件按期办结率", "Share of supervised items done in time"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度办结的批示和督办件中按期报告结果的占比",
            "Share of the items closed within the year whose result came by the deadline",
        ),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: SupervisedItem.objects.of(bureau).filter(**period.days("closed_on")),
        measure=Ratio(Q(result_on__lte=F("due_on"))),
    )
)
registry.register(
    Indicator(
        code="supervision.findings",
        title=Bilingual("监督发现问题", "Findings of supervision"),
        unit=Unit.ITEM,
        counter=Bilingual("个", "findings"),
        definition=Bilingual(
            "本年度收到的各类监督问题和建议", "Findings and suggestions received within the year"
        ),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: Finding.objects.of(bureau).filter(**period.days("received_on")),
        parts=Breakdown.by("source", SOURCES),
    )
)
registry.register(
    Indicator(
        code="supervision.rectified_rate",
        title=Bilingual("监督发现问题整改率", "Share of findings rectified"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度收到的监督问题中经他人确认整改到位的占比",
            "Share of the findings received within the year whose rectification somebody else confirmed",
        ),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: Finding.objects.of(bureau).filter(**period.days("received_on")),
        measure=Ratio(Q(state="confirmed")),
    )
)
registry.register(
    Indicator(
        code="supervision.suggestions_in_time",
        title=Bilingual(
            "司法建议、检察建议、复议意见书按期答复率",
            "Share of judicial and procuratorial suggestions answered in time",
        ),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度答复的司法建议、检察建议、行政复议意见书中在法定期限内答复的占比",
            "Share of those answered within the year that were answered within the limit of law",
        ),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: (
            Finding.objects.of(bureau).filter(source__in=_SUGGESTIONS).filter(**period.days("replied_on"))
        ),
        measure=Ratio(Q(replied_in_time=True)),
    )
)
registry.register(
    Indicator(
        code="supervision.consultations",
        title=Bilingual("纪检监察会商", "Consultations with discipline inspection"),
        unit=Unit.ITEM,
        counter=_ITEMS,
        definition=Bilingual(
            "本年度就具体事项提请、未撤回的会商", "Requested within the year and not withdrawn"
        ),
        field="supervision",
        category=Category.SUPERVISION,
        records=lambda bureau, period: (
            Consultation.objects.of(bureau)
            .filter(withdrawn_on__isnull=True)
            .filter(**period.days("requested_on"))
        ),
        parts=Breakdown.by("opinion", {key: words for key, words in OPINIONS.items() if key}),
    )
)
