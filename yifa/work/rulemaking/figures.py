"""Figures of normative documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from yifa.figures.indicators import Breakdown, Indicator, PeriodKind, registry
from yifa.figures.measures import Ratio
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.work.rulemaking.registers import (
    CONCLUSIONS,
    KINDS,
    Cleanup,
    CleanupDrive,
    DocumentEvent,
    NormativeDocument,
    in_force,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def made(bureau: Bureau, period: Period, dated: str) -> QuerySet[NormativeDocument]:
    """Documents that the bureau issued with Yifa, whatever procedure made them, dated within the period; those entered from
    before were never issued here."""
    issued = DocumentEvent.objects.filter(document=OuterRef("pk"), event="issued")
    return NormativeDocument.objects.of(bureau).filter(Exists(issued), **period.days(dated))


_DOCUMENTS = Bilingual("件", "documents")

registry.register(
    Indicator(
        code="rulemaking.cleaned",
        title=Bilingual("清理规范性文件", "Normative documents reviewed in clean-ups"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "documents"),
        definition=Bilingual(
            "本年度作出清理决定的规范性文件",
            "Normative documents on which a clean-up decided within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: Cleanup.objects.of(bureau).filter(**period.days("concluded_on")),
        parts=Breakdown.by("conclusion", CONCLUSIONS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.in_force",
        title=Bilingual("现行有效规范性文件", "Normative documents in force"),
        unit=Unit.ITEM,
        counter=Bilingual("件", "documents"),
        definition=Bilingual(
            "期末已公布、已施行、未废止、未失效的规范性文件",
            "Normative documents published and in effect at the end of the period, neither abolished nor lapsed",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: (
            NormativeDocument.objects.of(bureau)
            .filter(issued_on__lte=period.last_on)
            .filter(in_force(period.last_on))
        ),
        parts=Breakdown.by("kind", KINDS),
        period_kind=PeriodKind.STOCK,
    )
)
registry.register(
    Indicator(
        code="rulemaking.issued",
        title=Bilingual("制定规范性文件", "Normative documents issued"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度登记、编号、印发的规范性文件",
            "Normative documents registered, numbered and issued within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "issued_on"),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.reviewed",
        title=Bilingual("规范性文件合法性审核", "Normative documents reviewed for legality"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度完成合法性审核并已印发的规范性文件",
            "Issued normative documents whose legality review was done within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "reviewed_on"),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.published",
        title=Bilingual("公布规范性文件", "Normative documents published"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度向社会公布的规范性文件",
            "Normative documents published within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "published_on"),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.interpreted",
        title=Bilingual("公布规范性文件解读", "Interpretations of normative documents"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度公布解读材料的规范性文件",
            "Normative documents whose interpretation was published within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "interpreted_on"),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.filed",
        title=Bilingual("报送备案规范性文件", "Normative documents filed"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度报送备案的规范性文件", "Normative documents filed for record within the year"
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "filed_on"),
        parts=Breakdown.by("kind", KINDS),
    )
)
registry.register(
    Indicator(
        code="rulemaking.filing_rate",
        title=Bilingual("规范性文件报备率", "Share of normative documents filed"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度公布的规范性文件中已报送备案的比例",
            "Share of the year's published normative documents that were filed for record",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "published_on"),
        measure=Ratio(Q(filed_on__isnull=False)),
    )
)
registry.register(
    Indicator(
        code="rulemaking.filed_in_time",
        title=Bilingual("规范性文件报备及时率", "Share of normative documents filed in time"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "本年度公布的规范性文件中在期限内报送备案的比例",
            "Share of the year's published normative documents that were filed within the limit",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: made(bureau, period, "published_on"),
        measure=Ratio(Q(filed_on__lte=F("filing_due_on"))),
    )
)
registry.register(
    Indicator(
        code="rulemaking.set_aside",
        title=Bilingual("被撤销的规范性文件", "Normative documents set aside"),
        unit=Unit.ITEM,
        counter=_DOCUMENTS,
        definition=Bilingual(
            "本年度被法院、复议机关或者备案机关认定违法或者撤销的规范性文件",
            "Normative documents found unlawful or set aside by court, reconsideration or the filing body within the year",
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: DocumentEvent.objects.of(bureau).filter(
            event="set_aside", **period.days("happened_on")
        ),
    )
)
registry.register(
    Indicator(
        code="rulemaking.drives",
        title=Bilingual("规范性文件清理工作", "Clean-up drives"),
        unit=Unit.ITEM,
        counter=Bilingual("次", "drives"),
        definition=Bilingual(
            "本年度公布目录的规范性文件清理工作", "Clean-up drives whose list was published within the year"
        ),
        field="rulemaking",
        category=Category.NORMATIVE_DOCUMENT,
        records=lambda bureau, period: CleanupDrive.objects.of(bureau).filter(**period.days("listed_on")),
    )
)
