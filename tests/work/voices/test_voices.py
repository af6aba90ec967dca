"""What letters, petitions and reports leave, and what is refused by which article."""

from __future__ import annotations

from datetime import date

from tests.work.conftest import Desk
from yifa.work.voices.registers import Petition, Voice

DAY = date(2026, 3, 2)


def _written(desk: Desk, **changes: object) -> int:
    answers = {"kind": "complaint", "subject": "窗口多收材料", "content": "多收了材料。", "may_publish": True}
    return desk.open("voice-handling", "write", "applicant", DAY, **(answers | changes))


def test_a_letter_is_answered_counted_and_published_where_its_writer_agreed(desk: Desk) -> None:
    case = _written(desk)
    desk.take(case, "sort", "office", date(2026, 3, 3), path="own", sort_reason="本机关服务")
    desk.take(
        case,
        "draft",
        "examiner",
        date(2026, 3, 4),
        reply_draft="属实，已改。",
        finding="founded",
        correction="改清单",
    )
    desk.take(case, "sign", "head", date(2026, 3, 5))
    desk.take(case, "reply", "office", date(2026, 3, 6), reply_text="属实，已改。")
    public = {"public_subject": "多收材料", "public_content": "多收了材料。", "public_reply": "属实，已改。"}
    desk.take(case, "publish", "office", date(2026, 3, 9), **public)
    row = Voice.objects.get()
    # Three working days to sort and fifteen to answer, from Monday 2 March 2026.
    assert (row.due_on, row.replied_on) == (date(2026, 3, 26), date(2026, 3, 6))
    assert row.published_on == date(2026, 3, 9)
    assert desk.value("voices.received", 2026) == 1
    assert desk.value("voices.founded", 2026) == 1
    assert desk.value("voices.answered_in_time", 2026) == 100


def test_whom_a_complaint_is_about_does_not_answer_it(desk: Desk) -> None:
    case = _written(desk)
    accused = [desk.officers["examiner"].name]
    desk.take(
        case, "sort", "office", DAY, path="own", sort_reason="服务", section="政策法规科", accused=accused
    )
    reasons = desk.refused(case, "draft", "examiner", DAY, reply_draft="不属实。", finding="unfounded")
    assert [one.code for one in reasons] == ["voices/complained-of"]


def test_a_petition_is_told_and_answered_by_its_days(desk: Desk) -> None:
    case = desk.open(
        "petition-handling",
        "register",
        "office",
        DAY,
        national_number="4101",
        received_on=DAY.isoformat(),
        channel="letter",
        source="direct",
        kind="claim",
        ours=True,
        first=True,
        petitioner="某甲",
        matter="请求兑付补助",
        request="没有到账。",
    )
    desk.take(case, "tell", "office", date(2026, 3, 5), told="受理。")
    desk.take(case, "sort", "office", date(2026, 3, 5), path="petition", path_reason="无其他途径")
    desk.take(case, "accept", "office", date(2026, 3, 5), section="政策法规科")
    row = Petition.objects.get()
    assert (row.told_due_on, row.due_on) == (date(2026, 3, 17), date(2026, 5, 4))
    desk.take(case, "extend", "head", date(2026, 4, 1), extension_reasons="复杂")
    row.refresh_from_db()
    assert row.due_on == date(2026, 6, 3)


def test_an_extract_that_names_the_reporter_is_refused_by_article(desk: Desk) -> None:
    case = desk.open(
        "protected-report",
        "report",
        "applicant",
        DAY,
        about="某工作人员",
        content="收受礼品。",
        reporter="郑和平",
        contact="电话 139 1234 5678",
    )
    desk.take(case, "sort", "inspector", DAY, path="discipline", concerns_staff=False, sort_reason="违纪")
    for text in ("据郑和平反映，收受礼品。", "线索人电话13912345678。"):
        (reason,) = desk.refused(case, "extract", "inspector", DAY, extract=text)
        assert "第三十条" in reason.sentence.zh
    desk.take(case, "extract", "inspector", DAY, extract="收受礼品。")
