"""Who is in an enforcement post and holds which certificate from when until when, what was suspended, examined and trained."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import Column, choice, count, day, day_or_none, picked, text, yes_no
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, ImportBy, Register, entered_by
from yifa.house.models import Officer
from yifa.law.text import Bilingual
from yifa.procedure import types

KINDS = {
    "provincial": Bilingual("省级统一行政执法证", "Provincial certificate"),
    "ministry": Bilingual("国务院部门制发的执法证", "Issued by a department of the State Council"),
    "supervision": Bilingual("行政执法监督证", "For supervision of enforcement"),
}
RESULTS = {
    "passed": Bilingual("通过", "Passed"),
    "failed": Bilingual("未通过", "Failed"),
}
EXAMS = {
    "general": Bilingual("通用法律知识", "Law in general"),
    "professional": Bilingual("专门法律知识", "Law of the field"),
}
COURSES = {
    "law": Bilingual("法律知识", "Law"),
    "professional": Bilingual("业务知识", "The field"),
    "ethics": Bilingual("执法规范和作风", "Conduct in enforcement"),
}


class Enforcer(Register):
    """Somebody in an enforcement post, with the certificate once there is one. ``officer``: whom a step marked as enforcement
    asks for; found on the roster when the person is entered."""

    title = Bilingual("执法人员和证件", "Enforcement officers and certificates")
    retention = PERMANENT

    holder = text("姓名", "Name", 80, required=True, personal=True)
    duty = text("执法岗位", "Enforcement post", 120, required=True)
    entered_on = day("列入日期", "Listed on", shown=False)
    certificate_kind = choice("类别", "Kind", KINDS, blank=True, required=True)
    certificate_number = text("证号", "Number", 60, blank=True, required=True)
    area = text("执法区域", "Area", 80, blank=True, shown=False)
    issued_by = text("发证机关", "Issued by", 120, blank=True, shown=False, required=True)
    issued_on = day_or_none("发证日期", "Issued on", required=True)
    valid_until = day_or_none("有效期至", "Valid until", required=True)
    suspended_on = day_or_none("暂停日期", "Suspended on")
    checked_year = count("年度审验", "Last yearly check", default=0)
    ended_on = day_or_none("退出日期", "Left on")
    ended_because = text("退出原因", "Why", 200, blank=True, shown=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="人员")

    # Cards that are there when the register begins: entered from the card, and checked by another person.
    import_by = ImportBy(
        "certificate/record",
        title=lambda row: f"{row['holder']} {row['certificate_number']}",
        columns=lambda own: picked(
            own,
            "holder",
            "duty",
            "certificate_kind",
            "certificate_number",
            Column("area", Bilingual("执法区域", "Area")),
            Column("issued_by", Bilingual("发证机关", "Issued by"), required=True),
            "issued_on",
            "valid_until",
            # Auxiliary staff hold no card; whoever fills the workbook in says so of each.
            Column(
                "on_staff", Bilingual("在编在职", "On the permanent staff"), required=True, kind=types.BOOLEAN
            ),
        ),
        answers=dict,
        same=lambda row: models.Q(certificate_number=row["certificate_number"]),
    )

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="one_enforcer_a_case"),
            models.UniqueConstraint(
                fields=["bureau", "certificate_number"],
                condition=~models.Q(certificate_number=""),
                name="one_enforcer_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("issued_on")),
                name="enforcer_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.certificate_number}".strip()


class Suspension(Register):
    """A time in which a certificate may not be used."""

    title = Bilingual("执法证件暂停和恢复", "Certificates suspended and restored")
    retention = TEN_YEARS

    reached = (Column("enforcer__holder", Bilingual("姓名", "Name"), personal=True),)

    from_on = day("暂停日期", "From")
    because = text("原因", "Why", 200)
    until_on = day_or_none("恢复日期", "Restored on")
    enforcer = models.ForeignKey(Enforcer, models.PROTECT, related_name="suspensions", verbose_name="证件")

    def __str__(self) -> str:
        return f"{self.enforcer} {self.from_on}"


class Examination(Register):
    """One person's examination for the qualification: passed or not."""

    title = Bilingual("执法资格考试", "Examinations for enforcement")
    retention = TEN_YEARS

    reached = (Column("enforcer__holder", Bilingual("姓名", "Name"), personal=True),)

    exam = choice("科目", "Subject", EXAMS)
    examined_on = day("考试日期", "Examined on")
    result = choice("结果", "Result", RESULTS)
    enforcer = models.ForeignKey(Enforcer, models.PROTECT, related_name="+", verbose_name="人员")

    def __str__(self) -> str:
        return f"{self.enforcer} {self.examined_on}"


class Training(Register):
    """Somebody who took part in a training; how long it lasted is said of the training alone."""

    title = Bilingual("执法培训", "Trainings for enforcement")
    retention = TEN_YEARS

    course = text("培训内容", "Course")
    course_kind = choice("类别", "Kind", COURSES)
    held_on = day("日期", "Day")
    trainee = text("参加人员", "Who took part", 80, personal=True)
    examined = yes_no("结业考试合格", "Examined and passed")

    def __str__(self) -> str:
        return f"{self.course} {self.trainee}"


class Course(Register):
    """A training that was held: how long, how many took part."""

    title = Bilingual("执法培训班次", "Training courses")
    retention = TEN_YEARS

    course = text("培训内容", "Course")
    course_kind = choice("类别", "Kind", COURSES)
    held_on = day("日期", "Day")
    hours = count("时长", "Length", unit=Bilingual("学时", "hours"))
    people = count("参加人数", "Took part")
    organiser = text("组织单位", "Organised by", 120, blank=True, shown=False)

    # Trainings that others held, with who took part in one cell.
    import_by = entered_by("officers-training/record", "course", "held_on")
