"""Who popularises which law, what was done, who was reached."""

from __future__ import annotations

from yifa.cases.models import Case
from yifa.cases.registers.columns import choice, count, day, day_or_none, link, text
from yifa.cases.registers.register import TEN_YEARS, Register, entered_by
from yifa.law.text import Bilingual

EVENTS = {
    "science_week": Bilingual("科技活动周", "Science week"),
    "science_month": Bilingual("科普月", "Science-popularisation month"),
    "constitution_day": Bilingual("国家宪法日", "Constitution Day"),
    "enterprise": Bilingual("进企业、进园区宣讲", "In enterprises and parks"),
    "countryside": Bilingual("送法下乡", "In the country"),
    "online": Bilingual("线上宣传", "Online"),
    "other": Bilingual("其他", "Other"),
}
COUNTED = {
    "list": Bilingual("签到名单", "List"),
    "seats": Bilingual("座位、票数", "Seats"),
    "handouts": Bilingual("发放材料数", "Handouts"),
    "clicks": Bilingual("点击量", "Clicks"),
    "estimate": Bilingual("估计", "Estimate"),
}


class Event(Register):
    """An event with an audience and a topic."""

    title = Bilingual("普法活动", "Popularisation events")
    retention = TEN_YEARS

    event_name = text("活动", "Event")
    event_kind = choice("类别", "Kind", EVENTS)
    held_on = day("日期", "Day")
    topic = text("内容", "Topic")
    audience = text("对象", "Audience", 120)
    people = count("人次", "Attendances")
    counted_by = choice("依据", "Counted by", COUNTED)
    handouts = count("发放材料", "Handouts", unit=Bilingual("份", "copies"), default=0)

    import_by = entered_by("popularisation-event-ledger/record", "event_name", "held_on")


class Enterprise(Register):
    """An enterprise that an event reached."""

    title = Bilingual("普法惠及企业", "Enterprises reached")
    retention = TEN_YEARS

    name = text("企业名称", "Enterprise")
    uscc = text("统一社会信用代码", "Code", 18)
    held_on = day("日期", "Day")


class Duty(Register):
    """A law, and the section that popularises it."""

    title = Bilingual("普法责任清单", "Duty list of popularisation")
    retention = TEN_YEARS

    law = text("法律法规", "Law")
    section = text("责任科室", "Section", 80)
    audience = text("对象", "Audience", 120)
    channel = text("方式", "Channel", 120)
    planned = text("时间", "When", 80)
    listed_on = day("列入日期", "Listed on")
    ended_on = day_or_none("终止日期", "Ended on", shown=False)

    import_by = entered_by("popularisation-duty-ledger/record", "law", "section", "audience")


class Explanation(Register):
    """The law explained in a matter."""

    title = Bilingual("以案释法", "Law explained in matters")
    retention = TEN_YEARS

    law = text("解释的法律", "Law")
    matter = link(Case, "事项", "Matter")
    published_at = text("发布渠道", "Where", 120)
    explained_on = day("日期", "Day")


class Policy(Register):
    """A policy, whom it is for, who was told and who not yet."""

    title = Bilingual("政策告知", "Policies told")
    retention = TEN_YEARS

    policy = text("政策", "Policy")
    audience = text("面向对象", "For whom", 120)
    audience_count = count("对象总数", "How many")
    told_count = count("已告知数", "Told")
    told_how = text("方式", "How", 120)
    told_on = day("日期", "Day")
    not_told = text("还没有告知的", "Not yet", blank=True)

    import_by = entered_by("policy-told-ledger/record", "policy", "audience", "told_on")


class Reminder(Register):
    """A reminder of the justice bureau, and its answer."""

    title = Bilingual("普法提示", "Reminders of popularisation")
    retention = TEN_YEARS

    reminder_number = text("文号", "Number", 80)
    received_on = day("收到日期", "Received on")
    due_on = day("答复期限", "Due on")
    answered_on = day_or_none("答复日期", "Answered on")
