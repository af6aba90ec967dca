"""Whether a figure is a stock (how many there are), a flow (how many came or were done in the year), or of a part of the year.

总数168家 is a stock, 新增47家 a flow; what is stated for half a year or up to June is neither the year's flow nor its stock.
Said by the words beside the figure; else by what is counted: companies and bodies that nothing is done with are there.
"""

from __future__ import annotations

import re

from yifa.reading.kinds import Nature, Role
from yifa.reading.spans import Draft

_NO_NATURE = frozenset(
    ["percent", "percentage_point", "rank", "score", "grade", "year", "month", "day", "workday", "hour"]
)
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PART_OF_YEAR = re.compile(
    rf"上半年|下半年|[一二三四]季度|前三季度|{_NUMERAL}(?:月份?)?[—－–~～至到-]{_NUMERAL}月|"
    rf"截[至止][^，,。；;]{{0,6}}?(?!12月|十二月)(?<!\d){_NUMERAL}月|前{_NUMERAL}个?月|(?<!12)月末|月底(?<!12月底)|本季度|当月|本月"
)
_IN_PARTS = ("月", "季", "半年")  # one of them stands in every part of a year
_DECEMBER = re.compile(r"(?:12|十二)月")
_STOCK = re.compile(
    r"总数|总量|总户数|总人数|总计|存量|保有量|现有|共有|拥有|在册|年末|年底|有效期内|现行有效|持证|在编|在岗|在校|在园|常住|户籍|存栏|库存|余额|"
    r"累计(?:有|达|为|共|总|建成|拥有|认定|备案|培育|入库)|(?:达到?|增加到|增至|增长到|发展到|扩大到|提高到|扩至)(?:了)?$|已有|目前有|建有|设有|配备|聘有|共计?有"
)
_FLOW = re.compile(
    r"新增|新认定|新获|新建|新培育|新登记|新设|新签|新引进|净增|净减|重新认定|本年|当年|全年|年内|今年|取消|注销|撤销|退出|淘汰|增加(?!到|至)|减少(?!到|至)|新办|新批"
)
_DONE = re.compile(
    r"登记|认定|培训|检查|走访|服务|支持|帮助|组织|申报|推荐|引进|培育|入库|处罚|举办|召开|开展|办理|受理|收到|审查|印发|制定|出台|修订|发放|"
    r"完成|实施|立项|争取|兑现|奖励|补助|资助|抽查|调解|公开|发布|报送|惠及|带动|签约|签订|开工|竣工|投产|改造|建设|获批|通过|创建|备案|评审|验收|"
    r"评估|解决|化解|废止|清理|减免|减税|关停|整治|查处|出栏|接待|开行"
)
_BODIES = frozenset(["enterprise", "organisation"])
_REACH = 40


def assign(text: str, drafts: list[Draft], start: int) -> None:
    """Sets the nature of each figure of a sentence that begins at `start`; roles and wholes are known."""
    last = drafts[-1].start
    parts = (
        any(text.find(sign, start, last) >= 0 for sign in _IN_PARTS)
        and _PART_OF_YEAR.search(text, start, last) is not None
    )
    for found in drafts:
        found.nature = _nature(text, found, start, parts=parts)


def _nature(text: str, found: Draft, sentence_start: int, *, parts: bool) -> Nature:
    if found.unit in _NO_NATURE or found.role in (
        Role.GROWTH,
        Role.RANK,
        Role.SCORE,
        Role.ORDINAL,
        Role.LIMIT,
    ):
        return Nature.NONE
    period = None
    for match in (
        () if not parts else _PART_OF_YEAR.finditer(text, max(sentence_start, found.start - 120), found.start)
    ):
        period = match
    if (
        period is not None
        and not _DECEMBER.search(period[0])
        and "全年" not in text[period.end() : found.start]
    ):
        return Nature.PART_OF_YEAR
    if found.role is Role.CHANGE:
        return Nature.FLOW
    own = text[max(found.item, found.start - _REACH) : found.start]
    said = _last(own)
    if said is None and found.whole is not None:
        said = found.whole.nature if found.whole.nature is not Nature.NONE else None
    if said is None and found.head is not None:
        said = found.head.nature
    if said is None:
        said = _last(text[max(found.clause, found.start - _REACH) : found.start])
    if said is not None:
        return said
    if found.unit in _BODIES:
        return (
            Nature.FLOW
            if _DONE.search(own) or _DONE.search(text, found.end, min(found.item_end, found.end + 8))
            else Nature.STOCK
        )
    return Nature.FLOW


def of_heads(words: str, unit: str, role: Role) -> Nature:
    """The nature of a cell of a table, by the words of its heads, the column's last."""
    if unit in _NO_NATURE or role is Role.GROWTH:
        return Nature.NONE
    part = _PART_OF_YEAR.search(words)
    if part is not None and not _DECEMBER.search(part[0]):
        return Nature.PART_OF_YEAR
    if role is Role.CHANGE:
        return Nature.FLOW
    said = _last(words)
    if said is not None:
        return said
    return Nature.STOCK if unit in _BODIES and not _DONE.search(words) else Nature.FLOW


def _last(words: str) -> Nature | None:
    """What the last such word before the figure says."""
    stock = flow = -1
    for match in _STOCK.finditer(words):
        stock = match.start()
    for match in _FLOW.finditer(words):
        flow = match.start()
    if stock < 0 and flow < 0:
        return None
    return Nature.STOCK if stock > flow else Nature.FLOW
