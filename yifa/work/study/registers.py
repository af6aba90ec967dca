"""What was planned, studied, examined, sworn."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import Column, choice, count, day, day_or_none, shown, text, yes_no
from yifa.cases.registers.register import PERMANENT, TEN_YEARS, Register, entered_by
from yifa.law.text import Bilingual

AUDIENCES = {
    "leaders": Bilingual("领导干部", "Leaders"),
    "all": Bilingual("全体人员", "All staff"),
}
KINDS = {
    "centre_group": Bilingual("党组中心组集体学法", "Party-group centre group"),
    "all_staff": Bilingual("全员集中学法", "All staff"),
    "before_meeting": Bilingual("会前学法", "Before a meeting"),
    "themed": Bilingual("法治专题学习", "Themed session"),
    "lecture": Bilingual("领导讲法、法治讲座", "Leaders' lecture"),
}


class StudyPlan(Register):
    """A year's plan: how many sessions and hours, as the bureau set them."""

    title = Bilingual("学法计划", "Study plans")
    retention = TEN_YEARS

    plan_name = text("计划", "Plan")
    plan_year = count("年度", "Year")
    audience = choice("对象", "For", AUDIENCES)
    sessions_least = count("不少于次数", "Sessions at least", default=0)
    hours_least = count("不少于学时", "Hours at least", unit=Bilingual("小时", "hours"), default=0)
    approved_on = day("批准日期", "Approved on")


class StudySession(Register):
    """A session of collective study."""

    title = Bilingual("集体学法", "Collective study")
    retention = TEN_YEARS

    kind = choice("形式", "Kind", KINDS)
    topic = text("主题", "Topic")
    held_on = day("日期", "Day")
    led_by = text("主持、主讲", "Led by", 80, blank=True, personal=True)
    entitled = count("应参加人数", "Entitled")
    attended = count("实际参加人数", "Attended")
    laws = text("学习的法律法规", "Laws", 400, blank=True)


class StudiedLaw(Register):
    """A law that a session studied."""

    title = Bilingual("学习的法律法规", "Laws studied")
    retention = TEN_YEARS

    law = text("法律法规", "Law", 200)
    studied_on = day("学习日期", "Studied on")


class Exam(Register):
    """An examination: how many were to sit, sat, passed and were excellent."""

    title = Bilingual("学法考试", "Examinations of law")
    retention = TEN_YEARS

    exam_name = text("考试", "Examination")
    organiser = text("组织单位", "Organised by", 120)
    held_on = day("考试日期", "Held on")
    invited = count("应考人数", "To sit")
    sat = count("参考人数", "Sat", default=0)
    passed = count("合格人数", "Passed", default=0)
    excellent = count("优秀人数", "Excellent", default=0)
    entered_on = day_or_none("成绩入册日期", "Results entered on")

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_exam_a_case")]


class ExamSheet(Register):
    """One sheet of an examination, without a name: names stand in the case, for those who handle it."""

    title = Bilingual("学法考试答卷", "Sheets of examinations")
    retention = TEN_YEARS

    reached = (Column("exam__exam_name", Bilingual("考试", "Examination")),)

    held_on = day("考试日期", "Held on")
    score = shown(models.DecimalField("得分", max_digits=5, decimal_places=1), "Score")
    passed = yes_no("合格", "Passed")
    excellent = yes_no("优秀", "Excellent")
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="+", verbose_name="考试")

    def __str__(self) -> str:
        return f"{self.exam} {self.score}"


class ExamSeat(Register):
    """Somebody who was to sit an examination, and whether they did; without a name."""

    title = Bilingual("学法考试应考", "Who was to sit")
    retention = TEN_YEARS

    reached = (Column("exam__exam_name", Bilingual("考试", "Examination")),)

    held_on = day("考试日期", "Held on")
    sat = yes_no("参加考试", "Sat")
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="+", verbose_name="考试")

    def __str__(self) -> str:
        return f"{self.exam}"


class MustKnow(Register):
    """The laws that whoever holds a post must know."""

    title = Bilingual("应知应会法律法规清单", "Must-know lists")
    retention = TEN_YEARS

    post_name = text("岗位", "Post", 120)
    laws = text("法律法规", "Laws", 400)
    laws_count = count("部数", "How many")
    approved_on = day("批准日期", "Approved on")
    reviewed_on = day_or_none("最近核对日期", "Last checked on")
    ended_on = day_or_none("停用日期", "Ended on", shown=False)


class Oath(Register):
    """An oath to the Constitution, owed from the appointment on."""

    title = Bilingual("宪法宣誓", "Oaths to the Constitution")
    retention = PERMANENT

    officer_name = text("宣誓人", "Who", 80, personal=True)
    post_name = text("职务", "Post", 120)
    appointed_on = day("任职日期", "Appointed on")
    sworn_on = day_or_none("宣誓日期", "Sworn on")
    led_by = text("监誓、主持", "Presided by", 80, blank=True)
    released_on = day_or_none("免予日期", "Released on", shown=False)

    import_by = entered_by("oath/owe", "officer_name", "post_name", "appointed_on")
