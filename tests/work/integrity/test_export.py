"""Double publicity and the red list leave as their receivers take them, and not at all where a row would be refused."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.registers.exports import Exported
from yifa.law.errors import FileProblem
from yifa.law.files import read_model
from yifa.law.identifiers import make_uscc
from yifa.parties.models import Party
from yifa.work.integrity.export import licences_csv, penalties_csv, red_list, two_publicity
from yifa.work.integrity.feeds import FILE, Feeds, feeds
from yifa.work.integrity.registers import CreditRecord

DECIDED = date(2026, 5, 6)
REPORTED = date(2026, 5, 8)
LICENCE: dict[str, Any] = {
    "record_kind": "licence",
    "list": "none",
    "grade": "not_adverse",
    "content": "准予使用实验动物",
    "document_number": "某科许〔2026〕1号",
    "decided_on": "2026-05-06",
    "valid_from": "2026-05-06",
    "valid_until": "2031-05-05",
    "decision_name": "准予行政许可决定书",
    "licence_kind": "ordinary",
    "certificate_name": "实验动物使用许可证",
    "certificate_number": "SYXK2026-0001",
}
PENALTY: dict[str, Any] = {
    "record_kind": "penalty",
    "list": "none",
    "grade": "general",
    "content": "罚款人民币一万二千三百四十五元六角七分",
    "document_number": "某科罚〔2026〕1号",
    "decided_on": "2026-05-06",
    "violation_kind": "未经许可使用实验动物",
    "violation_facts": "2026年3月未取得许可开展动物实验",
    "legal_basis": "《实验动物管理条例》",
    "penalty_kinds": ["fine"],
    "fine": 1_234_567,
}
HONOUR: dict[str, Any] = {
    "record_kind": "honour",
    "list": "red",
    "grade": "not_adverse",
    "content": "获科技创新表彰",
    "document_number": "某科〔2026〕8号",
    "decided_on": "2026-05-06",
}


def reported(desk: Desk, answers: dict[str, Any], subject: Party | None = None, on: date = REPORTED) -> int:
    """A record proposed, checked by another, and reported."""
    subject = subject or desk.party()
    case = desk.open("credit-record", "propose", "drafter", DECIDED, **answers, subject=subject.pk)
    desk.take(case, "check", "second", DECIDED, agrees=True)
    desk.take(case, "report", "drafter", on, reported_on=on.isoformat(), platform="credit_china")
    return case


def cells(made: Exported, sheet: str) -> dict[str, str]:
    """The first row of a sheet, by its heads."""
    assert made.file is not None, made.problems
    assert isinstance(made.file.content, bytes)
    rows = CalamineWorkbook.from_filelike(BytesIO(made.file.content)).get_sheet_by_name(sheet).to_python()
    assert all(isinstance(cell, str) for row in rows for cell in row)
    return dict(zip(map(str, rows[0]), map(str, rows[1]), strict=True))


def sentences(made: Exported, *, blocks: bool = True) -> list[str]:
    return [problem.sentence.zh for problem in made.problems if problem.blocks is blocks]


def made(desk: Desk) -> Exported:
    return two_publicity(desk.bureau, CreditRecord.objects.all(), REPORTED)


def test_a_permit_leaves_in_the_national_columns(desk: Desk) -> None:
    reported(desk, LICENCE)
    row = cells(made(desk), "行政许可")
    assert list(row) == [column.title for column in feeds().feeds["licence"].columns]
    assert row["行政相对人类别"] == "法人及非法人组织"
    assert row["行政相对人代码_1（统一社会信用代码）"] == desk.party().uscc
    assert row["许可类别"] == "普通"
    assert row["许可决定日期"] == "2026/05/06"
    assert row["有效期至"] == "2031/05/05"
    assert row["许可机关统一社会信用代码"] == desk.bureau.uscc
    assert row["当前状态"] == "1"
    assert row["证件号码"] == ""


def test_an_amount_is_in_ten_thousand_yuan_with_six_decimals(desk: Desk) -> None:
    reported(desk, PENALTY)
    row = cells(made(desk), "行政处罚")
    assert row["罚款金额（万元）"] == "1.234567"
    assert row["没收违法所得、没收非法财物的金额（万元）"] == ""
    assert row["处罚类别"] == "罚款"


def test_a_permit_without_an_end_is_sent_as_long_term(desk: Desk) -> None:
    reported(desk, {**LICENCE, "valid_until": None})
    assert cells(made(desk), "行政许可")["有效期至"] == "2099/12/31"


def test_a_general_breach_is_shown_for_a_year_at_most(desk: Desk) -> None:
    reported(desk, PENALTY)
    assert CreditRecord.objects.get().display_until == date(2027, 5, 6)
    assert cells(made(desk), "行政处罚")["公示截止期"] == "2027/05/06"


def test_csv_stands_under_the_receivers_codes(desk: Desk) -> None:
    reported(desk, PENALTY)
    done = penalties_csv(desk.bureau, CreditRecord.objects.all(), REPORTED)
    assert done.file is not None
    assert isinstance(done.file.content, bytes)
    rows = list(csv.DictReader(StringIO(done.file.content.decode("utf-8-sig"))))
    assert [row["CF_WSH"] for row in rows] == ["某科罚〔2026〕1号"]
    assert rows[0]["CF_NR_FK"] == "1.234567"
    assert sentences(licences_csv(desk.bureau, CreditRecord.objects.all(), REPORTED))[0].startswith(
        "没有可报送"
    )


def test_a_natural_persons_number_is_sent_and_the_organisations_codes_stay_blank(desk: Desk) -> None:
    person = desk.party(
        "李四", 2, kind="person", uscc="", resident_id="11010519491231002X", legal_representative=""
    )
    reported(desk, LICENCE, person)
    row = cells(made(desk), "行政许可")
    assert row["证件类型"] == "身份证"
    assert row["证件号码"] == "11010519491231002X"
    assert row["行政相对人代码_1（统一社会信用代码）"] == ""
    assert row["法定代表人"] == ""


def test_a_problem_never_shows_a_natural_persons_number(desk: Desk) -> None:
    person = desk.party(
        "李四", 2, kind="person", uscc="", resident_id="11010519491231002X", legal_representative=""
    )
    reported(desk, LICENCE, person)
    Party.objects.filter(pk=person.pk).update(resident_id="110105194912310021")
    done = made(desk)
    assert done.file is None
    assert "校验不通过" in sentences(done)[0]
    assert "19491231" not in repr(done.problems)


def test_a_self_employed_business_is_told_by_its_code(desk: Desk) -> None:
    shop = desk.party("某市张三副食店", 3, uscc=make_uscc("92411100MA0000003"))
    reported(desk, PENALTY, shop)
    assert cells(made(desk), "行政处罚")["行政相对人类别"] == "个体工商户"


@pytest.mark.parametrize("missing", ["licence_kind", "decision_name", "valid_from"])
def test_a_permit_that_lacks_a_column_is_refused_when_it_is_proposed(desk: Desk, missing: str) -> None:
    with pytest.raises(ActRefused) as refusal:
        reported(desk, {name: value for name, value in LICENCE.items() if name != missing})
    assert [reason.code for reason in refusal.value.reasons] == ["integrity/receivers-format"]
    assert not CreditRecord.objects.exists()


def test_a_fine_without_its_amount_is_refused_and_a_warning_needs_none(desk: Desk) -> None:
    bare = {name: value for name, value in PENALTY.items() if name != "fine"}
    with pytest.raises(ActRefused, match="罚款金额"):
        reported(desk, bare)
    reported(desk, {**bare, "penalty_kinds": ["warning"]})
    assert made(desk).file is not None


def test_days_out_of_order_are_refused(desk: Desk) -> None:
    with pytest.raises(ActRefused, match="早于"):
        reported(desk, {**LICENCE, "valid_until": "2026-05-05"})


def test_a_code_that_fails_its_check_waits_for_an_officer_who_confirms_it(desk: Desk) -> None:
    reported(desk, LICENCE)
    wrong = desk.party().uscc[:-1] + ("1" if desk.party().uscc[-1] != "1" else "2")
    Party.objects.update(uscc=wrong)
    blocked = made(desk)
    assert blocked.file is None
    assert "未经确认" in sentences(blocked)[0]
    Party.objects.update(uscc_confirmed_by=desk.officers["lawyer"])
    assert made(desk).file is not None


def test_a_document_number_stands_once_also_beyond_the_rows_asked_for(desk: Desk) -> None:
    reported(desk, LICENCE)
    reported(desk, LICENCE, desk.party("另一企业", 4))
    both = made(desk)
    assert [problem.number for problem in both.problems] == [1, 2]
    assert all("重复" in sentence for sentence in sentences(both))
    one = two_publicity(desk.bureau, CreditRecord.objects.filter(subject=desk.party()), REPORTED)
    assert one.file is None


def test_a_withdrawn_record_frees_its_number_and_is_sent_as_withdrawn(desk: Desk) -> None:
    case = reported(desk, LICENCE)
    desk.take(case, "learn-of-change", "drafter", REPORTED, change_document="行政复议决定书")
    desk.take(case, "withdraw-record", "drafter", REPORTED, withdraw_reason="许可被撤销")
    assert cells(made(desk), "行政许可")["当前状态"] == "2"
    reported(desk, LICENCE)
    assert made(desk).file is not None


def test_a_report_after_seven_working_days_is_noticed_and_sent(desk: Desk) -> None:
    reported(desk, LICENCE, on=date(2026, 5, 18))
    done = made(desk)
    assert done.file is not None
    assert "超过七个工作日" in sentences(done, blocks=False)[0]


def test_a_report_on_the_seventh_working_day_is_in_time_and_a_saturday_made_up_counts(desk: Desk) -> None:
    reported(desk, LICENCE, on=date(2026, 5, 14))
    assert sentences(made(desk), blocks=False) == []


def test_a_minor_breach_is_noticed_for_it_is_in_principle_not_shown(desk: Desk) -> None:
    reported(desk, {**PENALTY, "grade": "minor"})
    assert any("轻微" in sentence for sentence in sentences(made(desk), blocks=False))


def test_a_bureau_without_its_code_sends_nothing(desk: Desk) -> None:
    reported(desk, LICENCE)
    desk.bureau.uscc = ""
    assert "许可机关统一社会信用代码" in sentences(made(desk))[0]


def test_what_a_spreadsheet_would_run_is_refused(desk: Desk) -> None:
    with pytest.raises(ActRefused, match="公式"):
        reported(desk, {**LICENCE, "content": "=HYPERLINK(1)"})


def test_the_red_list_counts_one_document_for_many_and_one_body_once(desk: Desk) -> None:
    reported(desk, HONOUR)
    reported(desk, HONOUR, desk.party("另一企业", 4))
    done = red_list(desk.bureau, CreditRecord.objects.all(), REPORTED)
    assert done.rows == 2
    assert cells(done, "红榜信息")["信息类别"] == "荣誉信息"
    reported(desk, HONOUR)
    assert red_list(desk.bureau, CreditRecord.objects.all(), REPORTED).file is None


def test_nothing_to_send_says_so(desk: Desk) -> None:
    assert sentences(made(desk))[0].startswith("没有可报送的行政许可")


def test_columns_are_a_file_whose_mistakes_are_told_with_their_line(tmp_path: Path) -> None:
    broken = tmp_path / "columns.yaml"
    text = FILE.read_text(encoding="utf-8")
    broken.write_text(text.replace("from: licence_kind", "from: licence_colour"), encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        read_model(broken, Feeds)
    line = next(
        n for n, one in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "colour" in one
    )
    assert problem.value.line == line


def test_every_code_stands_once_and_every_personal_column_is_marked() -> None:
    for feed in feeds().feeds.values():
        codes = [column.code for column in feed.columns]
        assert len(codes) == len(set(codes))
        assert all(column.personal for column in feed.columns if "证件号码" in column.title)
