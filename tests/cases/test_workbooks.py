"""Workbooks go out with every column and come in whole, or not at all."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cases.cast import World
from yifa.cases.acting import effects
from yifa.cases.acting.act import Actor
from yifa.cases.errors import ImportRefused
from yifa.cases.models import Case, LogEntry
from yifa.cases.registers import register as registers
from yifa.cases.registers.columns import Column
from yifa.cases.registers.imports import import_workbook
from yifa.cases.registers.register import ImportBy, Register
from yifa.cases.registers.workbooks import write_template, write_workbook
from yifa.law.text import Bilingual
from yifa.parties.register import enter_party


@pytest.fixture
def contracts(world: World, monkeypatch: pytest.MonkeyPatch) -> type[Register]:
    """A register that has columns of every kind, whose rows come in as applications for the test's permit."""
    found = registers.registry["contracts.contract"]
    by = ImportBy(
        "tested-permit/apply",
        title=lambda row: str(row["name"]),
        answers=lambda row: {"amount": row["amount_fen"]},
        happened_on=lambda row: row["reviewed_on"],
    )
    monkeypatch.setattr(found, "import_by", by)
    return found


def _book(*rows: tuple[Any, ...]) -> io.BytesIO:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


HEADS = ("合同名称", "合同类型", "金额（元）", "审核意见", "审核日期", "合同对方")
GOOD = ("甲合同", "服务合同", 1.5, "合法", "2019年5月6日", None)


def _import(
    world: World, register: type[Register], *rows: tuple[Any, ...], actor: Actor | None = None
) -> Any:
    return import_workbook(
        register,
        _book(*rows),
        bureau=world.bureau,
        actor=actor or Actor.applicant(bureau=world.bureau),
        now=world.now,
        reason="旧台账",
    )


def _row(world: World, register: type[Register], **values: Any) -> Register:
    given = {
        "name": "合同",
        "contract_kind": "service",
        "amount_fen": 100,
        "opinion": "lawful",
        "reviewed_on": date(2020, 3, 2),
    }
    case = world.case(world.open())
    return register.everywhere.create(
        bureau=world.bureau, case=case, log_position=0, recorded_on=date(2020, 3, 2), **(given | values)
    )


def test_what_goes_out_is_what_was_there(world: World, contracts: type[Register]) -> None:
    party = enter_party(world.bureau, kind="enterprise", name="某公司")
    _row(world, contracts, name="=1+1", counterparty=party, amount_fen=123_456)
    out = io.BytesIO()
    assert write_workbook(contracts, contracts.objects.all(), out) == 1
    sheet = load_workbook(out).active
    assert sheet is not None
    heads = [str(cell.value) for cell in sheet[1]]
    row = dict(zip(heads, sheet[2], strict=True))
    assert set(HEADS) <= set(heads)
    assert (row["合同名称"].value, row["合同名称"].data_type) == ("=1+1", "s")
    assert (row["合同类型"].value, row["合同对方"].value, row["金额（元）"].value) == (
        "服务合同",
        "某公司",
        1234.56,
    )


def test_what_is_personal_stays_inside(
    world: World, monkeypatch: pytest.MonkeyPatch, contracts: type[Register]
) -> None:
    columns = (Column("name", Bilingual("名称", "Name"), personal=True), contracts.columns[-1])
    monkeypatch.setattr(contracts, "columns", columns)
    out = io.BytesIO()
    write_workbook(contracts, contracts.objects.all(), out, language="en", masked=True)
    sheet = load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [columns[1].title.en]


def test_rows_come_in_as_imported_acts(world: World, contracts: type[Register]) -> None:
    party = enter_party(world.bureau, kind="enterprise", name="某（科技）有限公司")
    done = _import(
        world,
        contracts,
        HEADS,
        (*GOOD[:5], "某(科技)有限责任公司"),
        ("乙合同", "lease", "2,000.5", "lawful", date(2020, 1, 3), None),
    )
    assert done.rows == 2
    cases = list(Case.objects.order_by("id"))
    assert [(case.title, case.party_id, case.opened_on) for case in cases] == [
        ("甲合同", party.pk, date(2019, 5, 6)),
        ("乙合同", None, date(2020, 1, 3)),
    ]
    assert set(LogEntry.objects.values_list("kind", "late")) == {("import", True)}
    assert done.cases == tuple(case.pk for case in cases)


@pytest.mark.parametrize(
    ("rows", "cell", "told"),
    [
        ([HEADS, GOOD, ("乙", "没有的类型", 1, "合法", "2020-01-01", None)], "B3", "可选"),
        ([HEADS, GOOD, ("", "服务合同", 1, "合法", "2020-01-01", None)], "A3", "必填"),
        ([HEADS, GOOD, ("乙", "服务合同", "很多", "合法", "2020-01-01", None)], "C3", "数字"),
        ([HEADS, GOOD, ("乙", "服务合同", 0.001, "合法", "2020-01-01", None)], "C3", "分"),
        ([HEADS, GOOD, ("乙", "服务合同", 1, "合法", "2020-13-01", None)], "E3", "日期"),
        ([HEADS, GOOD, ("乙", "服务合同", 1, "合法", "2020-01-01", "没有的公司")], "F3", "相对人"),
        ([HEADS, GOOD, ("乙", "服务合同", -1, "合法", "2020-01-01", None)], "A3", "负数"),
        ([(*HEADS, "经办"), (*GOOD, "x")], "G1", "没有“经办”"),
        ([HEADS, (*GOOD[:4], "20-9-9", None)], "E2", "两位"),
        ([HEADS, ("#N/A", *GOOD[1:])], "A2", "错误值"),
        ([HEADS, (2.020410001234568e17, *GOOD[1:])], "A2", "15 位"),
        ([(*HEADS, "合同名称"), (*GOOD, "x")], "G1", "两次"),
        ([("合同名称",), ("甲",)], "A1", "合同类型"),
        ([HEADS], "A2", "没有数据行"),
    ],
)
def test_one_bad_cell_and_nothing_comes_in(
    world: World, contracts: type[Register], rows: list[tuple[Any, ...]], cell: str, told: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        _import(world, contracts, *rows)
    problem = refused.value.problems[0]
    assert (problem.cell, problem.sheet) == (cell, "Sheet")
    assert told in problem.sentence.zh
    assert not Case.objects.exists()
    assert not LogEntry.objects.exists()


def test_what_the_procedure_refuses_comes_back_with_its_row(world: World, contracts: type[Register]) -> None:
    with pytest.raises(ImportRefused) as refused:
        _import(world, contracts, HEADS, GOOD, actor=world.by(world.clerk))
    assert refused.value.problems[0].cell == "A2"
    assert not Case.objects.exists()


def test_what_is_no_workbook_is_refused_and_a_template_helps(world: World, contracts: type[Register]) -> None:
    with pytest.raises(ImportRefused):
        import_workbook(
            contracts,
            io.BytesIO(b"not a workbook"),
            bureau=world.bureau,
            actor=world.by(world.clerk),
            now=world.now,
            reason="x",
        )
    out = io.BytesIO()
    write_template(contracts, out)
    sheet = load_workbook(out).active
    assert sheet is not None
    assert set(HEADS) <= {cell.value for cell in sheet[1]}


def test_filters_narrow_a_register(world: World, contracts: type[Register]) -> None:
    _row(world, contracts, name="智能平台合同", amount_fen=100_00)
    _row(
        world,
        contracts,
        name="场地合同",
        contract_kind="lease",
        amount_fen=500_00,
        reviewed_on=date(2020, 6, 1),
    )

    def found(**wanted: str) -> list[str]:
        return sorted(str(row) for row in contracts.objects.matching(wanted))

    assert (
        found(contract_kind="service")
        == found(q="智能")
        == found(reviewed_on__to="2020-03-31")
        == ["智能平台合同"]
    )
    assert found(amount_fen__from="200") == found(amount_fen="500") == ["场地合同"]
    assert (
        len(found(contract_kind="nonsense"))
        == len(found(unknown="x"))
        == len(found(reviewed_on__from="soon"))
        == 2
    )


@pytest.mark.parametrize(
    ("attribute", "value", "told"),
    [("title", None, "no title"), ("columns", (), "no columns"), ("columns", "twice", "twice")],
)
def test_a_register_that_is_not_described_is_refused_by_name(
    contracts: type[Register], monkeypatch: pytest.MonkeyPatch, attribute: str, value: Any, told: str
) -> None:
    monkeypatch.setattr(contracts, attribute, contracts.columns[:1] * 2 if value == "twice" else value)
    with pytest.raises(ValueError, match=rf"contracts\.contract.*{told}"):
        registers.Registry().add(contracts)


def test_a_step_has_one_effect() -> None:
    registry = effects.Effects()
    registry.add(("p", "s"), lambda of: None)
    with pytest.raises(ValueError, match="p/s has two effects"):
        registry.add(("p", "s"), lambda of: None)
