"""Money by its stages, each in a register of its own."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, day, day_or_none, link_or_none, money, text, yes_no
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.parties.models import Party

_TEN_THOUSAND = Bilingual("万元", "10,000 yuan")
MONEY_KINDS = {
    "guiding": Bilingual("中央引导地方科技发展资金", "Central guiding fund"),
    "high_tech_award": Bilingual("高新技术企业认定奖补", "Awards to high-tech enterprises"),
    "rd_subsidy": Bilingual("企业研究开发财政补助", "Subsidies for R&D of enterprises"),
    "major_advance": Bilingual("省级重大科技创新预拨资金", "Provincial advance on major innovation"),
    "project": Bilingual("其他科技项目", "Other projects"),
    "other": Bilingual("其他奖励补助", "Other awards and subsidies"),
}
BEARERS = {
    "central": Bilingual("中央", "Central"),
    "province": Bilingual("省级", "Province"),
    "city": Bilingual("市级", "City"),
    "county": Bilingual("县区级", "County"),
}


class Obtained(Register):
    """Money that the nation or the province allotted to this place: obtained, which is neither decided nor paid by the bureau."""

    title = Bilingual("上级下达资金", "Money obtained from above")
    retention = THIRTY_YEARS

    money_kind = choice("资金类别", "Kind", MONEY_KINDS, required=True)
    bearer = choice("资金来源", "Borne by", BEARERS, required=True)
    allotted_document = text("下达文件", "Document", 120, required=True)
    allotted_on = day("下达日期", "Allotted on", required=True)
    amount_fen = money("金额", "Amount", unit=_TEN_THOUSAND, required=True)

    import_by = ImportBy(
        "obtaining-money/record",
        title=lambda row: f"{row['allotted_document']}：{MONEY_KINDS[row['money_kind']].zh}",
        columns=lambda own: own,
        answers=lambda row: {
            "amount" if name == "amount_fen" else name: value for name, value in row.items()
        },
        same=lambda row: models.Q(
            allotted_document=row["allotted_document"],
            money_kind=row["money_kind"],
            amount_fen=row["amount_fen"],
        ),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_sum_obtained_a_case"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="something_was_obtained"),
        ]

    def __str__(self) -> str:
        return self.allotted_document


class Recovery(Register):
    """Money that is to come back, as it was demanded, and what came."""

    title = Bilingual("收回资金", "Money recovered")
    retention = THIRTY_YEARS

    party = link_or_none(Party, "单位", "Unit")
    demanded_fen = money("应退回金额", "Demanded", unit=_TEN_THOUSAND, required=True)
    demanded_on = day("通知日期", "Demanded on", required=True)
    pay_back_by = day("退回期限", "Due by", required=True)
    returned_fen = money("已退回金额", "Returned", default=0, unit=_TEN_THOUSAND)
    returned_on = day_or_none("最近到账日期", "Last returned on")
    written_off_fen = money("核销金额", "Written off", default=0, unit=_TEN_THOUSAND, shown=False)
    is_over = yes_no("已经了结", "Settled")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_recovery_a_case"),
            models.CheckConstraint(
                condition=models.Q(demanded_fen__gte=models.F("returned_fen") + models.F("written_off_fen")),
                name="not_more_back_than_demanded",
            ),
        ]
