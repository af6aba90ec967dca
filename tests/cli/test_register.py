"""``yifa register``, and with it every command that asks for a bureau's rows: from a terminal, where no bureau is set yet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.work.conftest import Desk, furnished, workbook
from yifa.cases.acting.act import act
from yifa.cases.models import Case
from yifa.cli import main
from yifa.house.tenancy import current_bureau, using_bureau
from yifa.work.recognition.registers import Recognition

ROW = {
    "platform_kind": "众创空间",
    "level": "市级",
    "body_name": "某市演示企业有限公司",
    "recognised_by": "某市科学技术局",
    "document_number": "某科〔2020〕1号",
    "recognised_on": date(2020, 3, 2),
}


@pytest.fixture
def desk(db: None, settings: LazySettings, tmp_path: Path) -> Desk:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with furnished() as made:
        party = made.party()
        filled = workbook(Recognition, {**ROW, "party": party.name, "uscc": party.uscc})
    (tmp_path / "rows.xlsx").write_bytes(filled.getvalue())
    assert current_bureau() is None
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What ``yifa …`` says, having ended well."""
    with pytest.raises(SystemExit) as ended:
        main(["--language", "zh-hans", *map(str, arguments)])
    said = capsys.readouterr()
    assert not ended.value.code, said.out + said.err
    return said.out


@pytest.mark.parametrize("named", ["keeper", "工号7"])
def test_rows_come_in_for_an_ordinary_officer_named_by_name_or_number(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    with using_bureau(desk.bureau):
        desk.officers["keeper"].staff_number = "工号7"
        desk.officers["keeper"].save()
    said = run(
        capsys,
        *("register", "import", "recognition.recognition", desk.bureau.code, tmp_path / "rows.xlsx"),
        *("--officer", named, "--reason", "台账移交"),
    )
    assert "已导入 1 行" in said
    with using_bureau(desk.bureau):
        case = Case.objects.get()
        assert str(ROW["body_name"]) in case.title
        assert [one.officer_id for one in case.entries.all()] == [desk.officers["keeper"].pk]


def test_every_command_finds_the_rows_of_the_bureau_that_it_names(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = desk.bureau.code
    run(
        capsys,
        *("register", "import", "recognition.recognition", code, tmp_path / "rows.xlsx"),
        *("--officer", "keeper", "--reason", "台账移交"),
    )
    assert code in run(capsys, "bureau", "list")
    with using_bureau(desk.bureau):
        case = Case.objects.get()
        for step, who in (("check", "other_keeper"), ("enter", "keeper")):
            act(
                case.pk,
                step,
                actor=desk.by(who),
                answers={"agrees": True} if step == "check" else {},
                now=datetime.now(UTC),
            )
    assert "已导出 1 条" in run(
        capsys, "register", "export", "recognition.recognition", code, "--out", tmp_path / "out.xlsx"
    )
    run(capsys, "record", "keygen", code)
    assert "\n4\n" in run(capsys, "record", "sign", code)  # three acts and the seal of their rows
    assert "4 条记录，1 个事项" in run(capsys, "record", "verify", code)
    assert "与记录一致" in run(capsys, "record", "recompute", code)
    run(capsys, "record", "export", code, "--out", tmp_path / "log")
    assert '"index"' in run(capsys, "record", "receipt", case.number, 1, "--answers")
    run(capsys, "record", "evidence", case.number, "--bureau", code, "--out", tmp_path / "case.zip")
    assert "记录 4 条已签署，不一致 0 处" in run(capsys, "daily")
    assert "Indicators" in run(capsys, "report", "indicators")
    run(capsys, "report", "missing", code, "2020")
    assert "report.pdf" in run(capsys, "report", "build", code, "2020", "--out", tmp_path / "report")
