"""What readings are called on screen, in the terminal and in tables: units, categories, roles, severity, kinds of fault."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from yifa.figures.units import Category as FigureCategory
from yifa.figures.units import Unit as FigureUnit
from yifa.law.text import Bilingual
from yifa.reading.faults.model import FaultKind, Severity
from yifa.reading.kinds import Approx, Category, Nature, Role, Unit

_ROLES: Final = {
    Role.TOTAL: Bilingual("总数", "total"),
    Role.PART: Bilingual("分项", "part"),
    Role.GROWTH: Bilingual("增速", "growth"),
    Role.CHANGE: Bilingual("增减", "change"),
    Role.RANK: Bilingual("位次", "rank"),
    Role.SCORE: Bilingual("得分", "score"),
    Role.LIMIT: Bilingual("限度、承诺", "limit"),
    Role.ORDINAL: Bilingual("首次、首家", "first of its kind"),
}
_NATURES: Final = {
    Nature.STOCK: Bilingual("存量", "stock"),
    Nature.FLOW: Bilingual("本年发生", "in the year"),
    Nature.PART_OF_YEAR: Bilingual("不足一年", "part of a year"),
    Nature.NONE: Bilingual("", ""),
}
_APPROX: Final = {
    Approx.EXACT: Bilingual("", ""),
    Approx.AT_LEAST: Bilingual("不少于", "at least "),
    Approx.MORE_THAN: Bilingual("超过", "more than "),
    Approx.ABOUT: Bilingual("约", "about "),
}
_SEVERITY: Final = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.QUESTION: Bilingual("存疑", "question"),
}
_KINDS: Final = {
    "growth_mismatch": Bilingual("增速与数据不符", "Growth does not follow from the figures"),
    "ratio_mismatch": Bilingual("比率与数据不符", "Rate does not follow from the figures"),
    "sum_mismatch": Bilingual("分项与总数不符", "Parts do not add up"),
    "growth_without_base": Bilingual("增速没有基数", "Growth without a base"),
    "contradiction": Bilingual("前后矛盾", "Contradiction"),
    "incomplete_breakdown": Bilingual("分项不全", "Breakdown incomplete"),
    "unit_inconsistent": Bilingual("单位不一致", "Units differ"),
    "precision_inconsistent": Bilingual("精度不一致", "Precision differs"),
    "figure_without_unit": Bilingual("数字没有单位", "Figure without a unit"),
    "repeated_statement": Bilingual("重复陈述", "Said twice"),
    "data_pending": Bilingual("数据待定", "Data pending"),
    "vague_date": Bilingual("日期含糊", "Vague date"),
    "wrong_date": Bilingual("日期有误", "Wrong date"),
    "missing_date": Bilingual("缺少日期", "Date missing"),
    "late_publication": Bilingual("公布逾期", "Published late"),
    "missing_section": Bilingual("缺少内容", "Section missing"),
    "missing_title": Bilingual("缺少标题", "Title missing"),
    "missing_cause": Bilingual("缺少原因", "Cause missing"),
    "duplicate_ordinal": Bilingual("序号重复", "Number repeated"),
    "duplicate_word": Bilingual("词语重复", "Word doubled"),
    "typo": Bilingual("错别字", "Misspelling"),
    "wrong_law_name": Bilingual("法规名称有误", "Law misnamed"),
    "wrong_title": Bilingual("名称有误", "Wrong name"),
    "redundant_approx": Bilingual("约数重复", "Approximation said twice"),
    "artefact": Bilingual("文件残留", "Residue of the file"),
    "skipped_ordinal": Bilingual("序号跳号", "Number skipped"),
    "abolished_institution": Bilingual("机构已撤销或更名", "Institution abolished or renamed"),
    "vague_figure": Bilingual("应有数据而用词含糊", "Vague where a figure is due"),
    "reused_boilerplate": Bilingual("套用上年文字", "Text reused from last year"),
}


def unit_words(unit: Unit) -> Bilingual:
    """A unit in words."""
    return FigureUnit(unit.value).words


def category_words(category: Category) -> Bilingual:
    """A category in words."""
    return FigureCategory(category.value).words


def role_words(role: Role) -> Bilingual:
    """A role in words."""
    return _ROLES[role]


def nature_words(nature: Nature) -> Bilingual:
    """Stock, flow or part of a year; nothing for rates and the like."""
    return _NATURES[nature]


def approx_words(approx: Approx) -> Bilingual:
    """How exactly a number is meant; nothing for exactly."""
    return _APPROX[approx]


def severity_words(severity: Severity) -> Bilingual:
    """How sure a fault is."""
    return _SEVERITY[severity]


def kind_words(kind: FaultKind) -> Bilingual:
    """A kind of fault in words."""
    return _KINDS[kind.value]


def value_said(value: float | Decimal) -> str:
    """A number with thousands separators and without idle zeros: 57,205,800, 19.7."""
    number = Decimal(str(value))
    if number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{number.normalize():,f}"
