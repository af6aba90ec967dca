"""Words written wrongly, doubled, or saying the same twice.

Wrong words come from a list of pairs with contexts (`lexicon/wrong-words.yaml`); there is no general spell-checker, since in
official prose most unusual words are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import rjieba

from yifa.reading.faults.lookup import Index, matches_from
from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule
from yifa.reading.lexicon import load

_NEAR = 12

WRONG_WORD = rule(
    "wording/wrong-word",
    FaultKind.TYPO,
    title=("错别字", "Wrong word"),
    authority=(
        "词语按《现代汉语词典》和法定名称书写",
        "Words are written as the standard dictionary and the statutes write them",
    ),
)
LOST_SIGN = rule(
    "wording/lost-sign",
    FaultKind.TYPO,
    title=("丢失或重复的符号", "A sign lost or doubled"),
    authority=("GB/T 15834—2011《标点符号用法》", "GB/T 15834-2011, use of punctuation"),
)
UNBALANCED = rule(
    "wording/unbalanced",
    FaultKind.TYPO,
    title=("书名号不成对", "Half of a pair of title marks"),
    authority=("GB/T 15834—2011《标点符号用法》", "GB/T 15834-2011, use of punctuation"),
)
DOUBLED = rule(
    "wording/doubled",
    FaultKind.DUPLICATE_WORD,
    title=("词语重复", "Doubled word"),
    authority=("文字应通顺", "Text should read"),
)
SAID_TWICE = rule(
    "wording/said-twice",
    FaultKind.REDUNDANT_APPROX,
    title=("概数重复", "Approximation said twice"),
    authority=(
        "表示概数的词语只用一个，GB/T 15835—2011《出版物上数字用法》",
        "One word of approximation is enough; GB/T 15835-2011",
    ),
)
VAGUE = rule(
    "wording/vague-figure",
    FaultKind.VAGUE_FIGURE,
    title=("应有数字而用含糊词", "A vague word where a figure is due"),
    authority=("工作成效应有数据支撑", "Results should be borne out by figures"),
    apart=True,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    wrong: str
    right: str
    sure: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the words beside the place make it a mistake."""
        left, right = text[max(0, start - _NEAR) : start], text[end : end + 2 * _NEAR]
        return (
            (self.before is None or self.before.search(left) is not None)
            and (self.after is None or self.after.match(right) is not None)
            and (self.unless_before is None or self.unless_before.search(left) is None)
            and (self.unless_after is None or self.unless_after.match(right) is None)
        )


@cache
def _pairs() -> tuple[Index[_Pair], dict[str, tuple[_Pair, ...]], re.Pattern[str]]:
    """The pairs whose wrong word has two characters or more, to be found in one pass; and those of one character."""
    pairs = [
        _Pair(
            wrong=one["wrong"],
            right=one["right"],
            sure=one.get("sure", True),
            **{
                key: re.compile(one[key]) if key in one else None
                for key in ("before", "after", "unless_before", "unless_after")
            },
        )
        for one in load("wrong-words")["words"]
    ]
    single: dict[str, tuple[_Pair, ...]] = {}
    for pair in pairs:
        if len(pair.wrong) == 1:
            single[pair.wrong] = (*single.get(pair.wrong, ()), pair)
    longer = Index((pair.wrong, pair) for pair in pairs if len(pair.wrong) > 1)
    return longer, single, re.compile(f"[{''.join(single)}]")


def wrong_words(material: Material) -> Iterator[Fault]:
    """Words of the list in a context in which they are wrong."""
    longer, single, characters = _pairs()
    text = material.reading.text
    for start, word, pair in longer.places(text):
        if pair.holds(text, start, start + len(word)):
            yield _wrong(pair, start)
    for match in characters.finditer(text):
        for pair in single[match[0]]:
            if pair.holds(text, match.start(), match.end()):
                yield _wrong(pair, match.start())


def _wrong(pair: _Pair, at: int) -> Fault:
    where = (at, at + len(pair.wrong))
    if pair.sure:
        zh, en = f"“{pair.wrong}”应为“{pair.right}”。", f"“{pair.wrong}” should be “{pair.right}”."
    else:
        zh, en = f"“{pair.wrong}”是否应为“{pair.right}”？", f"Should “{pair.wrong}” be “{pair.right}”?"
    return fault(WRONG_WORD, where, zh, en, should=(pair.right, pair.right))


_PLUS = re.compile(
    r"互联网([ \u3000\xa0]+)(?=政务|监管|督查|科技|教育|医疗|监督|服务|法治|普法|执法|行政|社区|党建|创新)"
    r"|“互联网(?=(?:政务服务|监管|督查|普法|法治)”)"
)
_YEARS = re.compile(r"(?<!\d)(20[012]\d)(20[123]\d)(?=年)")
_NO_YEAR = re.compile(r"(?<!\d)(20[12]\d)((?:1[0-2]|[1-9])月\d{1,2}日)")
_MARKS = re.compile(
    r"，，|、、|；；|。。(?!。)|：：|，。|。，|、。|。、|，、|、，|；。|。；|，；|；，|，,|,，|。\.(?!\d)|,,|,。|。,(?!\d)|;;"
)


_PLUS_SIGNS = re.compile("[互“]")
_YEAR_SIGNS = re.compile("20[012][0-9]")
_MARK_SIGNS = re.compile("[，、；。：,;][，、；。：,;.]")


def lost_signs(material: Material) -> Iterator[Fault]:
    """“互联网 政务服务” without its plus, 20212025年 without its dash, two stops in a row."""
    text = material.reading.text
    for match in matches_from(_PLUS, _PLUS_SIGNS, text):
        where = match.span(1) if match[1] else (match.end() - 1, match.end() + 1)
        yield fault(
            LOST_SIGN,
            where,
            "“互联网”与后面的词之间缺加号，应为“互联网+”。",
            "The plus sign is missing: “互联网+”.",
            should=("互联网+", "互联网+"),
        )
    for match in matches_from(_YEARS, _YEAR_SIGNS, text):
        if int(match[1]) < int(match[2]):
            yield fault(
                LOST_SIGN,
                match.span(),
                f"年份之间缺连接号，应为“{match[1]}—{match[2]}年”。",
                f"The dash between the years is missing: {match[1]}–{match[2]}.",
                should=(f"{match[1]}—{match[2]}", f"{match[1]}–{match[2]}"),
            )
    for match in matches_from(_NO_YEAR, _YEAR_SIGNS, text):
        yield fault(
            LOST_SIGN,
            match.span(),
            f"日期缺“年”字，应为“{match[1]}年{match[2]}”。",
            f"The date lacks 年: {match[1]}年{match[2]}.",
            should=(f"{match[1]}年{match[2]}", f"{match[1]}年{match[2]}"),
        )
    for match in matches_from(_MARKS, _MARK_SIGNS, text):
        if not material.reading.layout.is_residue(match.start()):
            yield fault(
                LOST_SIGN,
                match.span(),
                f"标点重复或连用：“{match[0]}”。",
                f"Two stops in a row: “{match[0]}”.",
            )


_TITLE_MARK = re.compile("[《》]")
_LONGEST_TITLE = 120


def unbalanced(material: Material) -> Iterator[Fault]:
    """《 without 》 or 》 without 《 in one paragraph. Titles within titles are lawful."""
    reading = material.reading
    text = reading.text
    for line in reading.layout.lines:
        if line.residue:
            continue
        opened: list[int] = []
        for match in _TITLE_MARK.finditer(text, line.start, line.end):
            if match[0] == "《":
                opened.append(match.start())
            elif opened:
                opened.pop()
            else:
                yield _half(text, match.start(), "》", "《")
        for at in opened:
            # At the end of an opening, or of a line broken within a title, nothing is missing.
            if line.end - at > _LONGEST_TITLE or text[line.end - 1] in "。；;:：":
                yield _half(text, at, "《", "》")


def _half(text: str, at: int, sign: str, other: str) -> Fault:
    near = text[max(0, at - 8) : at + 8].replace("\n", " ")
    return fault(
        UNBALANCED,
        (at, at + 1),
        f"书名号不成对：“{near}”处有“{sign}”，缺“{other}”。",
        f"“{sign}” near “{near}” has no “{other}”.",
    )


_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
_ONE_BY_ONE = re.compile(
    r"^[一逐]|^(?:研究|讨论|商量|考虑|学习|锻炼|交流|沟通|了解|检验|哈哈|反复|好好|天天|年年|人人|常常|时时)$"
)
_LONG = 4  # characters of a word that does not come twice by chance
# What the second half may belong to: 企业+企业家, 工作+工作组. Only before these is a pair of two characters innocent.
_COMPOUND = {
    "企业": "家名主法员",
    "工作": "组站室者人员日量证坊",
    "管理": "局办制员处规条委法部权人服",
    "服务": "对业型站员中窗平局器事",
    "建设": "局用单项工领厅厅部规银兵",
    "政府": "信网采部法合工门投常办令决购研性",
    "监督": "局管员检执所条",
    "审批": "局事服制",
    "决策": "程者咨机事部",
    "项目": "库经组书负",
    "中心": "组城区任镇校卫",
    "创新": "型创券驱发平中工",
    "市场": "监主准化",
    "发展": "改规和局",
    "合同": "法制额",
    "科技": "局厅部创企成特",
    "法治": "政思建宣中社国",
    "法律": "顾法援服知咨",
    "行政": "复诉执机审许处区法管服部单村",
    "信息": "公化系中产技",
    "教育": "局厅部基系",
    "问题": "清台线导",
    "责任": "制人清书单部",
    "制度": "化",
    "学习": "型贯教宣强小",
    "标准": "化",
    "规范": "性化",
    "公共": "服资法安",
    "专业": "化技性",
    "社会": "主化组信公团治力救保",
    "技术": "合交转创",
    "知识": "产",
    "保护": "区法",
    "委员": "会",
    "党组": "书成织会",
    "会议": "室纪精",
    "国家": "级高工机安",
    "全国": "人性",
    "一级": "",
    "农业": "农",
    "生态": "环文",
    "安全": "生感",
    "人民": "政法群检",
    "群众": "性",
    "产业": "化园",
    "研究": "院所生中会部",
    "检查": "站组",
    "评价": "",
    "考核": "",
    "审查": "员",
    "指导": "员性",
    "培训": "班",
    "调解": "员委室",
    "执法": "局队人证",
    "改革": "开",
    "公开": "",
}
_NOUN_AND_VERB = frozenset(
    re.findall(
        "..",
        "组织规定保管决定管理监督服务建设审批评估检测培训检查领导代表报告通知指导保护保障生产教育研究计划调查编制设计运输登记装箱",
    )
)
_FUNCTION_TWICE = re.compile(
    r"(?<![目标有打端众准为\u7684])的的(?!确|士)|(?<![为])了了(?!解|却|结|事|然|望)|和和(?!平|谐|美|睦|田|县|气|顺|政|林)|及及(?!时|格|早|其)|与与(?!会)|在在(?!建|职|岗|校|编|线|册|地|场|外|押|逃|研|京|全|各)"
    r"|对对(?!口|策|象|标|方|外|接|联|比|照|应)|将将(?!军|来)|我我(?!们|局)|是是(?!非)|市市(?=[委局])(?!场)|局局(?=[党办])|均均|已已|也也|都都|(?<![事理缘自案])由由|被被|并并(?!举|发|联|行)|把把(?!关)|根据按照|按照根据|按照依据|根据依据"
)
_PREPOSITIONS = re.compile("根据|按照")
_SUFFIXES = frozenset(
    "家性化型员者率类式度法权区群圈带链站所室局厅部院会组长人们力学业界网库"  # 企业企业家, 城市城市群
)


def _in_names(text: str, start: int, end: int) -> bool:
    """Whether the pair stands within quotation or title marks that close in the middle of a name: 《…企业》企业 is two words."""
    return text[start:end].count("》") > 0 or text[max(0, start - 1) : start] in ("》", "”")


def _repeats(text: str, lengths: Iterable[int]) -> set[int]:
    """Where so many characters stand twice in a row.

    The text as one large number is compared with itself, moved: many times faster than an expression that tries every length at
    every place.
    """
    data = text.encode("utf-32-le", "surrogatepass")
    whole = int.from_bytes(data, "little")
    found: set[int] = set()
    for length in lengths:
        differs = (whole ^ (whole >> 32 * length)).to_bytes(len(data), "little")
        nothing = bytes(4 * length)
        at = differs.find(nothing)
        while at >= 0:
            place = -(-at // 4)
            if differs.startswith(nothing, 4 * place):
                found.add(place)
                at = 4 * place + 3
            at = differs.find(nothing, at + 1)
    return found


def _matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds, given the places at which alone it may match."""
    done = 0
    for at in places:
        if at >= done and (match := pattern.match(text, at)) is not None:
            done = match.end()
            yield match


def doubled_words(material: Material) -> Iterator[Fault]:
    """A word written twice in a row. 研究研究 is a way of speaking, 企业企业家 two words: those are innocent."""
    text = material.reading.text
    for match in _matches_at(_TWICE, text, sorted(_repeats(text, range(2, 9)))):
        word = match[1]
        if not _is_doubled(text, word, match.start(), match.end()):
            continue
        if material.reading.layout.is_residue(match.start()):
            continue
        yield _doubled(match.start(), match.end(), word)
    places = _repeats(text, (1,)) | {match.start() for match in _PREPOSITIONS.finditer(text)}
    for match in _matches_at(_FUNCTION_TWICE, text, sorted(places)):
        half = len(match[0]) // 2
        if match[0][:half] == match[0][half:]:
            if not _stand_apart(text, match.start(), match.end()):
                continue
            yield _doubled(match.start(), match.end(), match[0][:half])
        else:
            yield fault(
                DOUBLED,
                match.span(),
                f"“{match[0]}”两个介词意思重复，保留一个。",
                f"“{match[0]}” are two prepositions of one meaning; keep one.",
            )


def _stand_apart(text: str, start: int, end: int) -> bool:
    """Whether two equal characters are two words: not of 实实在在, 首都都市圈, 清清的水."""
    if (
        text[start - 2 : start - 1] == text[start - 1 : start] != ""
        or text[end : end + 1] == text[end + 1 : end + 2] != ""
    ):
        return False
    return _cut_apart(text, start, start + 1, end)


def _is_doubled(text: str, word: str, start: int, end: int) -> bool:
    if len(set(word)) == 1 or _ONE_BY_ONE.match(word) or word[0] in "的和与及、":
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if len(word) == 2 and (
        _in_names(text, start, end)
        or (after in _SUFFIXES and after and len(rjieba.cut(word + after, hmm=False)) == 1)
    ):
        return False
    if _is_han(after) or _is_han(before):
        # 企业企业家 is cut into 企业 and 企业家, 集装箱装箱 into 集装箱 and 装箱; 解决解决难题 into three words.
        if len(word) < _LONG and not _cut_apart(text, start, start + len(word), end):
            return False
        if len(word) == 2 and word in _COMPOUND and after in _COMPOUND[word] and after:
            return False
        # 由集体经济组织组织开展: a noun and the verb of it.
        return not (word in _NOUN_AND_VERB and _is_han(before) and _is_han(after))
    return True


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _cut_apart(text: str, start: int, middle: int, end: int) -> bool:
    """Whether words begin and end at the three places."""
    first = max(0, start - 4)
    at = first
    edges = {at}
    for piece in rjieba.cut(text[first : end + 4], hmm=False):
        at += len(piece)
        edges.add(at)
    return {start, middle, end} <= edges


def _doubled(start: int, end: int, word: str) -> Fault:
    return fault(
        DOUBLED,
        (start, end),
        f"“{word}”重复，删去一个。",
        f"“{word}” is doubled; delete one.",
        should=(word, word),
    )


_NUMBER = r"(?:\d[\d,.]*\s*[万亿千百]?|[一二两三四五六七八九十百千]+)"
_FLOOR = r"(?:至少|不少于|不低于|最少|不下于|起码)"
_OVER = r"(?:超过|突破|超(?=\d)|逾(?=\d)|多达|高达(?=\d))"
_NEARLY = r"(?:大约|大概|约(?=\d)|近(?=\d)|将近|接近|约为|左右约)"
_REDUNDANT = re.compile(
    rf"(?:{_FLOOR}|{_OVER.replace('多达|高达(?=', '多达(?=')})[^，。；、,;\s\d《》“”一二两三四五六七八九十]{{0,6}}{_NUMBER}"
    r"(?:[余多](?!\w*种)[^，。；、,;\s\d]{0,3}|[^，。；、,;\s\d（(有一二两三四五六七八九十]{1,4}?(?:以上|之多))"
    rf"|{_NEARLY}[^，。；、,;\s\d《》“”]{{0,6}}{_NUMBER}(?:[余多][^，。；、,;\s\d]{{0,3}}|[^，。；、,;\s\d（(]{{1,4}}?(?:左右|上下|以上))"
)


_APPROXIMATE_SIGNS = re.compile("[至不最起超突逾多高大约近将接左]")


def said_twice(material: Material) -> Iterator[Fault]:
    """至少…以上, 约…左右, 近…余: one of the two is enough."""
    text = material.reading.text
    for match in matches_from(_REDUNDANT, _APPROXIMATE_SIGNS, text):
        yield fault(
            SAID_TWICE,
            match.span(),
            f"“{match[0]}”中表示概数的词语重复，保留一个。",
            f"“{match[0]}” says the approximation twice; keep one.",
        )


_VAGUE = re.compile(
    r"(?:开展|组织|召开|举办|办理|受理|查处|发放|化解|调解|审查|培训|走访|接受)[^，。；、,;\d]{0,10}(?:若干|多次|多场|数次|数场|数十|数百|大量|多件|多起|一批|众多)[^，。；,;\d]{0,6}"
)


def vague_figures(material: Material) -> Iterator[Fault]:
    """组织多次培训: how many? A question only, for not everything is counted."""
    text = material.reading.text
    for match in _VAGUE.finditer(text):
        yield fault(
            VAGUE,
            match.span(),
            f"“{match[0]}”没有数字，能否写明数量？",
            f"“{match[0]}” gives no number; can it be stated?",
        )


FINDERS = (wrong_words, lost_signs, unbalanced, doubled_words, said_twice, vague_figures)
