"""What was declared, rotated, handed over; who went abroad; what was looked up in a personnel file."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import choice, count, day, day_or_none, text
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, THIRTY_YEARS, Register, entered_by
from yifa.house.models import Officer
from yifa.law.text import Bilingual

TIES = {
    "spouse": Bilingual("夫妻", "Spouse"),
    "lineal": Bilingual("直系血亲", "Lineal kin"),
    "collateral": Bilingual("三代以内旁系血亲", "Collateral kin within three generations"),
    "affinity": Bilingual("近姻亲", "Close kin by marriage"),
    "investment": Bilingual("本人或者近亲属投资、持股", "Shares of one's own or of close kin"),
    "service": Bilingual("本人曾任职、兼职，近亲属任职", "Service of one's own or of close kin"),
    "other": Bilingual("其他可能影响公正执行公务的关系", "Another tie that may affect fairness"),
}
KIN = ("spouse", "lineal", "collateral", "affinity")
"""The ties of 公务员法 §74(1)."""
WAYS = {
    "rotate": Bilingual("轮岗", "Rotation"),
    "audit": Bilingual("不具备轮岗条件，以专项审计代替", "A special audit in place of rotation"),
}
TRIPS = {
    "official": Bilingual("因公", "On duty"),
    "private": Bilingual("因私", "Private"),
}
FILE_USES = {
    "audit": Bilingual("审核", "Audited"),
    "consulted": Bilingual("查阅", "Consulted"),
    "transferred": Bilingual("转递", "Transferred"),
    "received": Bilingual("接收", "Received"),
}


class Interest(Register):
    """A tie that an officer declared: to somebody of the bureau, to a unit, or to another person. ``officer`` and ``colleague``:
    found on the roster when it is entered."""

    title = Bilingual("利害关系和亲属关系申报", "Declared interests and kin")
    retention = THIRTY_YEARS

    who = text("申报人", "Who declared", 80, personal=True)
    tie = choice("关系", "Tie", TIES)
    other_name = text("对方", "To whom", 120, personal=True)
    uscc = text("统一社会信用代码", "Code", 18, blank=True, shown=False)
    declared_on = day("入册日期", "Entered on")
    ended_on = day_or_none("终止日期", "Ended on")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="申报人")
    colleague = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="本局人员"
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_interest_a_case")]

    def __str__(self) -> str:
        return f"{self.declared_on} {self.get_tie_display()}"


class Rotation(Register):
    """A rotation that was due, what was decided, and when it was done."""

    title = Bilingual("轮岗", "Rotations")
    retention = THIRTY_YEARS

    who = text("姓名", "Name", 80, personal=True)
    post_name = text("岗位", "Post", 200)
    held_since = day("任职起始日期", "Held since")
    due_on = day("轮岗期限", "Due on")
    way = choice("方式", "Way", WAYS, blank=True)
    to_post = text("轮入岗位", "To the post", 120, blank=True)
    done_on = day_or_none("完成日期", "Done on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_rotation_a_case")]

    def __str__(self) -> str:
        return f"{self.post_name} {self.due_on}"


class Handover(Register):
    """A post handed over with a list that both sides signed. ``giver``, ``taker``: found on the roster."""

    title = Bilingual("岗位交接清单", "Posts handed over")
    retention = THIRTY_YEARS

    giver_name = text("移交人", "Given by", 80, personal=True)
    taker_name = text("接收人", "Taken by", 80, personal=True)
    post_name = text("岗位", "Post", 120)
    from_on = day("接收人第一天", "The taker's first day")
    lines = count("清单项数", "Lines of the list")
    signed_on = day_or_none("双方签字、监交完成日期", "Signed by both and witnessed on")
    giver = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="移交人")
    taker = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="接收人")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_handover_a_case")]

    def __str__(self) -> str:
        return f"{self.post_name} {self.from_on}"


class AbroadTrip(Register):
    """Somebody who went abroad with approval."""

    title = Bilingual("出国（境）", "Going abroad")
    retention = TEN_YEARS

    who = text("姓名", "Name", 80, personal=True)
    trip = choice("类别", "Kind", TRIPS)
    destination = text("国家、地区", "Where", 120)
    leaves_on = day("出境日期", "Leaves on")
    back_on = day("计划返回日期", "Back on")
    approved_on = day_or_none("批准日期", "Approved on")
    returned_on = day_or_none("返回日期", "Returned on")
    papers_back_on = day_or_none("证件交回日期", "Papers handed in on")

    # Trips made before the bureau worked with Yifa.
    import_by = entered_by("trip-abroad/record", "who", "leaves_on", "destination")

    def __str__(self) -> str:
        return f"{self.destination} {self.leaves_on}"


class FileUse(Register):
    """A personnel file that was audited, consulted, transferred or received."""

    title = Bilingual("干部人事档案管理", "Personnel files")
    retention = PERMANENT

    who = text("档案所属人", "Whose file", 80, personal=True)
    use = choice("事由", "What", FILE_USES)
    done_on = day("日期", "Day")
    complete = choice(
        "材料情况",
        "Papers",
        {
            "complete": Bilingual("齐全、真实", "Whole and true"),
            "lacking": Bilingual("缺少或者有疑问", "Lacking or in doubt"),
        },
    )

    import_by = entered_by("personnel-file-ledger/record", "who", "use", "done_on")

    def __str__(self) -> str:
        return f"{self.done_on}"
