"""What figures count, and to what part of the report they belong: two closed sets with their words.

The unit says what kind of thing is counted; the counter (件, 项, 次, 家, 个, 条, 份) is how Chinese says it of that thing,
and belongs to the indicator.
"""

from __future__ import annotations

from enum import StrEnum

from yifa.law.text import Bilingual


class Unit(StrEnum):
    """What one of a figure is. Enterprises are companies; organisations are other bodies and platforms; items are counted
    matters and papers; sessions are times and meetings. Money is in yuan (CNY), or in another country's (FOREIGN);
    a QUANTITY is a physical measure, which the words of the figure name."""

    ITEM = "item"
    SESSION = "session"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"
    PERSON = "person"
    PERSON_TIME = "person_time"
    COPY = "copy"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"
    YEAR = "year"
    SCORE = "score"
    GRADE = "grade"
    RANK = "rank"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    CNY = "CNY"
    FOREIGN = "foreign_currency"
    QUANTITY = "quantity"

    @property
    def words(self) -> Bilingual:
        """The unit in words, as a column's head shows it."""
        return _UNITS[self]


class Category(StrEnum):
    """The part of a law-based government that a figure speaks of; reports and comparisons group by it."""

    PLAN = "plan"
    STUDY = "study"
    NORMATIVE_DOCUMENT = "normative_document"
    DECISION = "decision"
    CONTRACT = "contract"
    COUNSEL = "counsel"
    SERVICE = "service"
    PROJECT = "project"
    RECOGNITION = "recognition"
    FUND = "fund"
    ENFORCEMENT = "enforcement"
    CREDIT = "credit"
    SUPERVISION = "supervision"
    PETITION = "petition"
    DISPUTE = "dispute"
    DISCLOSURE = "disclosure"
    POPULARISATION = "popularisation"
    PERSONNEL = "personnel"
    STATISTICS = "statistics"
    COOPERATION = "cooperation"
    ENTERPRISE_SERVICE = "enterprise_service"
    OTHER = "other"

    @property
    def words(self) -> Bilingual:
        """The category in words."""
        return _CATEGORIES[self]


def _pairs(*rows: tuple[str, str, str]) -> dict[str, Bilingual]:
    return {key: Bilingual(zh=zh, en=en) for key, zh, en in rows}


_UNIT_WORDS = _pairs(
    ("item", "项（件）", "items"),
    ("session", "次", "times"),
    ("enterprise", "家", "enterprises"),
    ("organisation", "个", "organisations"),
    ("person", "人", "people"),
    ("person_time", "人次", "attendances"),
    ("copy", "份", "copies"),
    ("hour", "小时", "hours"),
    ("day", "日", "days"),
    ("workday", "个工作日", "working days"),
    ("month", "个月", "months"),
    ("year", "年", "years"),
    ("score", "分", "points"),
    ("grade", "级", "grade"),
    ("rank", "位", "rank"),
    ("percent", "%", "%"),
    ("percentage_point", "个百分点", "percentage points"),
    ("CNY", "元", "yuan"),
    ("foreign_currency", "外币", "foreign currency"),
    ("quantity", "计量单位", "of its measure"),
)
_CATEGORY_WORDS = _pairs(
    ("plan", "组织领导与计划", "Leadership and plan"),
    ("study", "学法", "Study of law"),
    ("normative_document", "规范性文件", "Normative documents"),
    ("decision", "重大决策", "Major decisions"),
    ("contract", "合同", "Contracts"),
    ("counsel", "法律顾问", "Legal counsel"),
    ("service", "政务服务", "Government services"),
    ("project", "科技项目", "Projects"),
    ("recognition", "创新主体与平台", "Innovation bodies"),
    ("fund", "资金", "Funds"),
    ("enforcement", "行政执法", "Enforcement"),
    ("credit", "科研诚信与信用", "Integrity and credit"),
    ("supervision", "接受监督", "Supervision"),
    ("petition", "信访", "Petitions"),
    ("dispute", "行政争议", "Disputes"),
    ("disclosure", "政务公开", "Disclosure"),
    ("popularisation", "普法", "Law popularisation"),
    ("personnel", "人员队伍", "People"),
    ("statistics", "科技统计", "Statistics"),
    ("cooperation", "科技合作", "Cooperation"),
    ("enterprise_service", "企业服务", "Enterprise service"),
    ("other", "其他", "Other"),
)
_UNITS = {Unit(key): words for key, words in _UNIT_WORDS.items()}
_CATEGORIES = {Category(key): words for key, words in _CATEGORY_WORDS.items()}
