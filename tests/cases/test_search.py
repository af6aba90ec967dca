"""Any two neighbouring signs find a case or a party of this bureau, and nothing personal does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.cast import World, people
from yifa.cases.acting.act import NewFile
from yifa.cases.log.erasing import erase
from yifa.cases.told.search import Found, catch_up, query_of, search, words_of
from yifa.house.tenancy import using_bureau
from yifa.parties.models import PartyKind
from yifa.parties.register import enter_party


def _titles(world: World, text: str) -> list[str]:
    return [hit.title for hit in search(world.bureau, text)]


def test_cases_are_found_by_any_part_of_what_is_not_personal(world: World) -> None:
    party = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="漯河市示范机械（集团）有限公司")
    opened = world.walk(until="examine", title="智能装备研发平台认定", party=party)
    for text in (
        "装备研发",
        "2020-tp-0001",
        "2020-TP",
        "示范机械",
        "符合条件",
        "漯科〔2020〕1号",
        "智能 平台",
    ):
        assert f"{opened.number} 智能装备研发平台认定" in _titles(world, text), text
    assert [hit.kind for hit in search(world.bureau, "示范机械", kind=Found.PARTY)] == [Found.PARTY]
    for text in ("张三", "装备平台", "不存在", "", "，。"):
        assert _titles(world, text) == [], text


def test_natural_persons_are_not_found_by_name(world: World) -> None:
    person = enter_party(world.bureau, kind=PartyKind.PERSON, name="欧阳明月")
    world.open(party=person)
    assert _titles(world, "欧阳明月") == []


def test_what_was_erased_is_no_longer_found(world: World) -> None:
    opened = world.open(files=[NewFile("特殊说明书.pdf", b"%PDF-1.4", "paper")])
    assert _titles(world, "特殊说明")
    case = world.case(opened)
    erase(
        case,
        files=list(case.files.all()),
        fields=["paper"],
        reason="届满",
        actor=world.by(world.head),
        now=world.now,
    )
    assert _titles(world, "特殊说明") == []


def test_another_bureau_finds_nothing_here(world: World) -> None:
    world.open(title="量子通信试验")
    catch_up(world.bureau)
    with using_bureau(world.other):
        people(world.other)
        assert search(world.other, "量子通信") == []


def test_a_search_asks_the_same_number_of_times(world: World) -> None:
    def queries() -> int:
        catch_up(world.bureau)
        with CaptureQueriesContext(connection) as captured:
            search(world.bureau, "申请")
        return len([one for one in captured if "SAVEPOINT" not in one["sql"]])

    world.open()
    few = queries()
    for _ in range(20):
        world.open()
    assert queries() == few


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("科技局", {"科技", "技局"}),
        ("ＡＢＣ公司2020", {"abc", "公司", "2020"}),
        ("局", {"局"}),
        ("O'Neil", {"o", "neil"}),
        ("—— ！", set()),
    ],
)
def test_texts_are_cut_into_pairs_and_words(text: str, words: set[str]) -> None:
    assert words_of(text) == words


def test_what_is_typed_never_becomes_an_operator() -> None:
    assert query_of("a' | 'b & !c:*", 7) == "'@7' & 'a':* & 'b':* & 'c':*"
    assert query_of("  ", 7) == ""
