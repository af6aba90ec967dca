"""Which figures are parts of which: what follows 其中, stands in brackets after a total, was done with what was just counted
(受理…办结…), or makes the sum of the figures before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yifa.reading.kinds import Role
from yifa.reading.spans import Draft

_OF_WHICH = re.compile(
    r"其中|按[^，,。；;]{1,6}[划区]?分(?:类|为|布|别)?[，,：:]|分[类别][看型][，,]|包括|包含|^[，,]?由(?=[^，。；]{0,24}$)"
)
_BRACKET = re.compile(r"[（(][^）)]*$")
_NEW_TOTAL = re.compile(
    r"同时|另外|此外|全年|累计|另有?|合计|总计|还(?!有)|年内|截至|目前|今年|本年|召开|举办|开展|组织|作出|做出|查处"
)
_ADVERBS = (
    r"(?:并|且|均|已|全部|现已|当年|年内|按时|按期|依法|成功|实际|提前|予以|拟|未|仅|只|获|现场|公报|全文|"
    r"被[^，,。；;、]{1,8}|应|提出|负责人|行政机关负责人|在规定时限内|[ \t])*"
)
# What is done with things received or found; after 收到, 申请, 检查 and the like such figures are parts of those.
_OUTCOME = re.compile(
    _ADVERBS + r"(?:办结|结案|审结|答复|回复|办复|采纳|采用|整改|完成整改|化解|调解成功|调处成功|调成|办理完|"
    r"完成办理|反馈|解决|销号|履行|结题|立案|出庭|败诉|纠错|维持|撤销|驳回|保留|继续有效|废止|修改|"
    r"修订|失效|宣布失效|通过|合格|及格|不合格|公开|同意|不予|"
    r"主办|协办|会办|调解|满意|处理|处罚|纠正|报备|备案|立项|终止|移送|刊登|责令|兑现|准予|确认违法|"
    r"追回|查实|授权|约谈|下架)"
)
_ACCEPTED = re.compile(_ADVERBS + "(?:受理|立案|采纳|批准|获批)")
_RECEIVED = re.compile(r"收到|申请|申报|接收|接到|接|推荐|收|征集|受理|来信|来访")
# A whole cannot be what was newly made, when the part is what was amended or repealed; nor one outcome the whole of another.
_MADE = re.compile(r"制定|出台|起草|制发|新制|新增|印发|立案|保留|修订|废止|继续有效")
_NEWLY_MADE = re.compile(r"制定|出台|起草|制发|新制")
_UNMADE = re.compile(_ADVERBS + r"(?:修订|修改|废止|失效|宣布失效|保留|开展|继续)")
_DONE_WITH = re.compile(
    r"(?:均|全部|被|已|主办|协办|会办|涉及|属于|未|正在|因|通过|获|合格|不合格|采纳|维持|撤销|驳回|"
    r"完成|持有|单设|来自)"
)
_ONE_OF = re.compile(r"(?:中|仅|只|中仅|中只)有?$")
_BALANCE = re.compile(r"支出|结余|盈余|亏损")


@dataclass(slots=True)
class Breakdown:
    """A total whose parts are being told, and how much of it is left."""

    whole: Draft
    bracket: bool
    used: bool = False
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = float(self.whole.value)


def kind(unit: str) -> str:
    """What may be part of what: companies and bodies are counted alike."""
    return "body" if unit in ("enterprise", "organisation") else unit


def parts(
    text: str,
    drafts: list[Draft],
    opened: Breakdown | None,
    totals: dict[str, Draft],
    sentence_start: int,
    follows: bool,
) -> Breakdown | None:
    """Marks the parts among the figures of a sentence, and gives the breakdown that is still open at its end.

    `opened` was open before it. `totals` holds the last total of each kind in this paragraph, and is kept up to date.
    `follows`: the sentence goes on with the one before it, so that 其中 at its beginning may mean a figure of that.
    """
    _sums(text, drafts)
    previous: Draft | None = None
    if opened is not None and not opened.used:
        opened = None
    before_end = sentence_start
    for found in drafts:
        between = text[before_end : found.start]
        before_end = found.end
        sort = kind(found.unit)
        explicit = False
        if (of_which := _OF_WHICH.search(between)) is not None:
            whole = None
            if previous is not None or (follows and of_which.start() <= 6) or between.startswith("按"):
                whole = _whole(previous, totals, sort, found)
            if whole is not None:
                opened = Breakdown(whole, bracket=_BRACKET.search(between) is not None)
                explicit = True
        elif (
            previous is not None
            and between.startswith(("（", "("))
            and kind(previous.unit) == sort
            and found.year == previous.year
            and "同比" not in between
        ):
            opened = Breakdown(previous, bracket=True)
        elif opened is not None and (
            (opened.bracket and ("）" in between or ")" in between)) or _NEW_TOTAL.search(between) is not None
        ):
            opened = None
        if found.role is Role.TOTAL or (opened is not None and "role_target" in found.why):
            _part(text, found, between, opened, previous, explicit)
            if found.role is Role.TOTAL and opened is not None and sort == kind(opened.whole.unit):
                opened = None
        if found.role is Role.TOTAL:
            if sort not in totals or found.why[0] not in ("year_compared", "year_last"):
                totals[sort] = found
            previous = found
        elif previous is None:
            previous = found
    return opened


def _whole(previous: Draft | None, totals: dict[str, Draft], sort: str, found: Draft) -> Draft | None:
    """What 其中 refers to: the figure before it, or the last total that is counted in the same unit."""
    if previous is not None and kind(previous.unit) == sort and previous.role is not Role.GROWTH:
        return previous
    whole = totals.get(sort)
    if whole is not None and found.value <= whole.value:
        return whole
    return previous


def _part(
    text: str,
    found: Draft,
    between: str,
    opened: Breakdown | None,
    previous: Draft | None,
    explicit: bool,
) -> None:
    sort = kind(found.unit)
    if sort == "percent":
        return
    if opened is not None and sort == kind(opened.whole.unit):
        whole = opened.whole
        fits = found.value <= opened.left * 1.001 or (
            found.value <= whole.value and (explicit or "、" in between or len(between) <= 8)
        )
        if fits and (found.year == whole.year or explicit or opened.bracket or whole.year is None):
            _mark(found, whole, "role_part_of")
            opened.left -= found.value
            opened.used = True
        return
    if (
        previous is None
        or kind(previous.unit) != sort
        or found.value > previous.value
        or (found.measure != previous.measure and sort != "body")
        or found.year != previous.year
        or previous.role is not Role.TOTAL
    ):
        return
    words = text[found.item : found.start]
    whole_words = text[previous.item : previous.start]
    if _is_outcome(words):
        if _UNMADE.match(words) is not None and _MADE.search(whole_words) is not None:
            return
        _mark(found, previous, "role_done_with")
    elif (
        (_ACCEPTED.match(words) is not None and _RECEIVED.search(whole_words) is not None)
        or (found.start - found.item <= 2 and _DONE_WITH.match(text, found.end) is not None)
        or _ONE_OF.search(words) is not None
    ):
        _mark(found, previous, "role_done_with")


def _is_outcome(words: str) -> bool:
    """Whether the words before a figure say what was done with things, and hardly more: 办结, but not 通过网站发布."""
    verb = _OUTCOME.match(words)
    if verb is None:
        return False
    rest = len(words.rstrip()) - verb.end()
    return rest <= (1 if verb[0].endswith(("通过", "公开", "处理", "许可", "处罚")) else 8)


def _mark(found: Draft, whole: Draft, rule: str) -> None:
    found.role = Role.PART
    found.whole = whole
    found.why.append(rule)


def _sums(text: str, drafts: list[Draft]) -> None:
    """Figures of one unit that together make the one before them are its parts."""
    count = len(drafts)
    for index in range(count - 2):
        whole = drafts[index]
        if whole.role is not Role.TOTAL or whole.value < 2:
            continue
        sort = kind(whole.unit)
        total, inside = 0.0, []
        for found in drafts[index + 1 :]:
            if found.unit == "percent":
                continue
            if (
                kind(found.unit) != sort
                or found.role is not Role.TOTAL
                or found.year != whole.year
                or (found.measure != whole.measure and sort != "body")
            ):
                break
            total += found.value
            inside.append(found)
            if total >= whole.value * 0.999999:
                break
        if (
            len(inside) >= 2
            and abs(total - whole.value) <= 1e-6 * whole.value
            and _BALANCE.search(text, whole.end, inside[-1].start) is None
            and (
                _MADE.search(text, whole.item, whole.start) is None
                or _OF_WHICH.search(text, whole.end, inside[0].start)
            )
        ):
            for found in inside:
                _mark(found, whole, "role_sum")
