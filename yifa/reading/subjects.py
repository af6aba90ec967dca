"""What is counted, in a few words: the noun phrase beside the figure."""

from __future__ import annotations

import re

from yifa.reading.kinds import Role
from yifa.reading.spans import Draft

_LEAD = re.compile(
    r"^(?:[，,、。；;：:（(）)”》\s]|其中|同时|全年|今年以来|今年来|年初以来|今年|本年度?|来共|由|目前|截至目前|我局|市局|全局|共计?|已|累计|"
    r"先后|分别|并|均|还|以及|及|和|与|或|等|的|对|将|在|是|为|新增|"
    r"(?:19|20)\d\d年度?|一是|二是|三是|四是|五是|六是)+"
)
_TAIL = re.compile(
    r"(?:[\s：:（(、，,]|数量|总数|分别|共计?|合计|总计|累计|已|达到?了?|为|是|有|(?<![签合条节预公履违特邀解毁立爽失])约|(?<![最附临邻就亲靠])近|超过?|不少于|"
    r"不低于|至少|均|各|了|高达|突破|多达|增长|同比|实现|占|比上年|较上年|不得|就|增至|下降|提高|提升|"
    r"减少|增加|压缩|只有|仅)+$"
)
_TAIL_SIGNS = frozenset("：:（(、，,量数别共计达到了为是有约近超过于少均各破长比现占年得就至降高升加缩仅")
"""What `_TAIL` may end with, beside a space."""
_LIGHT = re.compile(
    r"^(?:组织召开|组织开展|主持召开|召开|开展|举办|组织|完成|实现|进行|已|先后|集中|邀请|主持|参加|获得|获批|获|争取|达成|形成|建成|支持|投入|提出|做到)+"
)
_STOP = re.compile(
    r"[，,。；;：:、（()）！!？?\d０-９《》“”\n]|[一二两三四五六七八九十]+[余多]?[项件个次家名人]|"
    r"进行|开展了?|提出|并|与|和|及|给予|被|获|参加|完成"
)
_MOST = 18
_MEASURED = frozenset(["CNY", "percent", "percentage_point", "rank", "day", "workday", "hour"])


# What a label ends with, by unit.
_ENDINGS = {
    "session": "次数",
    "person": "人数",
    "person_time": "人次",
    "enterprise": "数",
    "organisation": "数",
    "copy": "份数",
    "item": "数",
}
_MEASURES = frozenset("件条份项宗篇起")
_SHORT = 4
_NAMED = 4


def subject(text: str, found: Draft, sentence_end: int, whole: str) -> str:
    """The short label of what the figure counts; `whole` is the label of the figure that it belongs to, for growth and shares."""
    end = found.end
    last = min(sentence_end, end + _MOST)
    stop = _STOP.search(text, end, last)
    after = text[end : stop.start() if stop else last].strip()
    after = after.removeprefix("的").removeprefix("以上").removeprefix("左右").removeprefix("以内")
    before = _LEAD.sub("", text[max(found.item, found.start - 30) : found.start])
    if before and (before[-1] in _TAIL_SIGNS or before[-1].isspace()):
        before = _TAIL.sub("", before)
    before = before.strip("“”《》 \t")
    if found.role is Role.GROWTH:
        ending = "" if "增" in before else "增速"
        # What names itself (工业投资增长6.1%) is not of the figure before it.
        return before[-_MOST:] + ending if len(before) >= _NAMED else _joined(whole, before, ending)
    if found.role in (Role.CHANGE, Role.RANK) or (found.unit in _MEASURED and len(before) < _SHORT):
        return _joined(whole, before, "排名" if found.role is Role.RANK and "排" not in before else "")
    bare = _LIGHT.sub("", before)
    if found.unit in _MEASURED:
        return (bare or before or after or whole)[-_MOST:]
    if len(after) >= 2 and len(bare) < _SHORT:
        bare = (before if len(before) > len(bare) else bare)[-4:] + after if bare else after
        label = bare[:_MOST]
    else:
        label = (bare or before or after or whole)[-_MOST:]
    ending = _ENDINGS.get(found.unit, "")
    if found.unit == "item" and found.measure in _MEASURES:
        ending = found.measure + ending
    return label if label.endswith(("数", "率", "额", "量")) else label + ending


_OF_LIST = re.compile(r"(?P<first>[\u4e00-\u9fffA-Za-z“”]{2,14})等(?:共|共计|合计)?$")


def of_list(text: str, found: Draft) -> str:
    """The label of a list that is counted (技术合同登记等4项), which is not that of its first member; empty for no list."""
    if found.unit in _MEASURED or "等" not in text[max(0, found.start - 3) : found.start]:
        return ""
    listed = _OF_LIST.search(text, max(found.item, found.start - 20), found.start)
    if listed is None:
        return ""
    after = re.match(r"[\u4e00-\u9fff]{0,6}", text[found.end : found.end + 6])
    noun = after[0] if after is not None else ""
    return f"{_LIGHT.sub('', listed['first']) or listed['first']}等{noun}"[:_MOST]


def _joined(whole: str, before: str, ending: str) -> str:
    """The label of the figure that it belongs to, with what is said of this one."""
    stem = whole.removesuffix("数")
    if whole and before and before not in whole:
        return (stem + before)[-_MOST:] + ending
    return (stem or before) + ending
