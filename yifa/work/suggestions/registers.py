"""The register of suggestions and proposals, from hand-over to reply."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import THIRTY_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual

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

    kind = models.CharField("类别", max_length=30, choices=choices(KINDS))
    role = models.CharField("承办方式", max_length=10, choices=choices(ROLES))
    number = models.CharField("编号", max_length=40)
    name = models.CharField("标题", max_length=200)
    handed_over_on = models.DateField("交办日期")
    replied_on = models.DateField("答复日期", null=True, blank=True)
    result_class = models.CharField("办理结果", max_length=2, choices=choices(RESULTS), blank=True)
    satisfaction = models.CharField("满意度", max_length=20, choices=choices(SATISFACTION), blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    returned_on = models.DateField("退回日期", null=True, blank=True)

    columns = (
        Column("kind", Bilingual("类别", "Kind"), choices=KINDS, required=True),
        Column("role", Bilingual("承办方式", "Role"), choices=ROLES, required=True),
        Column("number", Bilingual("编号", "Number"), required=True),
        Column("name", Bilingual("标题", "Title"), required=True),
        Column("handed_over_on", Bilingual("交办日期", "Handed over on"), required=True),
        Column("replied_on", Bilingual("答复日期", "Answered on")),
        Column("result_class", Bilingual("办理结果", "Result"), choices=RESULTS),
        Column("satisfaction", Bilingual("满意度", "Satisfaction"), choices=SATISFACTION),
        Column("published_on", Bilingual("公开日期", "Published on"), shown=False),
        Column("returned_on", Bilingual("退回日期", "Returned on"), shown=False),
    )

    # Handing over is the event itself: the months run from that day, whenever it is entered (代表法 §51).
    import_by = ImportBy(
        "suggestion-handling",
        "receive",
        title=lambda row: f"{row['number']} {row['name']}",
        happened_on=lambda row: row["handed_over_on"],
        columns=(
            *(column for column in columns if column.required),
            Column("proposer", Bilingual("代表、委员", "Proposer"), kind=ColumnKind.TEXT, required=True),
            Column("proposer_phone", Bilingual("联系电话", "Telephone"), kind=ColumnKind.TEXT, personal=True),
        ),
        answers=lambda row: {"title" if name == "name" else name: value for name, value in row.items()},
        same=lambda row: models.Q(
            kind=row["kind"], number=row["number"], handed_over_on__year=row["handed_over_on"].year
        ),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "建议提案"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_suggestion_a_case")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
