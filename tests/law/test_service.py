"""When a document is served, and what its remedies line says."""

from __future__ import annotations

from datetime import date

import pytest

from yifa.law.calendar import Calendar
from yifa.law.limits import Term, Unit
from yifa.law.service import (
    ActKind,
    Consent,
    Delivery,
    FactsMissing,
    Mode,
    Served,
    remedies,
    served,
)

CHINA = Calendar.china()
DAY = date(2026, 3, 2)


def serve(delivery: Delivery, *, is_penalty: bool = False) -> Served:
    return served(delivery, CHINA, is_penalty=is_penalty)


def test_direct_and_posted_documents_are_served_on_the_day_signed() -> None:
    assert serve(Delivery(Mode.DIRECT, DAY)).on == DAY
    assert serve(Delivery(Mode.POST, DAY)).citation.article == "91"


def test_a_document_is_left_before_a_witness_or_a_camera() -> None:
    with pytest.raises(FactsMissing, match="见证人"):
        serve(Delivery(Mode.LEFT, DAY))
    assert serve(Delivery(Mode.LEFT, DAY, witnessed=True)).on == DAY
    assert serve(Delivery(Mode.LEFT, DAY, recorded=True)).citation.article == "89"


def test_electronic_service_needs_consent_and_for_a_penalty_a_signed_one() -> None:
    with pytest.raises(FactsMissing, match="须经受送达人同意"):
        serve(Delivery(Mode.ELECTRONIC, DAY))
    given = Delivery(Mode.ELECTRONIC, DAY, consent=Consent.GIVEN)
    assert serve(given).on == DAY
    with pytest.raises(FactsMissing, match="签订确认书"):
        serve(given, is_penalty=True)
    signed = Delivery(Mode.ELECTRONIC, DAY, consent=Consent.SIGNED)
    assert serve(signed, is_penalty=True).citation.statute == "administrative-penalty-law"


def test_an_announcement_serves_after_thirty_days_and_needs_its_reason_on_file() -> None:
    with pytest.raises(FactsMissing, match="记明原因和经过"):
        serve(Delivery(Mode.ANNOUNCEMENT, DAY))
    result = serve(Delivery(Mode.ANNOUNCEMENT, DAY, reason_on_file=True))
    assert result.on == date(2026, 4, 1)
    assert result.deadline is not None
    assert result.deadline.term == Term(30, Unit.CALENDAR_DAYS)
    assert result.verified == "V"


def test_an_announcement_of_2021_took_sixty_days() -> None:
    result = serve(Delivery(Mode.ANNOUNCEMENT, date(2021, 3, 1), reason_on_file=True))
    assert result.on == date(2021, 4, 30)
    assert result.verified == "M"


def test_ordinary_remedies_are_sixty_days_or_six_months() -> None:
    line = remedies(DAY).line(government="漯河市人民政府", court="漯河市源汇区人民法院")
    assert "60日内向漯河市人民政府申请行政复议" in line.zh
    assert "6个月内向漯河市源汇区人民法院提起行政诉讼" in line.zh
    assert "60 days" in line.en
    assert remedies(DAY).reconsider_by(DAY, CHINA).due_on == date(2026, 5, 6)  # 1 May rolls to the 6th
    assert remedies(DAY).sue_by(DAY, CHINA).due_on == date(2026, 9, 2)


def test_where_reconsideration_comes_first_the_suit_follows_in_fifteen_days() -> None:
    refusal = remedies(DAY, ActKind.DISCLOSURE_REFUSAL)
    assert refusal.suit == Term(15, Unit.CALENDAR_DAYS)
    assert refusal.first_citation is not None
    assert refusal.first_citation.zh("行政复议法") == "《行政复议法》第二十三条第一款第四项"
    line = refusal.line(government="漯河市人民政府", court="漯河市源汇区人民法院")
    assert "先向漯河市人民政府申请行政复议" in line.zh
    assert "must first" in line.en


def test_the_line_of_2020_names_the_department_above_too() -> None:
    old = remedies(date(2020, 6, 1))
    with pytest.raises(FactsMissing, match="上一级主管部门"):
        old.line(government="漯河市人民政府", court="法院")
    line = old.line(government="漯河市人民政府", court="法院", department_above="河南省科学技术厅")
    assert "漯河市人民政府或者河南省科学技术厅" in line.zh
    assert remedies(date(2020, 6, 1), ActKind.NATURAL_RESOURCES).reconsideration_first


def test_every_mode_and_body_has_a_name() -> None:
    for mode in Mode:
        assert mode.label.zh
        assert mode.label.en
    assert [body.label.zh for body in remedies(date(2020, 6, 1)).bodies] == ["本级人民政府", "上一级主管部门"]
