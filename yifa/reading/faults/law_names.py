"""Laws and institutions called by a wrong name, or by one that is no longer in force.

Names of the national laws come from their published texts (`lexicon/law-names.yaml`), those of regulations, Party rules and
documents from a list made by hand (`lexicon/named-documents.yaml`). A short name (《科技进步法》) is lawful; with the country's
name before it a law is called by its full name, and must be called rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule
from yifa.reading.lexicon import load

MISNAMED = rule(
    "names/law",
    FaultKind.WRONG_LAW_NAME,
    title=("法律法规、文件名称有误", "A law or document wrongly named"),
    authority=(
        "引用法律使用全称时应与公布的名称一致",
        "A law cited by its full name is called as it was promulgated",
    ),
)
REPEALED = rule(
    "names/repealed",
    FaultKind.WRONG_LAW_NAME,
    title=("引用已废止的法律法规", "A law that is no longer in force"),
    authority=("废止之日起不再适用", "A repealed law no longer applies"),
)
INSTITUTION = rule(
    "names/institution",
    FaultKind.ABOLISHED_INSTITUTION,
    title=("使用已撤销的机构名称", "An institution that no longer exists"),
    authority=(
        "2018年、2023年党和国家机构改革",
        "The reforms of Party and State organs of 2018 and 2023",
    ),
    apart=True,
)

COUNTRY = "中华人民共和国"
_NAMED = re.compile(r"《([^《》\n]{2,60})》")
_EDITION = re.compile(r"[（(〔\[][^）)〕\]]*[）)〕\]]$|[（(〔][^）)〕]*$")
_TYPES = ("条例", "规定", "办法", "准则", "规则", "纲要", "规划", "意见", "章程", "法典", "法")
_LOCAL = re.compile(r"^[\u4e00-\u9fff]{2,12}?(?:省|市|县|区|州|盟|旗|厅|局|委)")
_OUT_OF_FORCE = re.compile(r"原|旧|废止|失效|取代|衔接|清理|涉及|修订前|替代|不再")
_THEN_SO = re.compile(r"原|改革|划转|整合|转隶|20[01]\d年|《")
_NOW_ELSE = re.compile(r"改革|划转|整合|转隶|更名|并入|改为")
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class _Wrong:
    right: str
    full: bool  # wrong only with the country's name before it
    sure: bool


@dataclass(frozen=True, slots=True)
class _Repealed:
    until: date
    by: str


@dataclass(frozen=True, slots=True)
class _Names:
    known: frozenset[str]
    wrong: dict[str, _Wrong]
    repealed: dict[str, _Repealed]
    near: dict[str, tuple[str, ...]]  # a known name less one character → the names
    institutions: dict[str, tuple[int, str]]
    institution_words: re.Pattern[str]


@cache
def _names() -> _Names:
    documents = load("named-documents")
    repealed = {one["name"]: _Repealed(one["until"], one["by"]) for one in documents["repealed"]}
    known = frozenset([*load("law-names")["names"], *documents["names"], *repealed])
    near: dict[str, tuple[str, ...]] = {}
    for name in known:
        if len(name) >= _SHORTEST:
            for short in _less_one(name):
                near[short] = (*near.get(short, ()), name)
    institutions = {one["name"]: (one["from"], one["now"]) for one in documents["institutions"]}
    return _Names(
        known=known,
        wrong={
            one["name"]: _Wrong(one["right"], one.get("full", False), one.get("sure", True))
            for one in documents["wrong"]
        },
        repealed=repealed,
        near=near,
        institutions=institutions,
        institution_words=re.compile("|".join(sorted(institutions, key=len, reverse=True))),
    )


def _less_one(name: str) -> set[str]:
    return {name[:at] + name[at + 1 :] for at in range(len(name))} | {name}


def law_names(material: Material) -> Iterator[Fault]:
    """Names in 《》 that are wrong, nearly right, or out of force."""
    names = _names()
    text = material.reading.text
    year = material.reading.heading.year
    for match in _NAMED.finditer(text):
        said = re.sub(r"\s", "", match[1])
        full = said.startswith(COUNTRY)
        core = said.removeprefix(COUNTRY)
        if core.startswith(COUNTRY):
            continue  # the country's name twice: a doubled word, told as that
        core = _EDITION.sub("", core)
        where = (match.start(1), match.end(1))
        gone = names.repealed.get(core)
        if gone is not None:
            near = text[max(0, match.start() - 12) : match.start()] + text[match.end() : match.end() + 12]
            if year is not None and gone.until < date(year, 1, 1) and not _OUT_OF_FORCE.search(near):
                yield _repealed(where, core, gone)
            continue
        if core in names.known:
            continue
        wrong = names.wrong.get(core)
        if wrong is not None:
            if full or not wrong.full:
                yield _misnamed(where, said, wrong.right, full=full, sure=wrong.sure)
            continue
        right = _nearly(core, names)
        if right is not None:
            yield _misnamed(where, said, right, full=full, sure=True)
        elif full and core.endswith("法") and len(core) > 2:
            # Every law that is or was in force lately is on the list.
            yield fault(
                MISNAMED,
                where,
                f"没有名为《{said}》的法律，请核对名称。",
                f"There is no law called 《{said}》; check its name.",
            )


def _nearly(core: str, names: _Names) -> str | None:
    """The known name that differs from `core` in one character, if there is exactly one of the same type."""
    if len(core) < _SHORTEST or _LOCAL.match(core):
        return None
    kind = _type(core)
    if kind is None:
        return None
    found = {
        name
        for short in _less_one(core)
        for name in names.near.get(short, ())
        if name != core
        and abs(len(name) - len(core)) <= 1
        and _type(name) == kind
        and _apart_by_one(core, name)
    }
    return found.pop() if len(found) == 1 else None


def _apart_by_one(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _type(name: str) -> str | None:
    return next((kind for kind in _TYPES if name.endswith(kind)), None)


def _misnamed(where: tuple[int, int], said: str, right: str, *, full: bool, sure: bool) -> Fault:
    whole = COUNTRY + right if full else right
    return fault(
        MISNAMED,
        where,
        f"名称有误：《{said}》应为《{whole}》。" if sure else f"《{said}》是否应为《{whole}》？",
        f"Wrongly named: 《{said}》 should be 《{whole}》." if sure else f"Should 《{said}》 be 《{whole}》?",
        should=(f"《{whole}》", f"《{whole}》"),
    )


def _repealed(where: tuple[int, int], core: str, gone: _Repealed) -> Fault:
    last = f"{gone.until.year}年{gone.until.month}月{gone.until.day}日"
    now_zh, now_en = (f"，现为《{gone.by}》", f"; 《{gone.by}》 replaced it") if gone.by else ("", "")
    return fault(
        REPEALED,
        where,
        f"《{core}》有效至{last}{now_zh}，报告年度内已不适用。",
        f"《{core}》 was in force until {gone.until}{now_en}; it did not apply in the report's year.",
        should=(f"《{gone.by}》", f"《{gone.by}》") if gone.by else None,
    )


def institutions(material: Material) -> Iterator[Fault]:
    """Names of institutions that reform ended before the report's year."""
    year = material.reading.heading.year
    if year is None:
        return
    names = _names()
    text = material.reading.text
    for match in names.institution_words.finditer(text):
        since, now = names.institutions[match[0]]
        before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 10]
        if year >= since and not _THEN_SO.search(before) and not _NOW_ELSE.search(after):
            yield fault(
                INSTITUTION,
                match.span(),
                f"“{match[0]}”已在机构改革中撤销，现为“{now}”；如指当时的机构，请写“原{match[0]}”。",
                f"“{match[0]}” was abolished; it is now “{now}”.",
                should=(now, now),
            )


FINDERS = (law_names, institutions)
