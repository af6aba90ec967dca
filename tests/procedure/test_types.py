"""Every type of question has all it needs in its one class: read, judged, kept, said in both languages, put into a cell."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook

from yifa.interface.widgets import WIDGETS, widget_of
from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.model import Json, Question
from yifa.procedure.shapes import ProcedureShape
from yifa.procedure.types import FromCell, QuestionType, Typed, every_type, is_empty, type_called
from yifa.spreadsheets.values import BadCell

CHOICES: Final = {"a": Bilingual("甲类", "Class A"), "b": Bilingual("乙类", "Class B")}
COLUMN: Final = Question("task", types.TEXT, Bilingual("任务", "Task"))

# What is typed, what is then kept, how it reads, and an answer that does not fit (where there is such a thing).
LIVED: Final[dict[QuestionType, tuple[Typed, Json, Bilingual, Json]]] = {
    types.TEXT: (" 一次  ", "一次", Bilingual("一次", "一次"), 1),
    types.LONG_TEXT: ("一\r\n二", "一\n二", Bilingual("一\n二", "一\n二"), 1),
    types.DOCUMENT_NUMBER: (
        "漯科[2020]5号",
        "漯科〔2020〕5号",
        Bilingual("漯科〔2020〕5号", "漯科〔2020〕5号"),
        1,
    ),
    types.INTEGER: ("12", 12, Bilingual("12", "12"), 1.5),
    types.NUMBER: ("1.5", 1.5, Bilingual("1.5", "1.5"), "1.5"),
    types.PERCENT: ("98.5%", 98.5, Bilingual("98.5%", "98.5%"), "98.5"),
    types.MONEY: ("12.5万", 12_500_000, Bilingual("125,000元", "125,000 yuan"), -1),
    types.DATE: ("2020年3月5日", "2020-03-05", Bilingual("2020年3月5日", "5 March 2020"), "三月"),
    types.BOOLEAN: ("yes", True, Bilingual("是", "Yes"), "是"),
    types.CHOICE: ("a", "a", Bilingual("甲类", "Class A"), "c"),
    types.CHOICES: (["a", "b"], ["a", "b"], Bilingual("甲类、乙类", "Class A, Class B"), ["c"]),
    types.PARTY: ("7", 7, Bilingual("某公司", "某公司"), None),
    types.OFFICER: ("o:3", "o:3", Bilingual("王芳", "王芳"), None),
    types.PEOPLE: (
        "甲\n党组书记、局长",
        ["甲", "党组书记、局长"],
        Bilingual("甲；党组书记、局长", "甲; 党组书记、局长"),
        ["甲", "甲"],
    ),
    types.CASE: ("2020-TP-0001", "2020-tp-0001", Bilingual("2020-tp-0001", "2020-tp-0001"), 1),
    types.ROWS: (
        '{"task": "清理"}',
        [{"task": "清理"}],
        Bilingual("1. 任务：清理", "1. Task: 清理"),
        [{"other": "清理"}],
    ),
}
FROM_FILES: Final[dict[QuestionType, Json]] = {types.FILE: "合同.pdf", types.FILES: ["合同.pdf", "附件.pdf"]}
HOW: Final = FromCell(since=date(1990, 1, 1), until=date(2030, 1, 1), choices=CHOICES)


class Known:
    """One party and one officer."""

    def party(self, key: int) -> Bilingual:
        return types.same({7: "某公司"}[key])

    def officer(self, key: str) -> Bilingual:
        return types.same({"o:3": "王芳"}[key])


def asked(kind: QuestionType, **more: Any) -> Question:
    given: dict[str, Any] = {"choices": CHOICES} if kind.of_choice else {}
    if kind is types.ROWS:
        given["columns"] = {"task": COLUMN}
    return Question("it", kind, Bilingual("它", "It"), **(given | more))


ASKED: Final = [one for one in every_type() if one.is_asked]


def test_each_type_is_lived_through_here() -> None:
    assert {*LIVED, *FROM_FILES} == set(ASKED)


@pytest.mark.parametrize("kind", list(every_type()), ids=str)
def test_a_type_says_what_it_is_called_and_how_it_is_compared(kind: QuestionType) -> None:
    assert type_called(kind.key) is kind
    assert all((kind.called.zh, kind.called.en, kind.wanted.zh, kind.wanted.en, kind.excel_format))
    assert kind.compared in {"string", "number", "date", "bool", "list", "opaque"}
    assert is_empty(kind.filler) is False


@pytest.mark.parametrize("kind", ASKED, ids=str)
def test_every_type_that_is_asked_is_drawn_by_a_widget(kind: QuestionType) -> None:
    assert widget_of(asked(kind)).kind_for(asked(kind))


def test_every_widget_draws_a_type() -> None:
    drawn = {cls for kind in ASKED for cls in type(kind).__mro__}
    assert set(WIDGETS) <= drawn


@pytest.mark.parametrize("kind", LIVED, ids=str)
def test_what_is_typed_is_read_kept_said_and_typed_again(kind: QuestionType) -> None:
    typed, answer, words, wrong = LIVED[kind]
    question = asked(kind)
    assert kind.read(question, typed) == answer
    assert kind.fault(question, answer) is None
    assert kind.canonical(answer) == answer
    assert kind.words(question, answer, Known()) == words
    assert kind.read(question, kind.typed(question, answer)) == answer
    assert is_empty(kind.typed(question, None))
    if wrong is not None:
        fault = kind.fault(question, wrong)
        assert fault is not None
        assert fault.zh != fault.en


@pytest.mark.parametrize(("kind", "answer"), FROM_FILES.items(), ids=str)
def test_the_names_of_files_are_their_answer(kind: QuestionType, answer: Json) -> None:
    assert isinstance(kind, types.FILE.__class__)
    names: list[Json] = ["合同.pdf", "附件.pdf"]
    assert kind.named(names) == answer
    assert kind.words(asked(kind), answer).zh == ("合同.pdf、附件.pdf" if kind.is_many else "合同.pdf")


@pytest.mark.parametrize("kind", [one for one in LIVED if one.in_rows], ids=str)
def test_a_cell_that_goes_out_comes_in_again(kind: QuestionType) -> None:
    question = asked(kind)
    answer = LIVED[kind][1]
    words = (
        kind.words(question, answer, Known()).zh if kind.of_choice or kind is types.BOOLEAN else str(answer)
    )
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1"] = kind.cell(answer, words, 100)
    book.save(out)
    sheet = load_workbook(out).active
    assert sheet is not None
    back = kind.from_cell(sheet["A1"].value, FromCell(HOW.since, HOW.until, lines=True, choices=CHOICES))
    assert kind.canonical(back) == answer
    assert kind.from_cell(None, HOW) is None


@pytest.mark.parametrize(
    "kind", [types.DATE, types.MONEY, types.INTEGER, types.NUMBER, types.BOOLEAN, types.CHOICE], ids=str
)
def test_a_cell_that_is_something_else_is_told_in_both_languages(kind: QuestionType) -> None:
    with pytest.raises(BadCell) as refused:
        kind.from_cell("说不清", HOW)
    assert refused.value.sentence.zh != refused.value.sentence.en


def test_what_no_file_may_ask_is_refused_with_those_there_are() -> None:
    asks = {"it": {"type": "reference", "label": {"zh": "它", "en": "It"}}}
    step = {"title": {"zh": "办", "en": "Do"}, "by": "officer", "asks": asks}
    with pytest.raises(ValueError, match=r"not one of .*, text, "):
        ProcedureShape.model_validate(
            {
                "procedure": "p",
                "title": {"zh": "事", "en": "It"},
                "field": "f",
                "in_force": {"from": date(2020, 1, 1)},
                "stance": "own",
                "summary": {"zh": "事", "en": "It"},
                "steps": {"do": step},
            }
        )
