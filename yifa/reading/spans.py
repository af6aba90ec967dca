"""Which of the numerals that a measure word follows are figures, and which count nothing.

Each candidate is asked whether it is a date, a number of a list, a name, a slogan, an idiom or a word of the page around the
text. What passes is a `Draft`, whose meaning others read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from yifa.reading.candidates import ARABIC, Candidate, measures
from yifa.reading.kinds import Approx, Category, Nature, Role, Unit, Unread
from yifa.reading.lexicon import load
from yifa.reading.numerals import is_about, value_of


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NOT_A_SHARE = re.compile(r"决赛|音符|拍")
_ENDING_ONE = frozenset("统唯单同逐专每任某第之万")
_ARABIC_ONLY = frozenset(["quantity"])
_ARABIC_MEASURES = frozenset(["头", "羽", "尾", "米", "克", "升", "列", "床", "斤", "方"])
_FORMAL = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
_SIGNED = frozenset(["percent", "percentage_point"])
_MINUS_BEFORE = re.compile(r"[\u4e00-\u9fff：:、，,（(][-－−]$")
# 九届四次全会, 二次至五次会议, 三次党代会: ordinals of sessions.
_SESSION_AFTER = re.compile(
    r"(?:全会|全体|代表大会|会议|党代会|常委会|[至到—-][一二三四五六七八九十\d]{1,3}次)"
)
_SESSION_BEFORE = re.compile(
    r"(?:届|人大|政协|大会|党代会|[一二三四五六七八九十\d]次(?:会议|全会|全体会议)?[至到—、和-])(?:第)?$|届[\u4e00-\u9fff]{0,8}(?:会议|大会|委员会)$"
)
_AMONG_FIRST = re.compile(
    r"(?:全[国省市州区县]|世界|全球|排名?|居|列|位|入|跻身|同类[\u4e00-\u9fff]{0,4})(?:均|稳|保持)?(?:在|居|列|入)?前$"
)


@cache
def _units() -> dict[str, str]:
    return measures()


_SCALES = {"倍": 100.0, "‰": 0.1}


def _scaled(value: float, measure: str) -> float:
    scale = _SCALES.get(measure)
    if scale is None:
        return value
    scaled = round(value * scale, 8)
    return int(scaled) if float(scaled).is_integer() else scaled


_NUMBERED = re.compile(r"第[0-9０-９一二三四五六七八九十、和至到]{1,12}$")
_NUMBERING = re.compile(r"[0-9]{1,2}[.．](?=[1-9][0-9]?$)")
_COUNTABLE = frozenset(["item", "session", "person", "by_noun", "enterprise", "organisation"])
# 53、72、101家: numbers that share the measure of the last.
_SHARING = re.compile(rf"(?:(?:{ARABIC})[ \t]*(?:、|和|及)[ \t]*)+$")
_SHARED = re.compile(ARABIC)
_MONEY_WORD = re.compile(r"资金|经费|投入|补[助贴]|奖|罚|金额|投资|产值|收入|贷款|成交额|预算|费用")

_CHINESE_START = frozenset("零〇○一二两俩三四五六七八九十廿百千万亿")
_SMALL = frozenset("一二两三四五六七八九十")
_LETTER = re.compile(r"[0-9０-９.．/\\#＃+＋〔［\[_=&?]")
_NOT_WHOLE = frozenset("几数若好成")
_NEGATED = re.compile(r"(?:无|没有|未发生|未出现|未有|不存在)$")
_EVERY = re.compile(r"每|至少|不少于|不得少于|不低于|最少")
_COUNTED_ONE = re.compile(
    r"(?:共|仅|计|办理|受理|收到|发生|处理|审理|审查|引进|新增|立案|查处|举办|召开|开展|组织|承办|"
    r"办结|获得|荣获|配备|聘请|其中|分别|完成|制定|出台|修订|废止|认定|通过|主任|科长|局长|各|"
    r"[有达为了])[ \t]*$"
)
_ONE_MEASURES = frozenset("件起例宗次场期项家名个人部条份篇")
_AFTER_ONE = re.compile(r"[，,。、；;（）()\s]|以上|$")
_NOT_A_COUNT = (
    "每",
    "第",
    "另",
    "某",
    "这",
    "那",
    "同",
    "统",
    "唯",
    "之",
    "任",
    "逐",
    "任何",
    "、",
    "“",
    "是",
    "为",
    "如",
    "合",
    "归",
    "成",
    "到",
    "后",
    "跑",
    "只",
    "办",
    "最后",
    "企",
    "策",
    "季",
    "月",
    "周",
    "年",
    "度",
)
_NOTHING_ONE = frozenset("起例件宗次人项个名家笔份条")

_DURATION_BEFORE = re.compile(
    r"(?:有效期|期限|任期|聘期|为期|保存期?|年限|满|连续|时限|刑期|有期徒刑|禁[入业]|合同期|服务期|"
    r"周期|缓刑|工龄|持续|执业|从业|工作|经验|质保期?|试用期|追溯期?|历时|提前|延长|不少于|不低于|"
    r"至少|不超过|超过?|近|约|分别)[^，,。；;]{0,6}$"
)
_DURATION_AFTER = re.compile(r"以上|以下|以内|之内|有余|多[的，,。]|内(?:不|未|完|达|实|建|力|全)|[（(]")
_YEAR_IDIOM = re.compile(
    r"来|间|度|级|龄|轻|行动|计划|规划|攻坚|提升|倍增|整治|发展|滚动|过渡|跨越|大变样|专项|方案|实施|"
    r"清零|工作|目标|内|前|后|一[次届遇]|[五三]年|后|期?间|底|初|末|终"
)
_DATE_BEFORE = re.compile(r"(?:月|年|[\-/.—至、和到]|每月|[上中下]旬|(?<![少低])于|同日|农历|初|第)\s*$")
_DAY_NEAR = re.compile(
    r"时限|期限|缩|压|减少|减至|法定|承诺|办结|调整|自然|公示|为期|完成|不超过|不得|内|届满|平均|审批|"
    r"提前|办理|延长|限|由|从|至少|不少于|累计|历时|连续|停留|整改|需|公告|征求意见|征集"
)
_DAY_AFTER = re.compile(
    r"内|以内|之内|压缩|缩短|减|[，,。；;、）)]|的|调整|变|提速|改|办结|左右|以上|到|至|为|$|\s"
)
_AFTER_LETTERS = frozenset(["percent", "CNY", "percentage_point"])
_SCORE_AFTER = re.compile(
    r"[，,。；;、）)（(】\]”\s]|以上|以下|左右|的|位|居|排|列|名|，|$|为|高|和|与|及|，"
)
_SCORE_BEFORE = re.compile(
    r"得分|评分|平均|成绩|考|满意度|分值|总分|测评|评估|评价|得|获|加|扣|指数|分别|达|为|高于|"
    r"全[省市国区县]|提[高升]|中位"
)
_STAR_NEAR = re.compile(r"标准|级|评|达|等|定|窗口|单位|企业|站|所|服务")
_RANK_BEFORE = re.compile(
    r"(?:排名|排|位列|位居|名列|列|居|位|居于|升至|跃[升居]|前进至|前移至|获|评为|评定为|得分|总分|"
    r"考核|考评|综合|名次|排位|全[国省市州区县盟旗]|[省市州区县](?:直|级|属)?(?:部门|单位)?|均|并列|"
    r"成绩|保持|连续|中|同类|[^责]组|总量|增[速幅]|率|数|系统|之首|取得|荣获|夺得)[^，,。；;第]{0,8}$"
)
_RANK_AFTER = re.compile(r"[，,。；;、）)的”\s]|位|名|；|$|且|并|和|与|（|\(|，|成绩|方阵|佳绩|好成绩|以上")
_NOT_RANK_AFTER = re.compile(
    r"[季条章批次期号卷款项页轮版步届课编]|责任|书记|时间|平台|资源|要务|动力|议题|线|产业|党|医院|"
    r"中学|小学|人民|大队|检察|纪检|标准|手|现场|阶段|方|学期|站|道|身份|粮仓|窗口|梯队|反应|印象|念|"
    r"选择|考|目标|信号|生产力|要素|者|方阵|组|类|监督|部分|二|三|位的|位$|种|副|层|级|排|巡|督|任|地|"
    r"品牌|城|大|高|代|区|中|所|强"
)
_ORDINAL_NEAR = re.compile(r"全[国省市州区县]|[我本该][国省市州区县]|国内|全球|世界|同类|首|[省市区县州]")
_NICKNAME_MOST = 24
_OPENING = {
    "《": "》",
    "“": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
    "〈": "〉",
    '"': '"',
    "<": ">",
    "【": "】",
}
_QUOTING = re.compile('[《“「『‘〈"<]')
_SENTENCE_IN_QUOTES = re.compile(r"[，,：:；;]")


class Draft:
    """A figure being read: its place and number are settled, its meaning is filled in step by step."""

    __slots__ = (
        "approx",
        "category",
        "clause",
        "end",
        "head",
        "is_about",
        "item",
        "item_end",
        "measure",
        "nature",
        "role",
        "series",
        "start",
        "subject",
        "unit",
        "value",
        "whole",
        "why",
        "year",
    )

    def __init__(self, start: int, end: int, value: float, measure: str, unit: str) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.measure = measure
        self.unit: str = unit
        self.approx = Approx.EXACT
        self.year: int | None = None
        self.subject = ""
        self.category = Category.OTHER
        self.role = Role.TOTAL
        self.nature = Nature.NONE
        self.why: list[str] = []
        self.is_about = False  # two neighbouring numbers: 两三家
        self.head: Draft | None = None  # the first of the list that it stands in (53家、72家、101家)
        self.series = 0  # its place in that list, from 0
        self.item_end = end  # where the text after it stops being its own
        self.clause = start  # where the clause begins that holds it
        self.item = (
            start  # where what belongs to it alone begins: after the last comma, enumeration or figure
        )
        self.whole: Draft | None = None  # the total that it is a part of, if it is counted in the same unit


@cache
def _not_measures() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in str(load("units")["not_measures"]).split():
        found.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in found.items()}


@cache
def _slogans() -> re.Pattern[str]:
    return re.compile("|".join(str(item) for item in load("not_facts")["slogans"]))


@cache
def _abstract() -> tuple[str, ...]:
    return tuple(str(word) for word in load("not_facts")["abstract"])


@cache
def _residue() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("not_facts")
    before = _alternatives(str(word) for word in words["residue_before"])
    return re.compile(rf"(?:{before})[：:（(\s]*(?:共|已)?$"), re.compile(
        _alternatives(str(word) for word in words["residue_after"])
    )


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names of works and nicknames in the sentence: the ranges within 《》 and short quotation marks. What a pair of
    quotation marks holds counts as a name if it is short and no sentence of its own."""
    found: list[tuple[int, int]] = []
    at = start
    while True:
        opening = _QUOTING.search(text, at, end)
        if opening is None:
            return found
        sign = opening[0]
        closing = text.find(_OPENING[sign], opening.end(), end)
        if closing < 0:
            at = opening.end()
            continue
        length = closing - opening.end()
        if sign in "《〈<" or (
            length <= _NICKNAME_MOST
            and not (length > 14 and _SENTENCE_IN_QUOTES.search(text, opening.end(), closing))
        ):
            found.append((opening.start(), closing + 1))
            at = closing + 1
        else:
            at = opening.end()


def draft(text: str, found: Candidate, sentence_start: int, sentence_end: int) -> Draft | Unread | None:
    """The figure that a candidate is; None if it counts nothing, Unread if its numeral is none that can be read whole."""
    kind = found.kind
    if kind == "counted":
        return _counted(text, found, sentence_start, sentence_end)
    start, end = found.start, found.end
    if kind == "nth":
        return _nth(text, found, sentence_start, sentence_end)
    before = text[max(sentence_start, start - 12) : start]
    if kind == "doubled":
        number = value_of(found.number)
        return None if number is None else Draft(start, end, 100 * (2**number - 1), "番", "percent")
    if kind == "tenths":
        if before.endswith(("一", "两", "几", "数", "若", "好", "成")):
            return None
        tenths = value_of(found.number)
        return None if tenths is None or tenths > 10 else Draft(start, end, tenths * 10, "成", "percent")
    value = value_of(found.number)
    if value is None:
        return Unread(start, end, text[start:end])
    if kind == "part":
        over = value_of(found.measure)
        if not over or not value or _NOT_A_SHARE.match(text, end):
            return None
        return Draft(start, end, _exact(over, value), "%", "percent")
    if kind == "bare":
        if _MONEY_WORD.search(before) is None or before[-1:].isascii():
            return None
        return Draft(start, end, value, "元", "CNY")
    # Masses of people (5万农户) and indices without a unit.
    return Draft(start, end, value, found.measure, found.unit)


def _exact(over: float, under: float) -> float:
    share = 100 * over / under
    return int(share) if float(share).is_integer() else round(share, 6)


def sharing(text: str, found: Draft, sentence_start: int) -> list[Draft]:
    """The numbers just before `found` that share its measure (53、72、101家), in their order."""
    if text[found.start - 1 : found.start] not in ("、", "和", "及") or found.start - 2 < sentence_start:
        return []
    first = max(sentence_start, found.start - 40)
    chain = _SHARING.search(text, first, found.start)
    if (
        chain is None
        or chain.start() <= sentence_start
        or not "\u4e00" <= text[chain.start() - 1] <= "\u9fff"
    ):
        return []
    if text[chain.start() - 1] in "第年月日":
        return []
    shared: list[Draft] = []
    for match in _SHARED.finditer(text, chain.start(), chain.end()):
        value = value_of(match[0])
        if value is None or (value >= 1900 and value < 2100):
            return []
        shared.append(Draft(match.start(), match.end(), value, found.measure, found.unit))
    return shared


def _nth(text: str, found: Candidate, sentence_start: int, sentence_end: int) -> Draft | None:
    """第9位, 全省第一, 我市第一家: a place in an order, or a claimed first. Not 第二批, 第三卷, 第一责任人."""
    start, end = found.start, found.end
    value = value_of(found.number)
    if value is None or value == 0 or value > 3000:
        return None
    before = text[max(sentence_start, start - 14) : start]
    after = text[end : min(sentence_end, end + 8)]
    place = found.place
    if place in ("位", "名"):
        if _RANK_BEFORE.search(before) is None and _RANK_AFTER.match(after) is None and after:
            return None
        return Draft(start, end, value, place, "rank")
    if place:
        if value != 1 or _ORDINAL_NEAR.search(before) is None:
            return None
        return Draft(start, end, value, "第一", "rank")
    if _NOT_RANK_AFTER.match(after) is not None or _RANK_BEFORE.search(before) is None:
        return None
    if after and _RANK_AFTER.match(after) is None:
        return None
    return Draft(start, end, value, "位", "rank")


def _counted(text: str, match: Candidate, sentence_start: int, sentence_end: int) -> Draft | Unread | None:
    start, end, measure, measure_at = match.start, match.end, match.measure, match.measure_at
    unit = _units()[measure]
    number = match.number
    low = match.low or None
    if low is not None and unit == "day" and text[end : end + 1] == "，":
        return None
    previous = text[start - 1 : start]
    if previous == "第" or (
        previous and _LETTER.match(previous) is not None and not (unit == "percent" and previous in "=＝")
    ):
        return None
    if previous == " " and text[start - 2 : start - 1] == "第":
        return None
    if previous in "、和至到" and _NUMBERED.search(text, max(sentence_start, start - 20), start) is not None:
        return None
    if previous in "-－" and text[start - 2 : start - 1].isalnum() and text[start - 2 : start - 1].isascii():
        return None
    if (
        low is None
        and unit in _COUNTABLE
        and (numbered := _NUMBERING.match(number))
        and text[start - 1 : start] in ("", "\n", "\r")
    ):
        # 1.5家企业 at the beginning of a line: the first paragraph, five companies.
        start += numbered.end()
        number, previous = number[numbered.end() :], ""
    for word in _not_measures().get(text[measure_at], ()):
        if text.startswith(word, measure_at):
            return None
    chinese = number[0] in _CHINESE_START
    if chinese and len(number) > 1 and number[0] == "一" and previous in _ENDING_ONE:
        # 统一两个, 逐一三次: 一 ends the word before.
        start, number, previous = start + 1, number[1:], "一"
    value = value_of(low or number)
    if value is None:
        return Unread(start, end, text[start:end])
    if (
        chinese
        and number[0] not in _FORMAL
        and (measure in _ARABIC_MEASURES or (unit in _ARABIC_ONLY and len(number) < 2))
    ):
        return None
    before = text[max(sentence_start, start - 16) : start]
    after = text[end : min(sentence_end, end + 10)]
    if chinese:
        if previous in _NOT_WHOLE and not (previous == "成" and len(number) > 1):
            return None
        if not _chinese_counts(text, start, number, measure, unit, before, after):
            return None
        if (
            value == 1
            and number == "一"
            and measure[0] in _NOTHING_ONE
            and _NEGATED.search(before) is not None
        ):
            negation = _NEGATED.search(before)
            assert negation is not None
            if negation[0] in ("无", "没有"):
                start -= len(negation[0])
                value = 0
            else:
                value = 0
    elif value == 1 and measure[0] in _NOTHING_ONE and before.endswith(("无", "没有")):
        start -= 1 if before.endswith("无") else 2
        value = 0
    if unit == "year":
        if not _is_duration(number, value, measure, before, after, chinese):
            return None
    elif unit == "day":
        if measure == "日" and (
            _DATE_BEFORE.search(before) is not None
            or _DAY_AFTER.match(after) is None
            or value > 365
            or _DAY_NEAR.search(before + after) is None
        ):
            return None
        if measure == "天" and value == 365:
            return None
    elif unit == "score":
        if (
            chinese
            or _SCORE_AFTER.match(after) is None
            or (_SCORE_BEFORE.search(before) is None and "." not in number)
        ):
            return None
    elif unit == "grade":
        if _STAR_NEAR.search(before[-6:] + after[:4]) is None or value > 10:
            return None
    elif unit == "hour":
        if value == 24 and measure == "小时" and not after.startswith(("内", "以内", "之内")):
            return None
        if before.endswith(("×", "*", "x", "X")):
            return None
    elif unit == "month":
        if before.endswith("每"):
            return None
    elif unit == "session":
        if _SESSION_AFTER.match(after) and _SESSION_BEFORE.search(before):
            return None
    elif unit == "person" and measure in ("位", "名") and _AMONG_FIRST.search(before):
        return Draft(start, end, value, "前", "rank")
    elif unit == "percent" and measure != "%":
        value = _scaled(value, measure)
    if unit in _SIGNED and previous in "-－−" and previous and _MINUS_BEFORE.search(before):
        start, value = start - 1, -value
    if sentence_end - sentence_start < 60:
        page_before, page_after = _residue()
        if page_before.search(before) is not None or page_after.match(text, measure_at) is not None:
            return None
    made = Draft(start, end, value, measure, unit)
    made.is_about = chinese and len(number) > 1 and is_about(number)
    return made


def _chinese_counts(
    text: str, start: int, number: str, measure: str, unit: str, before: str, after: str
) -> bool:
    """Whether a number in Chinese numerals counts: 两次, 十余项 do; 一批, 三个到位, 五位一体, 统一 do not."""
    if before.endswith(("成百上", "数以")):
        return False
    if len(number) == 1 and number in "百千万亿":
        return before.endswith(("近", "上", "约", "超", "逾", "过", "达"))
    if number[0] in "百千万亿" and not any(sign in number for sign in "余多几"):
        return before.endswith(("近", "上", "约", "超", "逾", "过", "达"))
    if _slogans().match(text, start) is not None:
        return False
    if number == "一":
        if _NEGATED.search(before) is not None:
            return measure[0] in _NOTHING_ONE
        if unit in ("session", "item", "person", "by_noun") and measure[0] in _ONE_MEASURES:
            if _EVERY.search(before) is not None and (
                measure[0] in "次场期" or _EVERY.search(before[-4:]) is not None
            ):
                return not before.endswith("每")
            if _AFTER_ONE.match(after) is None or not after:
                return False
            return _COUNTED_ONE.search(before) is not None or not before.endswith(_NOT_A_COUNT)
        if unit in ("year", "month"):
            return before.endswith(("提前", "为期", "有效期", "期限", "延长", "满"))
        return unit in ("CNY", "workday")
    if measure == "次" and (
        number == "零"
        or (after.startswith(("全会", "全体", "代表大会", "会议")) and before.endswith(("届", "届第")))
    ):
        return False
    if number == "二" and unit in ("session", "by_noun", "item", "person"):
        return False
    if measure == "个" and number in _SMALL and after.startswith(_abstract()):
        return False
    if measure == "批" or (measure == "种" and number in _SMALL):
        return False
    if measure in ("类", "级", "面", "位", "门", "道", "包", "组", "节", "回", "根") and number in _SMALL:
        return measure == "位" and unit == "person" and not before.endswith("十")
    return not (
        measure in ("期", "部", "条", "区")
        and number in _SMALL
        and before.endswith(("、", "的"))
        and measure == "期"
    )


def _is_duration(number: str, value: float, measure: str, before: str, after: str, chinese: bool) -> bool:
    if value >= 1000 or measure == "周年" or (len(number) == 4 and not chinese):
        return False
    if any(sign in number for sign in "余多几") or measure == "年多":
        return not after.startswith("来")
    if (
        len(number) == 2
        and not chinese
        and (after.startswith(("度", "底", "初", "末")) or (value > 12 and not before.endswith("连续")))
    ):
        return "年限" in before or "有期徒刑" in before
    if _YEAR_IDIOM.match(after) is not None:
        return False
    if not before.endswith("提前") and before.endswith(
        ("近", "未来", "过去", "今后", "这", "前", "后", "每", "第", "往", "去", "当", "-", "—", "下")
    ):
        return False
    return _DURATION_BEFORE.search(before) is not None or _DURATION_AFTER.match(after) is not None


_ANY_BREAK = re.compile("[，,；;：:（()）。、！!？?—](?:(?<!—)|—)")
_LISTED = re.compile(r"[ \t]*(?:[、，,]|和|与|及|以及|、和)[ \t]*$")


def place(text: str, drafts: list[Draft], start: int, end: int) -> None:
    """Tells each figure of a sentence its clause, its item (what stands with it alone) and its place in a list."""
    breaks = [(match.end(), match[0]) for match in _ANY_BREAK.finditer(text, start, end)]
    clause = item = previous_end = start
    cursor, count = 0, len(breaks)
    last: Draft | None = None
    for found in drafts:
        while cursor < count and breaks[cursor][0] <= found.start:
            at, sign = breaks[cursor]
            item = at
            if sign != "、" and sign not in "）)":
                clause = at
            cursor += 1
        found.clause = clause
        found.item = max(item, previous_end)
        ahead = cursor
        while ahead < count and breaks[ahead][0] <= found.end:
            ahead += 1
        found.item_end = breaks[ahead][0] - 1 if ahead < count else end
        if last is not None:
            if last.item_end > found.start:
                last.item_end = found.start
            gap = text[last.end : found.start]
            if (
                len(gap) <= 4
                and (last.unit == found.unit or last.measure == found.measure)
                and _LISTED.match(gap) is not None
            ):
                found.head = last.head or last
                found.series = last.series + 1
        last = found
        previous_end = found.end


def to_unit(name: str) -> Unit:
    """The unit of that name."""
    return _UNITS[name]


_UNITS = {str(unit): unit for unit in Unit}
