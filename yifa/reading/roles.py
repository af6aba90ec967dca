"""How a figure stands to others: a total, a part, a growth, a change, a place, a score, a bound.

The words of the figure's own clause decide here (增长, 占, 不少于, 以内); what is left is a total, unless `breakdowns` finds
that it is a part of one.
"""

from __future__ import annotations

import re

from yifa.reading.kinds import Approx, Role
from yifa.reading.spans import Draft

_MORE = re.compile(
    r"(?:增长|增速|增幅|涨幅|上涨|提升|提高|上升|增加|攀升|同比增|递增|增|升幅|翻番|快于|高于|涨|扩大|"
    r"跃升|提速|高出)(?!到|至|为|了?到)[^到至为，,]{0,5}(?:为|达到?|超过?|约|近|了|率|均|分别|在|至少|"
    r"：|:|[ \t])*$"
)
_RATE_OF_GROWTH = re.compile(r"(?:增长率|增速|增幅|涨幅|升幅|增长速度|同比增长)[^，,。；;]{0,6}$")
_LESS = re.compile(
    r"(?:下降|降低|减少|缩短|压缩|压减|降幅|回落|下滑|精简|缩减|降|减|降至|核减|削减|压降|少|减时限|"
    r"减材料|减环节|节约|节省|提速)(?!到|至|为|免|轻|税)[^到至为，,]{0,5}(?:为|达到?|超过?|约|近|了|"
    r"率|均|分别|[ \t])*$"
)
_COMPARED = re.compile(
    r"同比|比上年|较上年|比去年|较去年|[比较](?:20|19)\d\d年|环比|较[上去前]|比[上去前]|净增|净减|"
    r"相比|增加|减少|下降|上升|[比较]同期|多"
)
_DIFFERENCE = re.compile(
    r"(?:净增[^，,。；;\d]{0,14}|净减|增加|增长|减少|下降|上升|提高|提升|前移|前进|进步|上移|后移|"
    r"跃升|退后|(?<![最不至很])[多少]|缩短|压缩|压减|精简|减|增|降|晋升|高于|低于|高|低|相差|差|核减|"
    r"递增)(?:了|约|近|超过?|办理|审批|申报|时限|材料|环节|事项|共|达|[ \t])*$"
)
_NEWLY = re.compile(
    r"(?:新增加?|新认定|增加到|增至|增长到|增加至|提高到|提升到|提升至|减免|减轻|减税|增设|增补|增配|"
    r"增挂|扩增|增发|减少到|减至|压缩到|压缩至|缩短到|缩短至|缩短为|压减至|压减到|降低到|降至|下降到|"
    r"降到|精简到|精简至|精简为|提高至|上升至|上升到|增长至|高于等)[^，,。；;]{0,8}$"
)
_FLOOR = re.compile(
    r"(?:不少于|不低于|不得少于|不得低于|至少|最少|不小于|不得小于|不应少于|原则上不少于|不能少于|"
    r"应不低于)(?:每[年季月]度?|安排|召开|组织|开展|举办|集中|参加|完成|有|学习|达到|[ \t])*$"
)
_CEILING = re.compile(
    r"(?:不超过|不得超过|不高于|不得高于|最多|不多于|至多|不得多于|控制在|不能超过|最长)[ \t]*$"
)
_OVER = re.compile(r"(?:超过?|突破|逾|高于|大于|多达|上)[ \t]*$")
_ABOUT = re.compile(
    r"(?:(?<![签合条节预公履违特邀解毁立爽失大])约为?|(?<![最附临邻就亲靠])近|大约|接近|将近|大概|左右)[ \t]*$"
)
_AFTER_LEAST = re.compile(r"[ \t]*(?:[（(]含[^）)]{0,4}[）)])?(?:及?以上|\+|起(?=[，,。]))")
_AFTER_WITHIN = re.compile(r"[ \t]*(?:以内|之内|以下|内)")
_AFTER_ABOUT = re.compile(r"[ \t]*左右|上下")
_AFTER_MORE = re.compile(r"[余多](?=[^余样元种项方面层部年次个家人名件场期0-9]|$)")
# One of these stands in whatever says that a number is not exact.
_OF_MEASURE = frozenset("少低小超破逾于达上下约近概右将余多几+起（(以及")
# One of these stands in whatever compares a figure that is no share; one of those in every floor and ceiling.
_OF_COMPARING = frozenset("新增提减扩压缩降精升高少低小多移进退差节延短")
_OF_BOUNDS = frozenset("少低小超高多控长")
# What was planned for, not what was done, wherever it is told: 计划登记300项，实际登记310项.
_AIMED = re.compile(
    r"^(?:全年|年度|年初|原定?|本年度?|今年)?(?:计划(?!生育|单列|项目)|目标(?!责任)|预期(?!寿命))(?:任务|值|数)?(?:为|是)?[^，,。；;]{0,12}$"
)
_DUTY = re.compile(
    r"应当?|须|必须|规定|要求|确保|力争|目标|承诺|不得|每[年季月周半位名人个]|至少|由\d|由[两二三]|"
    r"原则上|标准|任务|计划|制度|争取|保证|不少于|应由"
)
_DONE = re.compile(r"达到?了?|已|累计|完成|共|合计|实现|均为|保持|高达|稳定在")
_PROMISE = re.compile(
    r"承诺|时限|压缩[至到为]|缩短[至到为]|缩减[至到为]|调整[为至到]|法定|期限|由原|原来?的?|从|"
    r"减[至到为]|提速[至到]|降[至到为]|应当?|不超过|办结|办理|审批"
)
_TARGET = re.compile(r"力争|确保|目标|争取|计划|拟|预计|将|不低于|达到|新增|完成|实现|突破|超过|力求|至少")
_SHARE = re.compile(
    r"占(?!用|地|道|有率)[^，,。；;：:]{0,24}$|比重[^，,。；;]{0,6}$|占比[^，,。；;]{0,6}$|"
    r"比例[为达约是]{0,2}[^，,。；;]{0,3}$|(?:强度|纠错率|败诉率|胜诉率)(?:为|达|达到|是|仅|"
    r"[：:\s])*$|[^\s]的$"
)
_SHORTER = re.compile(r"(?:压缩|缩短|提速|压减|节约|提前|延长)(?:了|约|近|[ \t])*$")
_FEWER = re.compile(r"(?:减少|精简|压减|减掉|节省)(?!到|至|为)[^，,。；;、]{1,8}$")
_REDUCTION = re.compile(
    r"(?:压缩|压减|减少|取消|缩短|精简|下降|降低|核减|提速)(?:的?比例|率|幅度|比)[^，,。；;\d]{0,4}$"
)
_PLACES = re.compile(
    r"(?:进步|前移|前进|上升|提升|提高|跃升|跃居前|后移|退步|下降|晋位|晋升|进位|升|降|退|前移了)[了\s]*$"
)
_LIMIT_WORD = re.compile(r"时限|承诺|法定|期限")
_MEASURED = re.compile(r"平均|实际")
_EVERY = re.compile(
    r"每(?:年|季度?|半年|月|周|个?季度|个?月|名|人|学期)(?:至少|应|须|要|组织|召开|开展|举办|安排|"
    r"集中)?[^，,。；;]{0,12}$"
)
_TERM = re.compile(r"有效期|期限|保存|任期|不少于|公示期")
_DONE_IN = re.compile(r"[ \t]*(?:办结|内|以内|之内|完成|响应|出证|领证)")
_TIME = frozenset(["day", "workday", "hour", "month", "year"])


def approximation(text: str, found: Draft) -> None:
    """Sets how exactly the number is meant, from the signs in it and the words on either side."""
    start, end = found.start, found.end
    before = text[max(0, start - 10) : start]
    after = text[end : end + 6]
    span = text[start:end]
    if (
        not found.is_about
        and _OF_MEASURE.isdisjoint(before)
        and _OF_MEASURE.isdisjoint(text[start : end + 6])
    ):
        return
    if found.is_about:
        found.approx = Approx.ABOUT
    elif "余" in span or "多" in span or "几" in span:
        found.approx = Approx.MORE_THAN
    elif _FLOOR.search(before) is not None or _AFTER_LEAST.match(after) is not None:
        found.approx = Approx.AT_LEAST
    elif _OVER.search(before) is not None and not before.rstrip().endswith(
        ("不超过", "不得超过", "不高于", "以上", "不能超过")
    ):
        found.approx = Approx.MORE_THAN
    elif (_ABOUT.search(before) is not None and not before.endswith("最近")) or _AFTER_ABOUT.match(
        after
    ) is not None:
        found.approx = Approx.ABOUT
    elif after.startswith(("余", "多")) and _AFTER_MORE.match(after) is not None:
        found.approx = Approx.MORE_THAN


def own_role(
    text: str, found: Draft, sentence_end: int, report_year: int | None, planned: bool
) -> tuple[Role, str] | None:
    """The role that the figure's own clause gives it, with the rule; None if it gives none."""
    before = text[found.clause : found.start]
    unit = found.unit
    if unit == "rank" or (found.measure == "位" and _PLACES.search(before) is not None):
        found.unit = "rank"
        if found.measure == "前" or (found.measure in ("位", "名") and text[found.start] == "第"):
            return Role.RANK, "role_rank"
        return (Role.ORDINAL, "role_first") if found.measure == "第一" else (Role.CHANGE, "role_places")
    if unit == "percentage_point":
        return Role.CHANGE, "role_points"
    said = _score_role(text, found, before) if unit == "score" else _compared_role(found, before)
    ahead = found.year is not None and report_year is not None and found.year > report_year
    if (planned and (ahead or found.year is None or report_year is None)) or (
        ahead and _TARGET.search(text, max(found.clause - 16, 0), found.start) is not None
    ):
        return Role.LIMIT, "role_target"
    if said is None and _AIMED.search(before) is not None and _DONE.search(before) is None:
        return Role.LIMIT, "role_target"
    return said or _bound(text, found, before, text[found.end : min(sentence_end, found.end + 8)])


def _score_role(text: str, found: Draft, before: str) -> tuple[Role, str]:
    if _DIFFERENCE.search(before) is not None and _NEWLY.search(before) is None:
        return Role.CHANGE, "role_change"
    if text.startswith("以上", found.end):
        return Role.LIMIT, "role_floor"
    return Role.SCORE, "role_score"


def _compared_role(found: Draft, before: str) -> tuple[Role, str] | None:
    """Growth, share or change, by the words just before the figure."""
    unit = found.unit
    if unit != "percent" and _OF_COMPARING.isdisjoint(before):
        return None
    newly = _NEWLY.search(before) is not None
    if unit == "percent":
        if found.measure == "番" or _RATE_OF_GROWTH.search(before) is not None:
            return Role.GROWTH, "role_growth"
        if newly:
            return (Role.PART, "role_share") if before.endswith("的") else None
        if _REDUCTION.search(before) is not None:
            return Role.CHANGE, "role_reduction"
        if _SHARE.search(before) is not None:
            return Role.PART, "role_share"
        if _LESS.search(before) is not None:
            return Role.CHANGE, "role_reduction"
        if _MORE.search(before) is not None:
            return Role.GROWTH, "role_growth"
        return None
    if newly or _FLOOR.search(before) is not None:
        return None
    if unit in _TIME:
        return (Role.CHANGE, "role_change") if _SHORTER.search(before) is not None else None
    if _DIFFERENCE.search(before) is not None or (unit != "CNY" and _FEWER.search(before) is not None):
        if before.endswith("晋升"):
            return None
        return Role.CHANGE, "role_change"
    return None


def _bound(text: str, found: Draft, before: str, after: str) -> tuple[Role, str] | None:
    """A floor, a ceiling, a promise or a duty."""
    unit = found.unit
    bounded = not _OF_BOUNDS.isdisjoint(before)
    if bounded and _FLOOR.search(before) is not None:
        return Role.LIMIT, "role_floor"
    if bounded and _CEILING.search(before) is not None:
        return Role.LIMIT, "role_ceiling"
    if unit in _TIME:
        if _AFTER_WITHIN.match(after) is not None or (unit == "hour" and _DONE_IN.match(after) is not None):
            return Role.LIMIT, "role_within"
        if unit == "workday" or (
            unit == "day" and _PROMISE.search(text, max(found.clause - 20, 0), found.start) is not None
        ):
            if (
                _MEASURED.search(before) is not None
                and _SHORTER.search(before) is None
                and "承诺" not in before
            ):
                return None
            return Role.LIMIT, "role_promise"
        if unit in ("year", "month") and _TERM.search(before) is not None:
            return Role.LIMIT, "role_promise"
    if found.approx is Approx.AT_LEAST and _DUTY.search(before) is not None and _DONE.search(before) is None:
        return Role.LIMIT, "role_floor"
    if (
        unit in ("session", "hour")
        and "平均" not in before
        and _EVERY.search(before) is not None
        and _DONE.search(before) is None
    ):
        return Role.LIMIT, "role_duty"
    return None
