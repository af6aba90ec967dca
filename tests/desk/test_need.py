"""Need to know: whoever has no part in a matter that holds personal data sees that it is there, and nothing that is in it.

What is planted is looked for on every page and in every download of the desk, whoever signs in, and on the portal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.desk.conftest import NOW, SINCE, House
from tests.hands import hands
from yifa.cases.acting.act import Actor, NewFile, Opened, act, open_case
from yifa.cases.acting.handling import ask_opinion
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate
from yifa.cases.models import Case, File, Letter, Reading, ReadingKind
from yifa.cases.orders.party_acts import enter_party
from yifa.house.models import Holding, Officer, Post
from yifa.parties.models import Party, PartyKind

Desk = Callable[[Officer], Client]
NAME, NUMBER, PHONE = "郑和平", "11010519491231002X", "13912345678"
ADDRESS, ACCOUNT = "测试市东城区黄山路8号", "6222020200112233445"
REPORTED = "收受某企业购物卡三千元"
PLANTED = (NAME, NUMBER, PHONE, ADDRESS, ACCOUNT)


@pytest.fixture
def application(house: House, settings: Any, tmp_path: Any) -> Opened:
    """A person's application, with what identifies them: as a party, among the answers, in a file's name, in a letter."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    ensure_key(house.bureau)
    person = enter_party(
        house.bureau,
        kind=PartyKind.PERSON,
        name=NAME,
        resident_id=NUMBER,
        phone=PHONE,
        address=ADDRESS,
        actor=Actor.officer(house.window),
        now=NOW,
    )
    opened = open_case(
        house.bureau,
        "service-application",
        "apply",
        actor=Actor.applicant(person),
        title=f"{NAME}的申请",
        party=person,
        answers={
            "item_name": "科技人才补助",
            "item_code": "4111000700001000",
            "item_kind": "public_service",
            "applicant": person.pk,
            "contact_name": NAME,
            "contact_phone": PHONE,
            "post_address": ADDRESS,
            "promised_days": 8,
            "statement": f"请汇入账户{ACCOUNT}，身份证{NUMBER}。",
        },
        files=[
            NewFile(
                f"{NAME}身份证.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n", "materials"
            )
        ],
        department=house.window.holdings_on(NOW.date())[0].post.department,
        now=NOW,
    )
    act(
        opened.case_id,
        "ask-correction",
        actor=Actor.officer(house.window),
        answers={"missing": "身份证复印件"},
        now=NOW,
    )
    integrate(house.bureau, NOW)
    return opened


def protected_report(house: House, about: str = "某科长") -> Opened:
    """A report of an unlawful act, as it comes through the portal."""
    answers = {"about": about, "content": REPORTED, "reporter": NAME, "contact": PHONE}
    actor = Actor.applicant(bureau=house.bureau)
    return open_case(
        house.bureau, "protected-report", "report", actor=actor, title="检举举报", answers=answers, now=NOW
    )


@pytest.fixture
def stranger(house: House) -> Officer:
    """An officer of another department who takes no part."""
    with hands():
        return _officer(house, "周外", "stranger", "planner")


def _officer(house: House, name: str, login: str, power: str, **given: Any) -> Officer:
    from django.contrib.auth.models import User

    office = house.director.holdings_on(NOW.date())[0].post.department
    user = User.objects.create_user(login, password="seventeen green bicycles")
    person = Officer.objects.create(bureau=house.bureau, user=user, name=name, **given)
    post = Post.objects.create(bureau=house.bureau, department=office, name=f"{name}的岗位", powers=[power])
    Holding.objects.create(bureau=house.bureau, post=post, officer=person, from_on=SINCE)
    return person


def _names(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{prefix}{one.name}", dict(one.pattern.converters)


def addresses(case: Case) -> list[str]:
    """Every address of the desk and of the fields, with what is planted in the place of its parts."""
    from yifa.cases.registers.register import registry

    letter, file = Letter.objects.first(), File.objects.first()
    # Of a register without rows the page is looked at, and no workbook or form besides.
    filled = [key for key in registry if registry[key].objects.exists()]
    values: dict[str, list[Any]] = {
        "number": [case.number],
        "version": [1, 2],
        "pk": [1, case.party_id],
        "file_id": [file.pk if file else 1],
        "letter_id": [letter.pk if letter else 1],
        "form": ["pdf", "docx"],
        "step": ["apply", "ask-correction", "correct", "accept"],
        "procedure": ["service-application"],
        "rule_id": ["corrected"],
        "act": ["hand-over", "ask", "copy"],
        "key": [*filled, next(key for key in registry if key not in filled)],
        "name": ["credit"],
        "code": ["service.completed"],
        "year": [2020],
        "position": [0, 1, 2],
        "item_id": [1],
        "into_pk": [1],
        "field": ["phone", "contact_phone"],
        "officer_pk": [1],
        "body": ["party-group"],
    }
    found: list[str] = []
    for name, parts in _names(get_resolver().url_patterns):
        if not name.startswith(("desk:", "report:")) and ":" not in name:
            continue
        combined: list[dict[str, Any]] = [{}]
        for part in parts:
            each = list(registry) if name == "desk:register" else values.get(part, [1])
            combined = [{**one, part: value} for one in combined for value in each]
        for given in combined:
            try:
                found.append(reverse(name, kwargs=given))
            except NoReverseMatch:
                continue
    return [one for one in dict.fromkeys(found) if one.startswith("/desk/")]


def _text(answer: Any) -> str:
    """What an answer says: of a workbook or an archive all parts, unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    except BadZipFile:
        return str(content.decode("utf-8", "ignore"))


def told(client: Client, case: Case, planted: tuple[str, ...] = PLANTED) -> dict[str, list[str]]:
    """Where something planted is told to a client: on every page, and in searches for it."""
    found = {}
    lists = [
        *addresses(case),
        *(f"/desk/search/?q={word}" for word in (*planted, NAME[:2])),
        *(f"/desk/matters/?state=all&q={word}" for word in planted),
        "/desk/matters/?state=all",
        "/desk/matters/?state=all&kind=service-application",
        "/desk/parties/?kind=person",
        "/desk/registers/services.application/excel/?personal=1",
        f"/desk/registers/services.application/?q={NAME}",
        "/desk/figures/service.completed/2020/excel/",
    ]
    assert len(lists) > 150
    for address in lists:
        answer = client.get(address)
        if answer.status_code >= 500:
            raise AssertionError(address)
        typed = re.sub(r'value="[^"]*"|q=[^"&]*', "", _text(answer)) if "q=" in address else _text(answer)
        seen = [one for one in planted if one in typed]
        if seen:
            found[address] = seen
    return found


def test_who_takes_no_part_is_told_nothing_anywhere(
    house: House, application: Opened, stranger: Officer, desk_of: Desk
) -> None:
    case = Case.objects.get(pk=application.case_id)
    client = desk_of(stranger)
    report = protected_report(house)
    assert told(client, case, (*PLANTED, REPORTED, report.number)) == {}
    assert client.get(f"/desk/matters/{report.number}/").status_code == 404
    page = client.get(f"/desk/matters/{case.number}/")
    text = page.content.decode()
    assert page.status_code == 403
    assert case.number in text
    assert "办理中" in text
    assert "reason" not in text
    assert case.number in client.get("/desk/matters/?state=all").content.decode()


def test_somebody_from_outside_sees_what_was_put_to_them_alone(
    house: House, application: Opened, desk_of: Desk
) -> None:
    case = Case.objects.get(pk=application.case_id)
    with hands():
        counsel = _officer(house, "吴律师", "outside", "counsel", is_outside=True)
    client = desk_of(counsel)
    assert told(client, case) == {}
    assert case.number not in client.get("/desk/matters/?state=all").content.decode()
    assert client.get("/desk/registers/").status_code == 403
    assert client.get("/desk/parties/").status_code == 403
    ask_opinion(
        case.pk, of=counsel, question="补正要求是否合法？", actor=Actor.officer(house.window), now=NOW
    )
    client = desk_of(counsel)
    page = client.get(f"/desk/matters/{case.number}/")
    assert page.status_code == 200
    assert NUMBER not in page.content.decode()
    assert case.number in client.get("/desk/matters/?state=all").content.decode()


def test_a_citizen_is_told_nothing(house: House, application: Opened) -> None:
    case = Case.objects.get(pk=application.case_id)
    client, code = Client(), house.bureau.code
    for name, parts in _names(get_resolver().url_patterns):
        if not name.startswith("portal:"):
            continue
        given = {part: {"bureau": code, "number": case.number}.get(part, 1) for part in parts}
        try:
            answer = client.get(reverse(name, kwargs=given))
        except NoReverseMatch:
            continue
        assert not [one for one in PLANTED if one in _text(answer)], name


def test_the_window_reads_it_masked_and_opens_it_by_a_click_that_is_kept(
    house: House, application: Opened, desk_of: Desk
) -> None:
    case = Case.objects.get(pk=application.case_id)
    client = desk_of(house.window)
    page = client.get(f"/desk/matters/{case.number}/").content.decode()
    assert "139****5678" in page
    assert "110105********002X" in page
    assert PHONE not in page
    assert NUMBER not in page
    shown = client.post(f"/desk/matters/{case.number}/entries/1/show/contact_phone/", HTTP_HX_REQUEST="true")
    assert PHONE in shown.content.decode()
    assert PHONE in client.post(f"/desk/matters/{case.number}/entries/1/show/contact_phone/").content.decode()
    assert client.get(f"/desk/matters/{case.number}/entries/1/show/contact_phone/").status_code == 405
    party = client.get(f"/desk/parties/{case.party_id}/").content.decode()
    assert "139****5678" in party
    assert not [one for one in (NUMBER, PHONE, ADDRESS) if one in party]
    assert ADDRESS in client.post(f"/desk/parties/{case.party_id}/show/address/").content.decode()
    kinds = [(one.kind, one.fields) for one in Reading.objects.order_by("pk")]
    assert kinds == [
        (ReadingKind.OPENED, []),
        (ReadingKind.SHOWN, ["contact_phone"]),
        (ReadingKind.OPENED, []),
        (ReadingKind.SHOWN, ["address"]),
    ]


def test_who_oversees_types_why_and_reads_for_a_day(
    house: House, application: Opened, desk_of: Desk, settings: Any
) -> None:
    case = Case.objects.get(pk=application.case_id)
    with hands():
        auditor = _officer(house, "钱审", "auditor", "audit-administrator")
    client, address = desk_of(auditor), f"/desk/matters/{case.number}/"
    assert client.get(address).status_code == 403
    assert client.post(f"{address}why/", {"reason": "看看"}).status_code == 422
    assert not Reading.objects.exists()
    assert (
        client.post(f"{address}why/", {"reason": "核查12345工单反映的问题", "next": "//evil"}).headers[
            "Location"
        ]
        == address
    )
    assert client.get(address).status_code == 200
    page = client.get("/desk/oversight/readings/").content.decode()
    assert "核查12345工单反映的问题" in page
    assert case.number in page
    settings.CLOCK = NOW + timedelta(days=1)
    assert client.get(address).status_code == 403
    assert desk_of(house.director).get("/desk/oversight/readings/").status_code == 403


def test_who_does_not_oversee_reads_with_no_reason(
    house: House, application: Opened, stranger: Officer, desk_of: Desk
) -> None:
    case = Case.objects.get(pk=application.case_id)
    client = desk_of(stranger)
    assert (
        client.post(f"/desk/matters/{case.number}/why/", {"reason": "我很想知道里面有什么"}).status_code
        == 422
    )
    assert client.get(f"/desk/matters/{case.number}/").status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        "update cases_reading set officer_id = officer_id",
        "update cases_reading set reason = ''",
        "delete from cases_reading",
        "truncate cases_reading",
    ],
)
def test_nobody_changes_what_was_read(house: House, application: Opened, desk_of: Desk, change: str) -> None:
    case = Case.objects.get(pk=application.case_id)
    desk_of(house.window).get(f"/desk/matters/{case.number}/")
    assert Reading.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Reading.objects.count() == 1


def test_reading_by_night_and_the_same_reason_again_are_shown_to_the_auditor(
    house: House, application: Opened, desk_of: Desk, settings: Any
) -> None:
    case = Case.objects.get(pk=application.case_id)
    settings.CLOCK = NOW + timedelta(hours=12)
    desk_of(house.window).get(f"/desk/matters/{case.number}/")
    with hands():
        auditor = _officer(house, "钱审", "auditor", "audit-administrator")
        Reading.objects.create(
            bureau=house.bureau,
            officer=house.director,
            kind="shown",
            case=case,
            fields=["contact_phone"],
            at=NOW,
        )
        for _ in range(3):
            Reading.objects.create(
                bureau=house.bureau,
                officer=house.director,
                kind="oversight",
                case=case,
                reason="检查",
                at=NOW,
            )
    answer = desk_of(auditor).get("/desk/oversight/readings/")
    page = answer.content.decode()
    people = {one.name: one for one in answer.context["people"]}
    assert (people["王芳"].count, people["王芳"].outside) == (1, 1)
    assert people["刘洋"].outside == 0
    assert "重复 3 次" in page
    assert [row.what for row in answer.context["rows"] if row.what] == ["联系电话"]
    outside = desk_of(auditor).get("/desk/oversight/readings/?outside=1").context["rows"]
    assert [row.officer for row in outside] == ["王芳"]


def test_an_upload_keeps_its_name_for_those_who_need_to_know(
    house: House, application: Opened, stranger: Officer, desk_of: Desk
) -> None:
    case, file = Case.objects.get(pk=application.case_id), File.objects.get()
    assert desk_of(stranger).get(f"/desk/matters/{case.number}/files/{file.pk}/").status_code == 403
    assert _text(desk_of(house.window).get(f"/desk/matters/{case.number}/files/{file.pk}/")).startswith(
        "%PDF"
    )
    assert Reading.objects.get(kind=ReadingKind.FILE).case == case
    assert Party.objects.get(resident_id=NUMBER).name == NAME


TALKS, REPORT = "谈话推荐中有人保留", "考察中反映性情急躁"


@pytest.fixture
def selection(house: House, settings: Any, tmp_path: Any) -> Case:
    """A selection for promotion with what was said in talks and found in the inspection; the candidate is of the bureau."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    ensure_key(house.bureau)
    with hands():
        hr, second = (
            _officer(house, name, login, "personnel") for name, login in (("周人", "hr"), ("吴事", "hr2"))
        )
    asked: dict[str, Any] = {"actor": Actor.officer(hr), "now": NOW}
    motion = {"track": "leading", "post_name": "副科长", "quota": 6, "in_post": 5, "reason": "空缺"}
    opened = open_case(house.bureau, "cadre-promotion", "motion", title="选拔任用", answers=motion, **asked)
    talks = {"recommended_on": NOW.date(), "candidate": "赵敏", "result": TALKS}
    act(opened.case_id, "recommend", answers=talks, **asked)
    checks = dict.fromkeys(("file_checked", "report_checked", "discipline_heard", "clues_checked"), True)
    found = {**checks, "in_sanction": False, "law_assessed": "良好", "report": REPORT}
    act(opened.case_id, "inspect", answers=found, co_signers=[Actor.officer(second)], **asked)
    integrate(house.bureau, NOW)
    return Case.objects.get(pk=opened.case_id)


@pytest.mark.parametrize("who", ["second_examiner", "section_head", "administrator"])
def test_talks_and_reports_of_a_selection_are_kept_from_the_candidate_and_all_who_take_no_part(
    house: House, selection: Case, desk_of: Desk, who: str
) -> None:
    client, number = desk_of(getattr(house, who)), selection.number
    own = [one for one in addresses(selection) if number in one or "promotion" in one]
    lists = [f"/desk/search/?q={word}" for word in ("性情急躁", "保留")]
    assert len(own) > 20
    for address in (
        *own,
        *lists,
        "/desk/matters/?state=all",
        "/desk/registers/promotion.promotion/excel/?personal=1",
    ):
        text = re.sub(r'value="[^"]*"|q=[^"&]*', "", _text(client.get(address)))
        assert not [one for one in (TALKS, REPORT, "性情急躁") if one in text], address
    assert client.get(f"/desk/matters/{number}/").status_code == 403
    if who != "second_examiner":
        assert "赵敏" not in _text(client.get("/desk/registers/promotion.promotion/"))


def test_whoever_handles_a_selection_reads_it_and_the_reading_is_kept(
    house: House, selection: Case, desk_of: Desk
) -> None:
    page = desk_of(Officer.objects.get(name="吴事")).get(f"/desk/matters/{selection.number}/")
    assert page.status_code == 200
    assert REPORT in page.content.decode()
    assert Reading.objects.filter(case_id=selection.pk).exists()
