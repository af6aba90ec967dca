"""Tokens in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from yifa.figures.errors import UnknownIndicator
from yifa.figures.measures import Number
from yifa.figures.stated import Stated
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual
from yifa.report.render import Said, Setting, say_line, say_prose
from yifa.report.values import RecordList, Told, ToldPart

ENTERPRISES = Told(
    code="recognition.high_tech",
    year=2020,
    title=Bilingual(zh="高新技术企业", en="High-tech enterprises"),
    unit=Unit.ENTERPRISE,
    counter=Bilingual(zh="家", en="enterprises"),
    category=Category.RECOGNITION,
    definition=Bilingual(zh="有效期内的", en="Valid"),
    growth=True,
    value=101,
    parts=(
        ToldPart("city.old", Bilingual(zh="市区老企业", en="Old"), 99, 99, ()),
        ToldPart("city.new", Bilingual(zh="市区新企业", en="New"), 2, 2, ()),
    ),
    records_count=101,
)
SERIES: dict[int, Number | None] = {2017: 0, 2018: 53, 2019: 72, 2020: 101, 2021: 101, 2022: 90, 2023: None}


class Given:
    """Figures written down."""

    def __init__(self, told: Told = ENTERPRISES) -> None:
        self.told = told

    def get(self, code: str, year: int) -> Told:
        if code != self.told.code:
            raise UnknownIndicator(code)
        return replace(
            self.told, year=year, value=SERIES[year] if self.told is ENTERPRISES else self.told.value
        )

    def part(self, code: str, year: int, name: str) -> ToldPart:
        return next(part for part in self.get(code, year).parts if part.name == name)

    def names(self, code: str, year: int) -> tuple[str, ...]:
        return ("《甲办法》",) if self.get(code, year).value else ()

    def used(self) -> tuple[Told, ...]:
        return ()

    def records(self, code: str, year: int) -> RecordList:
        return RecordList(model="", ids=[], cases=[], positions=[])


def said(line: str, year: int = 2020, told: Told = ENTERPRISES) -> str:
    return say_line(
        line.replace("X", "recognition.high_tech"), Setting(year, "清河市科学技术局", "市科技局", Given(told))
    )


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("{{X}}", "101家"),
        ("{{X:number}}", "101"),
        ("{{X:about}}", "100余家"),
        ("{{X:zh}}", "一百零一家"),
        ("{{X@2018}}", "53家"),
        ("{{X@-1}}", "72家"),
        ("{{X:growth}}", "40.3%"),
        ("{{X@-1:growth}}", "35.8%"),
        ("{{X:trend}}", "增长40.3%"),
        ("{{X@2022:trend}}", "下降10.9%"),
        ("{{X@2021:trend}}", "与上年持平"),
        ("{{X:change}}", "增加29家"),
        ("{{X@2022:change}}", "减少11家"),
        ("{{X@2021:change}}", "与上年持平"),
        ("{{X:series=3}}", "2018年53家、2019年72家、2020年101家"),
        ("{{X:parts}}", "市区老企业99家、市区新企业2家"),
        ("{{X:part=city.new}}", "2家"),
        ("{{X:part=city.new:zh}}", "两家"),
        ("{{bureau}}{{year}}年", "清河市科学技术局2020年"),
        ("{{bureau_short}}{{year@+1}}年", "市科技局2021年"),
    ],
)
def test_a_token_is_said(token: str, words: str) -> None:
    assert said(token) == words


def test_a_place_is_gained_not_lessened() -> None:
    rank = replace(ENTERPRISES, unit=Unit.RANK, counter=Bilingual(zh="位", en="rank"))
    places = {2019: 11, 2020: 9, 2021: 10}

    class Ranks(Given):
        def get(self, code: str, year: int) -> Told:
            return replace(rank, year=year, value=places[year])

    setting = Setting(2020, "清河市科学技术局", "市科技局", Ranks())
    token = "{{recognition.high_tech@2020:change}}，{{recognition.high_tech@2021:change}}"
    assert say_line(token, setting) == "前移2位，后移1位"


def test_a_list_of_a_sum_names_amounts_and_counts_none() -> None:
    class Sums(Given):
        def names(self, code: str, year: int) -> tuple[str, ...]:
            return ("甲项目（200万元）", "乙项目（100万元）", "丙项目（50万元）")

    money = replace(ENTERPRISES, unit=Unit.CNY, counter=Unit.CNY.words)
    setting = Setting(2020, "清河市科学技术局", "市科技局", Sums(money))
    assert say_line("{{recognition.high_tech:named=2}}", setting) == "甲项目（200万元）、乙项目（100万元）等"
    assert say_line("{{recognition.high_tech:named=3}}", setting).endswith("、丙项目（50万元）")


def test_money_is_said_in_ten_thousands() -> None:
    money = replace(
        ENTERPRISES,
        unit=Unit.CNY,
        counter=Unit.CNY.words,
        value=Decimal(28625000),
        title=Bilingual(zh="资金", en="Funds"),
    )
    assert said("{{X:wan}}", told=money) == "2862.5万元"
    assert said("{{X:yi}}", told=money) == "0.29亿元"


@pytest.mark.parametrize(
    ("token", "words", "why"),
    [
        ("{{no.such}}", "〔缺：no.such〕", "没有代码为“no.such”的指标"),
        ("{{X@2018:growth}}", "〔缺：2018年高新技术企业〕", "上年数为0，不能作增速的基数"),
        ("{{X@2023}}", "〔缺：2023年高新技术企业〕", "没有可计算的记录"),
        ("{{X@2023:change}}", "〔缺：2023年高新技术企业〕", "缺少上年或本年的数据"),
    ],
)
def test_what_cannot_be_told_says_why(token: str, words: str, why: str) -> None:
    setting = Setting(2020, "清河市科学技术局", "市科技局", Given())
    (piece,) = say_prose(token.replace("X", "recognition.high_tech"), setting)
    assert isinstance(piece, Said)
    assert piece.text == words
    assert piece.problem is not None
    assert why in piece.problem.zh
    assert piece.problem.en


def test_a_figure_without_parts_does_not_pretend() -> None:
    assert said("{{X:parts}}", told=replace(ENTERPRISES, parts=())) == "〔缺：2020年高新技术企业〕"


def test_none_is_told_in_words_where_the_indicator_has_them() -> None:
    none = replace(ENTERPRISES, value=0, zero=Bilingual(zh="没有高新技术企业", en="There is none"))
    assert said("{{X:told}}") == "高新技术企业101家"
    assert said("{{X:told}}", told=none) == "没有高新技术企业"
    assert said("{{X:told}}", told=replace(none, zero=None)) == "高新技术企业0家"


def test_a_stored_figure_is_told_as_it_was() -> None:
    none = replace(ENTERPRISES, value=0, zero=Bilingual(zh="没有高新技术企业", en="There is none"))
    for told in (
        ENTERPRISES,
        none,
        replace(ENTERPRISES, value=Decimal("16.47")),
        replace(ENTERPRISES, value=None),
    ):
        assert Told.from_json(told.to_json()) == told


def test_a_figure_taken_from_a_published_report_is_stored_and_read_back_as_such() -> None:
    taken = replace(ENTERPRISES, value=72, stated=Stated(72, 2019, "72家", "ab" * 32, "/desk/x/#mark-5"))
    assert Told.from_json(taken.to_json()) == taken
    assert Told.from_json(ENTERPRISES.to_json()).stated is None
