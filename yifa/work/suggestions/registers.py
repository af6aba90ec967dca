"""The register of suggestions and proposals, from hand-over to reply."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import Column, choice, day, day_or_none, text
from yifa.cases.registers.register import THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

KINDS = {
    "congress_suggestion": Bilingual("人大代表建议", "Suggestion of deputies"),
    "cppcc_proposal": Bilingual("政协提案", "CPPCC proposal"),
}
ROLES = {"lead": Bilingual("主办", "Lead"), "joint": Bilingual("协办", "Joint")}
RESULTS = {
    "": Bilingual("未答复", "Not yet answered"),
    "A": Bilingual("A 已经解决", "A: solved"),
    "B": Bilingual("B 正在解决或者列入计划", "B: under way or planned"),
    "C": Bilingual("C 留作参考", "C: for reference"),
}
SATISFACTION = {
    "": Bilingual("未反馈", "Not given"),
    "satisfied": Bilingual("满意", "Satisfied"),
    "fairly": Bilingual("基本满意", "Fairly satisfied"),
    "dissatisfied": Bilingual("不满意", "Dissatisfied"),
}


class Suggestion(Register):
    """One suggestion or proposal handed to the bureau."""

    title = Bilingual("建议提案", "Suggestions and proposals")
    retention = THIRTY_YEARS

    kind = choice("类别", "Kind", KINDS, required=True)
    role = choice("承办方式", "Role", ROLES, required=True)
    number = text("编号", "Number", 40, required=True)
    name = text("标题", "Title", required=True)
    handed_over_on = day("交办日期", "Handed over on", required=True)
    replied_on = day_or_none("答复日期", "Answered on")
    result_class = choice("办理结果", "Result", RESULTS, blank=True)
    satisfaction = choice("满意度", "Satisfaction", SATISFACTION, blank=True)
    published_on = day_or_none("公开日期", "Published on", shown=False)
    returned_on = day_or_none("退回日期", "Returned on", shown=False)

    # Handing over is the event itself: the months run from that day, whenever it is entered (代表法 §51).
    import_by = ImportBy(
        "suggestion/receive",
        title=lambda row: f"{row['number']} {row['name']}",
        happened_on=lambda row: row["handed_over_on"],
        columns=lambda own: (
            *(column for column in own if column.required),
            Column("proposer", Bilingual("代表、委员", "Proposer"), kind=types.TEXT, required=True),
            Column("proposer_phone", Bilingual("联系电话", "Telephone"), kind=types.TEXT, personal=True),
        ),
        answers=lambda row: {"title" if name == "name" else name: value for name, value in row.items()},
        same=lambda row: models.Q(
            kind=row["kind"], number=row["number"], handed_over_on__year=row["handed_over_on"].year
        ),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_suggestion_a_case")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
