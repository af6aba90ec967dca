"""An outline asserts nothing: what has nothing behind it falls away, and what hangs on it falls with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.conftest import NOW
from yifa.figures import attested
from yifa.figures.indicators import Registry
from yifa.house.models import Bureau, LocalClosure, Officer
from yifa.law.text import Bilingual
from yifa.report import drafting
from yifa.report.basis import told_with_basis
from yifa.report.drafting import setting_of
from yifa.report.models import FrozenFigure, Report
from yifa.report.papers import open_report
from yifa.report.render import Setting, say_line
from yifa.report.sentences import Basis, sentences
from yifa.report.statements import spoken
from yifa.report.values import FrozenFigures, LiveFigures


@pytest.fixture
def setting(report: Report, bureau: Bureau) -> Setting:
    return setting_of(bureau, 2020, LiveFigures(bureau))


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        (
            "停办{{house.closures}}，其中{{house.closures:parts}}。",
            "停办{{house.closures}}，其中{{house.closures:parts}}。",
        ),
        ("停办{{house.closures@2001}}，其中{{house.closures@2001:parts}}。", ""),
        ("截至年底，停办{{house.closures@2001}}。", ""),
        ("截至年底，停办{{house.closures}}。", "截至年底，停办{{house.closures}}。"),
        (
            "停办{{house.closures@2001}}，同比{{house.closures@2001:trend}}；持证{{house.certificates}}。",
            "持证{{house.certificates}}。",
        ),
        ("停办{{house.closures}}；持证{{house.certificates@1990}}。", "停办{{house.closures}}。"),
        ("停办{{house.closures@2001}}，持证{{house.certificates}}。", "持证{{house.certificates}}。"),
        ("- 停办{{house.closures@2001}}。\n- 持证{{house.certificates}}。", "- 持证{{house.certificates}}。"),
        ("{{house.closures@2001:chart}}", ""),
        ("没有数据的话。", "没有数据的话。"),
    ],
)
def test_what_has_nothing_behind_it_falls_away(setting: Setting, prose: str, left: str) -> None:
    assert spoken(prose, setting) == left


def test_looking_is_not_telling(setting: Setting) -> None:
    spoken("停办{{house.closures@2001}}。", setting)
    assert setting.figures.used() == ()


def test_none_is_said_in_the_words_that_the_form_has_for_it(
    report: Report, bureau: Bureau, indicators: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Registry()
    known.register(replace(indicators["house.closures"], zero=Bilingual("没有停办", "no closure")))
    LocalClosure.objects.all().delete()
    setting = setting_of(bureau, 2020, LiveFigures(bureau, known))
    assert spoken("停办{{house.closures}}，其中{{house.closures:parts}}。", setting) == "", (
        "nobody attested it"
    )
    monkeypatch.setattr(attested, "_sources", [lambda *_: {LocalClosure}])
    setting = setting_of(bureau, 2020, LiveFigures(bureau, known))
    told = spoken("停办{{house.closures}}，其中{{house.closures:parts}}。", setting)
    assert say_line(told, setting) == "没有停办。"
    # It rests on the register that was attested complete, and needs nobody's word.
    assert [one.basis for one in sentences(told, 2020)] == [Basis.FIGURES]


def test_a_sentence_knows_what_it_rests_on() -> None:
    prose = "停办{{house.closures}}。培训3次。带头学法。\n- 亲自部署。"
    assert [one.basis for one in sentences(prose, 2020)] == [
        Basis.FIGURES,
        Basis.SOURCE,
        Basis.OWN,
        Basis.OWN,
    ]
    assert sentences("现将情况报告如下：", 2020, is_address=True)[0].basis is Basis.ADDRESS
    assert sentences("停办{{house.closures@2018}}。", 2020)[0].figures == (("house.closures", 2018),)


def test_every_sentence_of_a_report_is_listed_with_what_it_rests_on(report: Report, officer: Officer) -> None:
    told = list(told_with_basis(open_report(report)))
    assert all(one.is_founded for one in told)
    assert {"乙确认的陈述", "固定的行文"} <= {one.basis.zh for one in told}
    assert any("条记录" in one.basis.zh for one in told)
    drafting.save(report, "head", "亲自部署3次。\n带头学法。", officer=officer, now=NOW, expected=1)
    bare = [one.basis.zh for one in told_with_basis(open_report(report)) if not one.is_founded]
    assert bare == ["手工填写的数字，没有来源", "机关的陈述，无人确认"]


def test_records_are_called_by_name_and_stay_so_when_frozen(
    report: Report, bureau: Bureau, indicators: Registry
) -> None:
    known = Registry()
    known.register(replace(indicators["house.closures"], names="reason", titles=True))
    live = LiveFigures(bureau, known)
    setting = setting_of(bureau, 2020, live)
    assert say_line("{{house.closures:named}}", setting) == "《flood》《works》《flood》等3次"
    assert say_line("{{house.closures:named=1}}", setting) == "《flood》等3次"
    assert spoken("停办{{house.closures:named}}。", setting) == "停办{{house.closures:named}}。"
    assert spoken("停办{{house.closures@2001:named}}。", setting) == ""
    content, records = live.frozen("house.closures", 2020)
    kept = FrozenFigures(
        [FrozenFigure(code="house.closures", year=2020, content=content, records=dict(records))]
    )
    assert kept.names("house.closures", 2020) == live.names("house.closures", 2020)
    unnamed = setting_of(bureau, 2020, LiveFigures(bureau, indicators))
    assert "〔缺" in say_line("{{house.closures:named}}", unnamed)
