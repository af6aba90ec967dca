"""Passages are saved as versions, against the version that was seen; what was frozen is not touched."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests.report.conftest import NOW
from yifa.house.models import Bureau, Officer
from yifa.report import drafting
from yifa.report.errors import ReportFrozen, ReportMoved, TieProblem, TokenProblem
from yifa.report.models import Prose, Report, Status
from yifa.report.unsettled import flags

PATH = "results/work/closures"


def text_of(report: Report, path: str = PATH) -> str:
    return drafting.texts(drafting.written(report))[path]


def test_a_report_begins_with_the_words_of_its_outline(report: Report, bureau: Bureau) -> None:
    assert report.title == "清河市科学技术局2020年报告"
    assert text_of(report, "opening") == "现将{{bureau_short}}{{year}}年情况报告如下：\n"
    untouched = {each.passage.path for each in drafting.written(report) if each.is_draft}
    assert {"opening", PATH} <= untouched
    assert drafting.begin(bureau, 2020, now=NOW) == report


def test_a_passage_is_saved_as_a_new_version(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "停办{{house.closures}}。", officer=officer, now=NOW, expected=1)
    assert text_of(report) == "停办{{house.closures}}。"
    assert [(each.number, each.officer) for each in drafting.history(report, PATH)] == [
        (2, officer),
        (1, None),
    ]


def test_unchanged_words_make_no_new_version(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, text_of(report), officer=officer, now=NOW, expected=1)
    assert Prose.objects.filter(path=PATH).count() == 2


def test_whoever_saves_second_is_told_and_keeps_what_was_typed(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "甲的文字。", officer=officer, now=NOW, expected=1)
    drafting.keep_draft(report, PATH, "乙的文字。", officer=officer, now=NOW, expected=1)
    with pytest.raises(ReportMoved) as refused:
        drafting.save(report, PATH, "乙的文字。", officer=officer, now=NOW, expected=1)
    assert refused.value.current == "甲的文字。"
    assert text_of(report) == "甲的文字。"
    draft = drafting.draft_of(report, PATH, officer)
    assert draft is not None
    assert draft.text == "乙的文字。"


def test_what_is_typed_is_kept_until_it_is_saved(report: Report, officer: Officer) -> None:
    drafting.keep_draft(report, PATH, "写到一半{{", officer=officer, now=NOW, expected=1)
    drafting.keep_draft(report, PATH, "写到一半。", officer=officer, now=NOW, expected=1)
    assert text_of(report).startswith("全年停办")
    drafting.save(report, PATH, "写完了。", officer=officer, now=NOW, expected=1)
    assert drafting.draft_of(report, PATH, officer) is None


def test_a_token_that_cannot_be_read_is_not_saved(report: Report, officer: Officer) -> None:
    with pytest.raises(TokenProblem, match="第1行第3字"):
        drafting.save(report, PATH, "停办{{house.closures", officer=officer, now=NOW, expected=1)
    assert text_of(report).startswith("全年停办")


def test_a_passage_that_the_outline_lacks_is_refused(report: Report, officer: Officer) -> None:
    with pytest.raises(TieProblem, match="提纲里没有“results/more”"):
        drafting.save(report, "results/more", "多写一段。", officer=officer, now=NOW, expected=0)


def test_a_typed_number_is_flagged_until_it_is_tied(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "开展培训12次。", officer=officer, now=NOW, expected=1)
    (flag,) = flags(drafting.written(report), [])
    assert flag.is_open
    assert flag.sentence.zh == "“停办情况”第1行的“12次”是手工填写的，请换成数据，或注明来源和理由。"
    drafting.tie(
        report, PATH, flag.number, source="培训签到簿", reason="当年未建台账", officer=officer, now=NOW
    )
    (flag,) = flags(drafting.written(report), report.ties.all())
    assert not flag.is_open
    assert "取自培训签到簿" in flag.sentence.zh


def test_a_tie_holds_for_its_clause_only(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "开展培训12次。", officer=officer, now=NOW, expected=1)
    (flag,) = flags(drafting.written(report), [])
    drafting.tie(report, PATH, flag.number, source="签到簿", reason="未建台账", officer=officer, now=NOW)
    drafting.save(report, PATH, "处罚企业12次。", officer=officer, now=NOW, expected=2)
    (flag,) = flags(drafting.written(report), report.ties.all())
    assert flag.is_open


def test_a_withdrawn_tie_leaves_the_number_open(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "开展培训12次。", officer=officer, now=NOW, expected=1)
    (flag,) = flags(drafting.written(report), [])
    made = drafting.tie(
        report, PATH, flag.number, source="签到簿", reason="未建台账", officer=officer, now=NOW
    )
    drafting.untie(report, made.pk, now=NOW)
    assert flags(drafting.written(report), report.ties.all())[0].is_open


@pytest.mark.parametrize(("source", "reason"), [("", "未建台账"), ("签到簿", " ")])
def test_a_tie_names_its_source_and_the_reason(
    report: Report, officer: Officer, source: str, reason: str
) -> None:
    drafting.save(report, PATH, "开展培训12次。", officer=officer, now=NOW, expected=1)
    (flag,) = flags(drafting.written(report), [])
    with pytest.raises(TieProblem, match="写明来源"):
        drafting.tie(report, PATH, flag.number, source=source, reason=reason, officer=officer, now=NOW)


def test_a_typed_number_is_replaced_by_a_token(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "全年停办3次。", officer=officer, now=NOW, expected=1)
    drafting.replace_number(
        report, PATH, 4, "3次", "{{house.closures}}", officer=officer, now=NOW, expected=2
    )
    assert text_of(report) == "全年停办{{house.closures}}。"
    with pytest.raises(TieProblem, match="已经不在原来的位置"):
        drafting.replace_number(
            report, PATH, 4, "3次", "{{house.closures}}", officer=officer, now=NOW, expected=3
        )


@pytest.fixture
def frozen(report: Report) -> Report:
    Report.objects.filter(pk=report.pk).update(status=Status.FROZEN, frozen_at=NOW)
    report.refresh_from_db()
    return report


def test_a_frozen_report_takes_no_words(frozen: Report, officer: Officer) -> None:
    with pytest.raises(ReportFrozen):
        drafting.save(frozen, PATH, "改一下。", officer=officer, now=NOW, expected=1)
    with pytest.raises(ReportFrozen):
        drafting.keep_draft(frozen, PATH, "改一下。", officer=officer, now=NOW, expected=1)
    with pytest.raises(ReportFrozen):
        drafting.untie(frozen, 1, now=NOW)


def test_the_database_refuses_too(frozen: Report, bureau: Bureau) -> None:
    with pytest.raises(IntegrityError, match="is frozen"), transaction.atomic():
        Prose.objects.create(bureau=bureau, report=frozen, path=PATH, number=9, text="改", saved_at=NOW)
    with pytest.raises(IntegrityError, match="is frozen"), transaction.atomic():
        Report.objects.filter(pk=frozen.pk).update(title="别的标题")


def test_prose_can_only_be_added_to(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select privilege_type from information_schema.role_table_grants"
            " where table_name = 'report_prose' and grantee = %s",
            [connection.settings_dict["APPLICATION_USER"]],
        )
        assert {row[0] for row in cursor.fetchall()} == {"SELECT", "INSERT"}
