"""Letters from templates: what they say, what they cannot do without."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from yifa.law.errors import FileProblem
from yifa.law.files import read_model
from yifa.typesetting.html import to_html
from yifa.typesetting.letters import (
    Fact,
    LetterError,
    LetterTemplate,
    letter,
    needs,
    template,
    templates,
    title_of,
)
from yifa.typesetting.model import Form, OfficialDocument, Paragraph, Table, cell_text
from yifa.typesetting.pdf import to_pdf
from yifa.typesetting.word import to_docx

DAY = date(2020, 3, 4)
FACTS: dict[str, Fact] = {
    "applicant": "临江食品研究院",
    "matter": "技术合同认定登记",
    "received_on": date(2020, 3, 2),
    "basis": "《技术合同认定登记管理办法》第十一条",
    "case_number": "2020-tcr-0007",
    "missing": ("缺少营业执照", "缺少合同附件"),
    "reasons": "不属于技术合同",
    "remedies": "如不服本决定，可以依法申请行政复议。",
}


def written(kind: str, facts: dict[str, Fact]) -> OfficialDocument:
    return letter(kind, facts, issuer="临江市科学技术局", dated=DAY, number="临科受〔2020〕7号")


def words(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_an_acceptance_names_the_matter_the_day_and_the_article() -> None:
    made = written("acceptance-notice", FACTS)
    assert made.title == "受理通知书"
    assert made.recipient == "临江食品研究院"
    assert made.form is Form.LETTER
    (text,) = words(made)
    for part in (
        "2020年3月2日",
        "“技术合同认定登记”",
        "《技术合同认定登记管理办法》第十一条",
        "2020-tcr-0007",
    ):
        assert part in text


def test_everything_missing_is_told_in_one_numbered_list() -> None:
    assert words(written("correction-notice", FACTS))[1:3] == ["1.缺少营业执照", "2.缺少合同附件"]


def test_a_long_text_is_listed_by_its_lines_and_keeps_its_own_numbers() -> None:
    facts = FACTS | {"missing": "一、营业执照\n\n二、合同附件"}
    assert words(written("correction-notice", facts))[1:3] == ["一、营业执照", "二、合同附件"]


def test_a_refusal_without_remedies_states_those_of_the_law_of_its_day() -> None:
    assert FACTS["remedies"] in words(written("decision-refuse", FACTS))
    bare = {name: fact for name, fact in FACTS.items() if name != "remedies"}
    before = words(written("decision-refuse", bare))[-1]
    assert "上一级主管部门" in before
    assert "第九条、第十二条" in before
    now = words(letter("decision-refuse", bare, issuer="局", dated=date(2024, 1, 1)))[-1]
    assert "第二十条、第二十四条" in now
    assert "上一级主管部门" not in now
    assert "第四十六条" in now


def test_a_demonstrations_letter_says_on_every_page_that_it_is_none() -> None:
    made = letter("correction-notice", FACTS, issuer="局", dated=DAY, is_demonstration=True)
    assert "演示" in made.stamp
    assert made.stamp in to_html(made)
    with zipfile.ZipFile(io.BytesIO(to_docx(made))) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert headers
    assert all(made.stamp in header for header in headers)
    assert made.stamp in pypdfium2.PdfDocument(to_pdf(made))[0].get_textpage().get_text_bounded()
    assert not letter("correction-notice", FACTS, issuer="局", dated=DAY).stamp


def test_an_empty_fact_counts_as_missing() -> None:
    with pytest.raises(LetterError, match="受理编号"):
        written("acceptance-notice", FACTS | {"case_number": ""})


def test_answers_of_steps_serve_under_their_own_names() -> None:
    facts = {name: fact for name, fact in FACTS.items() if name != "reasons"}
    made = written("decision-refuse", facts | {"refuse_reasons": "金额未约定"})
    assert "金额未约定" in words(made)


def test_what_is_not_known_is_left_out() -> None:
    assert len(words(written("acceptance-notice", FACTS))) == 1
    assert "八个工作日" in words(written("acceptance-notice", FACTS | {"limit": "八个工作日"}))[1]


def test_braces_in_a_fact_stay_braces() -> None:
    made = written("acceptance-notice", FACTS | {"matter": "{remedies}{0}#let"})
    assert "“{remedies}{0}#let”" in words(made)[0]


def test_a_receipt_of_service_leaves_room_to_sign() -> None:
    (table,) = written("service-receipt", FACTS | {"document": "准予决定书"}).blocks
    assert isinstance(table, Table)
    rows = {cell_text(label): cell_text(value) for label, value in table.rows}
    assert rows["受送达人"] == "临江食品研究院"
    assert rows["收件人签名或者盖章"] == ""


@pytest.mark.parametrize("kind", sorted(templates()))
def test_every_letter_can_be_written_from_what_it_asks_for_and_set(kind: str) -> None:
    facts: dict[str, Fact] = {need.name: f"测试{need.title.zh}" for need in needs(kind)}
    made = written(kind, facts)
    assert made.title
    assert "{" not in made.title + "".join(words(made))
    assert to_pdf(made).startswith(b"%PDF")
    with pytest.raises(LetterError) as refused:
        written(kind, {})
    for need in needs(kind):
        assert need.title.zh in refused.value.zh
        assert need.title.en in refused.value.en


@pytest.mark.parametrize(
    "kind", ["decision-refuse", "refusal-of-acceptance", "termination-notice", "information-reply"]
)
def test_letters_that_may_be_contested_tell_the_remedies(kind: str) -> None:
    assert "remedies" in template(kind).needs


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    assert title_of("acceptance-notice").en == "Notice of acceptance"
    with pytest.raises(LetterError, match="acceptance-notice"):
        title_of("nonsense")


TEMPLATE = """\
letter: x
title: {zh: 甲, en: A}
heading: 甲
needs:
  applicant: {zh: 申请人, en: Applicant}
may_use:
  note: {zh: 备注, en: Note}
text:
"""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('  - "{unknown}"\n', "unknown"),
        ('  - "{note}"\n', "given/say"),
        ("  - {each: applicant, given: note, say: x}\n", "只能写一种"),
        ("  - {given: note}\n", "只能写一种"),
    ],
)
def test_a_faulty_template_is_refused_with_its_file(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TEMPLATE + '  - "{applicant}"\n  - {given: note, say: "{note}"}\n', encoding="utf-8")
    assert read_model(path, LetterTemplate).letter == "x"
    path.write_text(TEMPLATE + text, encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        read_model(path, LetterTemplate)
    assert "x.yaml" in str(refused.value.path)
    assert complaint in refused.value.zh
