"""Why a figure was read as it was, in sentences that an official understands.

`Fact.why` names the rules that decided; here each has its sentence, in Chinese and English.
"""

from __future__ import annotations

from yifa.law.text import Bilingual
from yifa.reading.kinds import Fact

_RULES: dict[str, tuple[str, str]] = {
    "year_named": (
        "年份取自同一句中写明的年份（{year}年）。",
        "The year ({year}) is named in the same sentence.",
    ),
    "year_side_by_side": (
        "句中并列几个年份，数据依次对应；这一个对应{year}年。",
        "Several years stand side by side and the figures follow in the same order; this one is of {year}.",
    ),
    "year_compared": (
        "这是用来比较的数据，属于写在它前面的{year}年。",
        "This is the base of a comparison; it belongs to {year}, named just before it.",
    ),
    "year_now": (
        "“今年”“目前”“全年”等指报告年度（{year}年）。",
        "今年, 目前, 全年 and the like mean the report's year ({year}).",
    ),
    "year_last": ("“上年”“去年”指{year}年。", "上年, 去年 mean {year}."),
    "year_next": ("“明年”“下一年度”指{year}年。", "明年, 下一年度 mean {year}."),
    "year_span": (
        "说的是一段时期（近年来、“十四五”期间、……以来），不属于某一年。",
        "It is about a span of years (近年来, a five-year plan, 以来), not about one year.",
    ),
    "year_goes_on": (
        "本句承接上一句，年份与上一句的数据相同。",
        "The sentence goes on with the one before it and keeps its year.",
    ),
    "year_planned": (
        "在工作安排部分，属于下一年度（{year}年）。",
        "It stands in a section of plans and is of the next year ({year}).",
    ),
    "year_of_table": (
        "年份（{year}年）写在表格的行名或者列名里。",
        "The year ({year}) stands in the head of the table's row or column.",
    ),
    "unit_of_table": (
        "是表格里的数：单位取自单元格、行名、列名、“单位”一列或者表上方的说明，含义取自行名和列名。",
        "It stands in a table: its unit is that of the cell, the heads, a column of units or the line above.",
    ),
    "year_of_report": (
        "句中没有写年份，属于报告年度（{year}年）。",
        "The sentence names no year; the figure is of the report's year ({year}).",
    ),
    "year_unknown": (
        "句中没有写年份，报告属于哪一年也看不出来。",
        "The sentence names no year, and the report's year is not known.",
    ),
    "year_of_heading": (
        "所在部分的标题写明是{year}年的情况。",
        "The heading above says that it is of {year}.",
    ),
    "year_carried": (
        "前面一句写明说的是{year}年，以下都是该年的情况，直到另写年份。",
        "The opening before it says {year}; what follows is of that year until another is named.",
    ),
    "year_duration": ("这是时间长度，不属于某一年。", "It is a length of time and belongs to no year."),
    "subject_of_list": ("“……等”之后的数字是整个列举的数量。", "A number behind …等 counts the whole list."),
    "role_rank": ("“第……位（名）”是名次。", "第…位 or 名 is a place in an order."),
    "role_first": ("“第一家”“第一个”等是首创的说法。", "第一家 and the like claim to be the first."),
    "role_places": ("这是名次前移或后退的位数。", "It is the number of places gained or lost."),
    "role_points": ("百分点表示两个百分数的差。", "Percentage points are the difference of two percentages."),
    "role_score": ("这是得分。", "It is a score."),
    "role_growth": (
        "前面写有“增长”“增速”“增幅”等，是增长率。",
        "增长, 增速 or 增幅 stands before it: a rate of growth.",
    ),
    "role_reduction": (
        "前面写有“下降”“压缩”“减少”等，是减少的幅度。",
        "下降, 压缩 or 减少 stands before it: a reduction.",
    ),
    "role_change": (
        "前面写有“增加”“减少”“净增”等，是增减的数量。",
        "增加, 减少 or 净增 stands before it: an amount of change.",
    ),
    "role_share": ("写的是占比、比重或强度，是总数的一部分。", "It is a share or ratio: a part of a total."),
    "role_floor": ("写有“不少于”“至少”“以上”等，是下限。", "不少于, 至少 or 以上 makes it a floor."),
    "role_ceiling": ("写有“不超过”“最多”等，是上限。", "不超过 or 最多 makes it a ceiling."),
    "role_within": ("写有“以内”“内办结”等，是时限。", "以内 or 内办结 makes it a time limit."),
    "role_promise": ("这是承诺的、法定的时限或期限。", "It is a time promised or set by law."),
    "role_duty": ("写的是每年、每季度应做的次数，是要求。", "It says how often something is due: a duty."),
    "role_target": ("这是今后要达到的目标。", "It is a target still to be reached."),
    "role_part_of": (
        "写在“其中”之后或总数后面的括号里，是总数的一部分。",
        "It follows 其中 or stands in brackets after a total: a part of it.",
    ),
    "role_done_with": (
        "是前面受理或收到的件数中已办的部分。",
        "It tells what was done with the things just counted: a part of them.",
    ),
    "role_sum": (
        "同单位的几个数相加等于前面的数，是它的组成部分。",
        "Figures of the same unit add up to the one before them: its parts.",
    ),
    "role_of_list": (
        "与前面并列的数据性质相同。",
        "It stands in a list and is of the same kind as the first.",
    ),
    "category_of_list": (
        "类别与并列的第一个数据相同。",
        "Its category is that of the first figure of the list.",
    ),
    "category_of_whole": (
        "类别与它所属的数据相同。",
        "Its category is that of the figure that it belongs to.",
    ),
    "implied_zero": ("没有写数字，意思是零。", "No number is written; zero is meant."),
}

_CATEGORIES: dict[str, tuple[str, str]] = {
    "plan": ("法治建设部署与推进", "planning of the rule of law"),
    "study": ("学法与培训", "study and training"),
    "normative_document": ("规范性文件与立法", "normative documents"),
    "decision": ("行政决策", "decisions"),
    "contract": ("合同审查", "contracts"),
    "counsel": ("法律顾问", "legal counsel"),
    "service": ("政务服务与审批", "services and permits"),
    "project": ("项目", "projects"),
    "recognition": ("认定、平台与荣誉", "recognitions and honours"),
    "fund": ("资金", "funds"),
    "enforcement": ("行政执法与检查", "enforcement and inspection"),
    "credit": ("信用", "credit"),
    "supervision": ("接受监督与建议提案", "supervision, proposals of deputies"),
    "petition": ("信访投诉", "petitions and complaints"),
    "dispute": ("复议、诉讼与调解", "review, litigation, mediation"),
    "disclosure": ("政务公开", "disclosure"),
    "popularisation": ("普法宣传", "popularising the law"),
    "personnel": ("队伍与人员", "personnel"),
    "statistics": ("经济社会统计", "statistics of the area"),
    "cooperation": ("合作与成果转化", "cooperation"),
    "enterprise_service": ("服务企业", "service to companies"),
    "other": ("其他", "other"),
}


def explain(fact: Fact) -> tuple[Bilingual, ...]:
    """A sentence for each rule that decided about `fact`, in the order in which they decided."""
    return tuple(_explain(rule, fact) for rule in fact.why)


def rules() -> tuple[str, ...]:
    """Every rule that has a sentence."""
    return (*_RULES, *(f"category_{category}" for category in _CATEGORIES))


def _explain(rule: str, fact: Fact) -> Bilingual:
    if rule in _RULES:
        chinese, english = _RULES[rule]
        year = "" if fact.year is None else fact.year
        return Bilingual(zh=chinese.format(year=year), en=english.format(year=year))
    zh, en = _CATEGORIES[rule.removeprefix("category_")]
    return Bilingual(
        zh=f"附近的词语指向“{zh}”。",
        en=f"The words around it point to {en}.",
    )
