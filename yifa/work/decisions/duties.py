"""What decisions publish: the year's catalogue (条例 §3) and each decision that was made (条例 §32)."""

from __future__ import annotations

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.decisions.registers import CatalogueItem, MajorDecision

publications.add(
    Publication(
        key="decisions-catalogue",
        title=Bilingual("重大行政决策事项目录", "Catalogue of major decisions"),
        summary=Bilingual(
            "本机关年度重大行政决策事项目录", "The bureau's catalogue of major decisions for the year"
        ),
        room=Room.POLICIES,
        register=CatalogueItem,
        rows=lambda on: CatalogueItem.objects.filter(is_listed=True, published_on__lte=on),
        columns=("name", "year", "unit", "planned"),
        details=("published_on",),
        dated="published_on",
        duty=Duty(
            basis=Bilingual(
                "《重大行政决策程序暂行条例》第三条",
                "Interim Regulation on Procedure for Major Administrative Decisions, art. 3",
            ),
            within=Bilingual("经同级党委同意后", "Once the Party committee of the same level consented"),
            masked=Bilingual("不含个人信息", "No personal data"),
        ),
    )
)
publications.add(
    Publication(
        key="major-decisions",
        title=Bilingual("重大行政决策", "Major decisions"),
        summary=Bilingual(
            "本机关作出并公布的重大行政决策", "Major decisions made and published by the bureau"
        ),
        room=Room.POLICIES,
        register=MajorDecision,
        rows=lambda on: MajorDecision.objects.filter(outcome="approved", published_on__lte=on),
        columns=("name", "unit", "decided_on", "published_on"),
        details=("consulted_on", "heard_on", "argued_on", "risk_assessed_on", "reviewed_on"),
        dated="published_on",
        duty=Duty(
            basis=Bilingual(
                "《重大行政决策程序暂行条例》第三十二条",
                "Interim Regulation on Procedure for Major Administrative Decisions, art. 32",
            ),
            within=Bilingual("及时公布", "Promptly"),
            masked=Bilingual(
                "不公布讨论过程、成员意见和专家姓名",
                "The discussion, members' views and experts' names are not",
            ),
        ),
    )
)
