"""How a figure stands to others: a total, a part, a growth, a change, a place, a score, a bound.

The words of the figure's own clause decide first (增长, 占, 不少于, 以内); then its place in a breakdown: after 其中, in brackets after
a total, what was done with the things just counted (受理…办结…), or figures whose sum is the one before them.
"""

from __future__ import annotations

import re

from yifa.reading.kinds import Approx, Role
from yifa.reading.spans import Draft

_MORE = re.compile(
    r"(?:增长|增速|增幅|涨幅|上涨|提升|提高|上升|增加|攀升|同比增|递增|增|升幅|翻番|快于|高于|涨|扩大|跃升|提速|高出)(?!到|至|为|了?到)[^到至为，,]{0,5}(?:为|达到?|超过?|约|近|了|率|均|分别|在|至少|：|:|[ \t])*$"
)
_RATE_OF_GROWTH = re.compile(r"(?:增长率|增速|增幅|涨幅|升幅|增长速度|同比增长)[^，,。；;]{0,6}$")
_LESS = re.compile(
    r"(?:下降|降低|减少|缩短|压缩|压减|降幅|回落|下滑|精简|缩减|降|减|降至|核减|削减|压降|少|减时限|减材料|减环节|节约|节省|提速)(?!到|至|为|免|轻|税)[^到至为，,]{0,5}(?:为|达到?|超过?|约|近|了|率|均|分别|[ \t])*$"
)
_COMPARED = re.compile(
    r"同比|比上年|较上年|比去年|较去年|[比较](?:20|19)\d\d年|环比|较[上去前]|比[上去前]|净增|净减|相比|增加|减少|下降|上升|[比较]同期|多"
)
_DIFFERENCE = re.compile(
    r"(?:净增[^，,。；;\d]{0,14}|净减|增加|增长|减少|下降|上升|提高|提升|前移|前进|进步|上移|后移|跃升|退后|(?<![最不至很])[多少]|缩短|压缩|压减|精简|减|增|降|晋升|高于|低于|高|低|相差|差|核减|递增)(?:了|约|近|超过?|办理|审批|申报|时限|材料|环节|事项|共|达|[ \t])*$"
)
_NEWLY = re.compile(
    r"(?:新增加?|新认定|增加到|增至|增长到|增加至|提高到|提升到|提升至|减免|减轻|减税|增设|增补|增配|增挂|扩增|增发|减少到|减至|压缩到|压缩至|缩短到|缩短至|缩短为|压减至|压减到|降低到|降至|下降到|降到|精简到|精简至|精简为|提高至|上升至|上升到|增长至|高于等)[^，,。；;]{0,8}$"
)
_FLOOR = re.compile(
    r"(?:不少于|不低于|不得少于|不得低于|至少|最少|不小于|不得小于|不应少于|原则上不少于|不能少于|应不低于|低于)[ \t]*$"
)
_CEILING = re.compile(
    r"(?:不超过|不得超过|不高于|不得高于|最多|不多于|至多|不得多于|控制在|不能超过|最长)[ \t]*$"
)
_OVER = re.compile(r"(?:超过?|突破|逾|高于|大于|多达|上)[ \t]*$")
_ABOUT = re.compile(r"(?:约为?|近|大约|接近|将近|大概|左右)[ \t]*$")
_AFTER_LEAST = re.compile(r"[ \t]*(?:[（(]含[^）)]{0,4}[）)])?(?:及?以上|\+|起(?=[，,。]))")
_AFTER_WITHIN = re.compile(r"[ \t]*(?:以内|之内|以下|内)")
_AFTER_ABOUT = re.compile(r"[ \t]*左右|上下")
_AFTER_MORE = re.compile(r"[余多](?=[^余样元种项方面层部年次个家人名件场期]|$)")
_DUTY = re.compile(
    r"应当?|须|必须|规定|要求|确保|力争|目标|承诺|不得|每[年季月周半位名人个]|至少|由\d|由[两二三]|原则上|标准|任务|计划|制度|争取|保证|不少于|应由"
)
_DONE = re.compile(r"达到?了?|已|累计|完成|共|合计|实现|均为|保持|高达|稳定在")
_PROMISE = re.compile(
    r"承诺|时限|压缩[至到为]|缩短[至到为]|缩减[至到为]|调整[为至到]|法定|期限|由原|原来?的?|从|减[至到为]|提速[至到]|降[至到为]|应当?|不超过|办结|办理|审批"
)
_TARGET = re.compile(r"力争|确保|目标|争取|计划|拟|预计|将|不低于|达到|新增|完成|实现|突破|超过|力求|至少")
_SHARE = re.compile(
    r"占(?!用|地|道|有率)[^，,。；;：:]{0,24}$|比重[^，,。；;]{0,6}$|占比[^，,。；;]{0,6}$|比例[为达约是]{0,2}[^，,。；;]{0,3}$|(?:强度|优秀率|优良率|纠错率|败诉率|胜诉率)(?:为|达|达到|是|[：:\s])*$|[^\s]的$"
)
_PART_WORD = re.compile(r"其中|包括|包含|含(?![量金义盖])|分别[是为有]|内含")
_NEW_TOTAL = re.compile(
    r"同时|另外|此外|全年|累计|另有?|合计|总计|还(?!有)|共(?!建|同|享|性|治)|年内|截至|目前|今年|本年"
)
_OF_THEM = re.compile(
    r"办结|结案|审结|答复|回复|采纳|采用|整改|化解|调解成功|维持|撤销|驳回|胜诉|败诉|撤诉|通过|不予|保留|废止|修改|修订|失效|主办|协办|会办|分办|合格|不合格|办理完|已办|反馈|同意|解决|完成|按期|按时|成功|予以|终止|履行|面商|满意|正在|未结|结转|已结|公开|纠正|确认|准予|受理|移送|责令|查实|立案|下发|处罚|警告|罚款|重大|涉及|简易|一般|普通|支持|宣布|继续|取消|下放|承接|调整|已|获|删除|清理|新增|续|优秀|良好|基本|出庭|开庭|结题|验收|中止|延期|销号|转办|交办|直接|独办|单办|办复"
)
_STRICTLY_OF_THEM = re.compile(
    r"^(?:并|且|均|已|全部|并已|现已|当年|年内|按时|按期|均已|已全部|全部|依法|成功|实际|提前|予以|拟|未|在规定时限内|[ \t])*(?:办结|结案|审结|答复|回复|办复|采纳|采用|整改|化解|调解成功|调处成功|办理完|反馈|解决|销号|履行|结题|立案|出庭|维持|撤销|驳回|保留|废止|修改|修订|失效|宣布失效|通过|合格|不合格|公开|同意|不予|主办|协办|会办|调成|调解|满意|处理|处罚|纠正|已)"
)
_SHORTER = re.compile(r"(?:压缩|缩短|提速|压减|节约|提前|延长)(?:了|约|近|[ \t])*$")
_DONE_WITH = re.compile(
    r"(?:均|全部|被|已|主办|协办|会办|为|涉及|属于|由|未|正在|因|通过|获|合格|不合格|采纳|维持|撤销|驳回|完成)"
)
_BALANCE = re.compile(r"支出|结余|盈余|亏损")
_PLACES = re.compile(r"(?:进步|前移|前进|上升|提升|跃升|后移|退步|下降|晋位)[了\s]*$")
_TIME = frozenset(["day", "workday", "hour", "month", "year"])


def approximation(text: str, found: Draft) -> None:
    """Sets how exactly the number is meant, from the signs in it and the words on either side."""
    start, end = found.start, found.end
    before = text[max(0, start - 6) : start]
    after = text[end : end + 6]
    span = text[start:end]
    if "余" in span or "多" in span or "几" in span:
        found.approx = Approx.MORE_THAN
    elif _FLOOR.search(before) is not None:
        found.approx = Approx.AT_LEAST
    elif _AFTER_LEAST.match(after) is not None:
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
    unit = found.unit
    before = text[found.clause : found.start]
    if unit == "rank" or (found.measure == "位" and _PLACES.search(before) is not None):
        found.unit = "rank"
        if found.measure in ("位", "名") and text[found.start] == "第":
            return Role.RANK, "role_rank"
        return (Role.ORDINAL, "role_first") if found.measure == "第一" else (Role.CHANGE, "role_places")
    after = text[found.end : min(sentence_end, found.end + 8)]
    newly = _NEWLY.search(before) is not None
    if unit == "percentage_point":
        return Role.CHANGE, "role_points"
    if unit == "score":
        if _DIFFERENCE.search(before) is not None and not newly:
            return Role.CHANGE, "role_change"
        if after.startswith("以上") and "其中" not in before[:2]:
            return Role.LIMIT, "role_floor"
        return Role.SCORE, "role_score"
    if unit == "percent":
        if found.measure == "番":
            return Role.GROWTH, "role_growth"
        if not newly:
            if _SHARE.search(before) is not None:
                return Role.PART, "role_share"
            if _LESS.search(before) is not None:
                return Role.CHANGE, "role_reduction"
            if _MORE.search(before) is not None or _RATE_OF_GROWTH.search(before) is not None:
                return Role.GROWTH, "role_growth"
        elif _RATE_OF_GROWTH.search(before) is not None:
            return Role.GROWTH, "role_growth"
    elif (
        not newly
        and _DIFFERENCE.search(before) is not None
        and (unit not in _TIME or _COMPARED.search(before) is not None)
        and _FLOOR.search(before) is None
    ):
        return Role.CHANGE, "role_change"
    if _FLOOR.search(before[-8:]) is not None:
        if (
            _DONE.search(before) is not None
            and _DUTY.search(before[:-3]) is None
            and found.approx is not Approx.AT_LEAST
        ):
            return None
        return Role.LIMIT, "role_floor"
    if _CEILING.search(before[-8:]) is not None:
        return Role.LIMIT, "role_ceiling"
    if unit in _TIME:
        if _AFTER_WITHIN.match(after) is not None:
            return Role.LIMIT, "role_within"
        if (
            unit in ("workday", "day")
            and _PROMISE.search(text, max(found.clause - 20, 0), found.start) is not None
        ):
            return Role.LIMIT, "role_promise"
        if unit == "workday":
            return Role.LIMIT, "role_promise"
        if unit in ("year", "month") and re.search(r"有效期|期限|保存|任期|不少于", before):
            return Role.LIMIT, "role_promise"
    if found.approx is Approx.AT_LEAST and _DUTY.search(before) is not None and _DONE.search(before) is None:
        return Role.LIMIT, "role_floor"
    if (
        re.search(
            r"每(?:年|季度?|半年|月|周|个?季度|个?月|名|人|学期)(?:至少|应|须|要|组织|召开|开展|举办|安排|集中)?[^，,。；;]{0,12}$",
            before,
        )
        and unit in ("session", "hour")
        and _DONE.search(before) is None
    ):
        return Role.LIMIT, "role_duty"
    if planned and (found.year is None or report_year is None or found.year > report_year):
        return Role.LIMIT, "role_target"
    if (
        found.year is not None
        and report_year is not None
        and found.year > report_year
        and _TARGET.search(text, max(found.clause - 16, 0), found.start) is not None
    ):
        return Role.LIMIT, "role_target"
    return None


class Breakdown:
    """What is left to be told of a total: set by 其中 or a bracket, used up by the parts that follow."""

    __slots__ = ("bracket", "left", "unit", "whole")

    def __init__(self, whole: Draft, *, bracket: bool) -> None:
        self.whole = whole
        self.unit = whole.unit
        self.left = float(whole.value)
        self.bracket = bracket


def _kind(unit: str) -> str:
    return "body" if unit in ("enterprise", "organisation") else unit


def parts(
    text: str, drafts: list[Draft], opened: Breakdown | None, last: Draft | None, sentence_start: int
) -> Breakdown | None:
    """Marks the parts among the figures of a sentence (those whose role is still total), and gives the breakdown that is still
    open at its end. `opened` was open before it; `last` is the last total of the sentence before it."""
    _sums(text, drafts)
    previous: Draft | None = None
    before_end = sentence_start
    for found in drafts:
        between = text[before_end : found.start]
        before_end = found.end
        holder = previous or last
        if "其中" in between and holder is not None:
            at = between.index("其中")
            if previous is None and at > 6:
                holder = None
            if holder is not None:
                whole = holder
                if (
                    opened is not None
                    and holder.role is Role.PART
                    and _kind(opened.unit) == _kind(found.unit)
                    and found.value > holder.value
                ):
                    whole = opened.whole
                opened = Breakdown(whole, bracket=bool(re.search(r"[（(][^）)]*$", between)))
        elif (
            previous is not None
            and between.startswith(("（", "("))
            and _kind(previous.unit) == _kind(found.unit)
        ):
            opened = Breakdown(previous, bracket=True)
        elif opened is not None and (
            (opened.bracket and ("）" in between or ")" in between)) or _NEW_TOTAL.search(between) is not None
        ):
            opened = None
        if found.role is Role.TOTAL:
            if opened is not None and _kind(found.unit) == _kind(opened.unit) and found is not opened.whole:
                if (
                    found.value <= opened.left * 1.001
                    or found.value <= opened.whole.value
                    and "其中" in between
                ):
                    found.role = Role.PART
                    found.whole = opened.whole
                    found.why.append("role_part_of")
                    opened.left -= found.value
                else:
                    opened = None
            elif (
                previous is not None
                and _kind(previous.unit) == _kind(found.unit)
                and found.value <= previous.value
                and "；" not in between
                and (
                    _STRICTLY_OF_THEM.match(text[found.item : found.start]) is not None
                    or (found.start - found.item <= 2 and _DONE_WITH.match(text, found.end) is not None)
                )
            ):
                found.role = Role.PART
                found.whole = previous
                found.why.append("role_done_with")
        if found.role is Role.TOTAL or previous is None:
            previous = found
        elif found.role is Role.PART and opened is None and previous.role is not Role.TOTAL:
            previous = found
    return opened


def _sums(text: str, drafts: list[Draft]) -> None:
    """Figures of one unit that together make the one before them are its parts."""
    count = len(drafts)
    for index, whole in enumerate(drafts):
        if whole.role is not Role.TOTAL or whole.value < 2 or index + 2 >= count:
            continue
        total, inside = 0.0, []
        for found in drafts[index + 1 :]:
            if (
                _kind(found.unit) != _kind(whole.unit)
                or found.role is not Role.TOTAL
                or found.year != whole.year
                or (found.measure != whole.measure and _kind(whole.unit) != "body")
            ):
                if found.unit == "percent":
                    continue
                break
            total += found.value
            inside.append(found)
            if total >= whole.value * 0.999999:
                break
        if (
            len(inside) >= 2
            and abs(total - whole.value) <= 1e-6 * whole.value
            and _BALANCE.search(text, whole.end, inside[-1].start) is None
        ):
            for found in inside:
                found.role = Role.PART
                found.whole = whole
                found.why.append("role_sum")
