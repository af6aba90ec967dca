"""Before an act and after it: Enter takes none, what it would bring about is shown, a form is taken once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.desk.conftest import NOW
from tests.desk.permits import Permits
from tests.desk.test_steps import START, filled
from yifa.cases.models import Case, Draft, Letter, LogEntry, Refusal
from yifa.desk.models import Sending
from yifa.desk.sendings import forget
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]
TOKEN = re.compile(r'name="sending" value="([^"]+)"')


def drawn(desk: Client, url: str) -> str:
    """The token of the form as it is drawn now."""
    found = TOKEN.search(desk.get(url).content.decode())
    assert found is not None
    return found[1]


def test_a_form_sent_twice_is_taken_once_and_shows_the_first_matter(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    first_tab, second_tab = drawn(desk, START), drawn(desk, START)
    desk.post(START, filled(permits, sending=first_tab))
    again = desk.post(START, filled(permits, sending=second_tab), follow=True)
    case = Case.objects.get()
    assert again.redirect_chain == [(f"/desk/matters/{case.number}/", 302)]
    assert "没有再办一次" in again.content.decode()


@pytest.mark.parametrize(
    "changed", [{"a-subject": "另一项许可"}, {}], ids=["other words", "a form drawn after"]
)
def test_another_form_is_another_matter(permits: Permits, desk_of: Desk, changed: dict[str, Any]) -> None:
    desk = desk_of(permits.house.window)
    token = drawn(desk, START)
    desk.post(START, filled(permits, sending=token))
    desk.post(START, filled(permits, sending=token if changed else drawn(desk, START), **changed))
    assert Case.objects.count() == 2


def test_what_was_refused_is_kept_and_may_be_sent_again(permits: Permits, desk_of: Desk) -> None:
    case = permits.examined()
    desk = desk_of(permits.house.examiner)
    url = f"/desk/matters/{case.number}/steps/accept/"
    for _time in range(2):
        own = drawn(desk, f"/desk/matters/{case.number}/steps/note/")
        assert desk.post(url, {"do": "take", "sending": own, "version": "3"}).status_code == 422
    assert Refusal.objects.count() == 2


def test_forms_of_long_ago_are_forgotten(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    desk.post(START, filled(permits, sending=drawn(desk, START)))
    for days, left in ((20, 1), (40, 0)):
        forget(permits.house.bureau, NOW + timedelta(days=days))
        assert Sending.objects.count() == left


def test_a_token_of_somebody_else_claims_nothing(permits: Permits, desk_of: Desk) -> None:
    token = drawn(desk_of(permits.house.window), START)
    case = permits.open()
    other = desk_of(permits.house.examiner)
    other.post(f"/desk/matters/{case.number}/steps/note/", {"do": "take", "sending": token, "version": "1"})
    assert LogEntry.objects.filter(step="note").count() == 1


def test_enter_in_a_field_looks_and_keeps_and_takes_no_act(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    page = desk.get(START).content.decode()
    form = page[page.index('id="step-form"') :]
    assert re.search(r"<button[^>]+value=\"([^\"]+)\"", form)[1] == "key"  # type: ignore[index]
    sent = {"do": "key", "a-subject": "食品检测许可", "find-applicant": "食品"}
    page = desk.post(START, sent).content.decode()
    assert permits.party.name in page
    assert not Case.objects.exists()
    assert Draft.objects.get().answers["typed"]["subject"] == "食品检测许可"


def test_what_an_act_would_bring_about_is_shown_and_leaves_nothing(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    desk = desk_of(permits.house.window)
    url = f"/desk/matters/{case.number}/steps/accept/"
    assert 'hx-trigger="load' in desk.get(url).content.decode()
    part = desk.post(url, {"do": "show", "version": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "受理通知书" in part
    assert 'class="paper"' in part
    assert permits.party.name in part
    assert not Letter.objects.exists()
    assert permits.row(case).version == 1
    whole = desk.post(url, {"do": "show", "version": "1"}).content.decode()
    assert 'class="paper"' in whole


def test_what_would_be_refused_is_shown_and_is_no_attempt(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    desk = desk_of(permits.house.director)
    url = f"/desk/matters/{case.number}/steps/grant/"
    asked = {"do": "show", "a-certificate": "甲1", "version": "2"}
    part = desk.post(url, asked, headers={"HX-Request": "true"}).content.decode()
    assert "照现在所填，不能办理" in part
    assert "《测试许可法》" in part
    assert not Refusal.objects.exists()


def test_what_arrives_after_the_session_ended_stands_in_the_form_after_signing_in(
    permits: Permits, desk_of: Desk
) -> None:
    desk = desk_of(permits.house.window)
    token = drawn(desk, START)
    desk.logout()
    sent = desk.post(START, filled(permits, sending=token, **{"a-note": "写了很久"}))
    assert sent["Location"] == f"/accounts/login/?next={START}"
    assert not Case.objects.exists()
    assert "写了很久" in desk_of(permits.house.window).get(START).content.decode()
    assert "写了很久" not in desk_of(permits.house.section_head).get(START).content.decode()


def test_what_arrives_signed_out_without_an_officers_token_is_not_kept(
    permits: Permits, desk_of: Desk
) -> None:
    desk = desk_of(permits.house.window)
    desk.logout()
    desk.post(START, filled(permits, sending="x"))
    assert not Draft.objects.exists()


FREE_OF_ACTS = {
    "interface/components/language.html",
    "account/login.html",
    "allauth/layouts/manage.html",
    "desk/no_seat.html",
    "desk/base.html",
    "desk/_masked.html",
    "desk/entry.html",
    "draws/verify.html",
    "portal/verify.html",
    "portal/ask.html",
}
"""Forms that take no act: languages, signing in and out, looking something up."""


def test_no_form_of_the_desk_takes_an_act_by_enter() -> None:
    for path in sorted(Path("yifa").glob("*/templates/**/*.html")) + sorted(
        Path("yifa/work").glob("*/templates/**/*.html")
    ):
        name = path.as_posix().partition("templates/")[2]
        if name in FREE_OF_ACTS or name.startswith("portal/"):
            continue
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text("utf-8"), re.DOTALL):
            fields = re.search(
                r'<input(?![^>]*type="(?:hidden|checkbox|radio|file)")|_field|_small_form|<select', form
            )
            first = re.search(r"<button[^>]*>|no_enter", form)
            assert not fields or (first and re.search(r'no_enter|"key"|"show"', first[0])), (name, form[:200])
