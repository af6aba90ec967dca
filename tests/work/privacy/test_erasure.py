"""A person erased whole: planted in every place there is, and gone from all of them; the record proves as before."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from tests.desk.conftest import SINCE, House, make_house
from tests.hands import hands
from yifa.cases.acting.act import Actor, ActRefused, NewFile, act, open_case
from yifa.cases.acting.handling import ask_opinion
from yifa.cases.files import path_of
from yifa.cases.log.forgetting import due_matters, person_of, plan_of
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate, receipt, timeline
from yifa.cases.log.verification import verify
from yifa.cases.models import Case, Draft, File, Letter, Reading, Refusal
from yifa.cases.orders.house_acts import enter_house
from yifa.cases.orders.party_acts import enter_party
from yifa.cases.stories import Brief
from yifa.cases.told.letters import LetterForm
from yifa.cases.told.letters import render as set_letter
from yifa.cases.told.search import search
from yifa.conf.sessions import SessionStore
from yifa.demo.erasing import erasing as erasing_played
from yifa.house.models import Department, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Calendar
from yifa.parties.models import Party, PartyKind
from yifa.sealing.fields import SealedJSONField, SealedTextField
from yifa.typesetting.letters import LetterError
from yifa.typesetting.model import DocumentError
from yifa.work.privacy.registers import Erasure
from yifa.work.services.registers import Application

NOW = datetime(2022, 3, 2, 2, 0, tzinfo=UTC)
NAME, NUMBER, PHONE = "欧阳清和", "11010519491231002X", "13912345678"
ADDRESS = "测试市东城区黄山路8号"
PLANTED = (NAME, NUMBER, PHONE, ADDRESS)
PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def house(db: None, settings: LazySettings, tmp_path: Any) -> Any:
    settings.CLOCK = NOW
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    made = make_house("test-kj")
    with using_bureau(made.bureau):
        ensure_key(made.bureau)
        yield made


@hands()
def officer(house: House, name: str, *powers: str) -> Officer:
    from django.contrib.auth.models import User

    department = Department.objects.first()
    assert department is not None
    user = User.objects.create_user(f"u{name}", password="seventeen green bicycles")
    person = Officer.objects.create(bureau=house.bureau, user=user, name=name)
    post = Post.objects.create(bureau=house.bureau, department=department, name=name, powers=list(powers))
    Holding.objects.create(bureau=house.bureau, post=post, officer=person, from_on=SINCE)
    return person


def person(house: House, name: str = NAME, number: str = NUMBER, phone: str = PHONE) -> Party:
    return enter_party(
        house.bureau,
        kind=PartyKind.PERSON,
        name=name,
        resident_id=number,
        phone=phone,
        address=ADDRESS if name == NAME else "",
        actor=Actor.officer(house.window),
        now=NOW,
    )


def apply(house: House, party: Party, now: datetime = NOW, **changes: Any) -> Case:
    answers = {
        "item_name": "科技人才补助",
        "item_code": "4111000700001000",
        "item_kind": "public_service",
        "applicant": party.pk,
        "contact_name": party.name,
        "contact_phone": PHONE,
        "post_address": ADDRESS,
        "promised_days": 8,
        "statement": f"本人{party.name}，身份证{NUMBER}。",
    }
    opened = open_case(
        house.bureau,
        "service-application",
        "apply",
        actor=Actor.applicant(party),
        title=f"{party.name}的申请",
        party=party,
        answers=answers | changes,
        files=[NewFile(f"{party.name}身份证.pdf", PAPER + f"%{party.name}".encode(), "materials")],
        now=now,
    )
    return Case.objects.select_related("bureau").get(pk=opened.case_id)


def dump() -> str:
    """Everything that the database holds as text, with what is sealed opened."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select t::text from {table} t")
            found += [row[0] for row in cursor.fetchall()]
    from django.apps import apps
    from django.contrib.sessions.models import Session

    from yifa.cases.models import ActContent

    for model in apps.get_models():
        sealed = [
            one.name
            for one in model._meta.local_concrete_fields
            if isinstance(one, SealedTextField | SealedJSONField)
        ]
        rows = getattr(model, "everywhere", model._default_manager).all() if sealed else ()
        found += [
            json.dumps(getattr(row, name), ensure_ascii=False, default=str) for row in rows for name in sealed
        ]
    found += [json.dumps(one.answers, ensure_ascii=False) for one in ActContent.objects.all()]
    found += [
        json.dumps(SessionStore().decode(one.session_data), ensure_ascii=False)
        for one in Session.objects.all()
    ]
    return "\n".join(found)


def traces(text: str) -> list[str]:
    return [one for one in PLANTED if one in text or json.dumps(one)[1:-1] in text]


def plant(house: House) -> tuple[Party, Case]:
    """The person everywhere: party, title, answers, files, a letter, a refused attempt, another's matter, a register, drafts, a
    session, the search, an act of the house, the reason of a reading.
    """
    party = person(house)
    case = apply(house, party)
    window = Actor.officer(house.window)
    act(case.pk, "ask-correction", actor=window, answers={"missing": f"{NAME}的复印件"}, now=NOW)
    with pytest.raises(ActRefused):
        act(case.pk, "accept", actor=window, answers={"acceptance_note": NAME, "promised": "x"}, now=NOW)
    Refusal.everywhere.create(
        bureau=house.bureau,
        case=case,
        procedure_key="p",
        step="s",
        at=NOW,
        reasons=[{"zh": f"{NAME}不能办理"}],
    )
    other = apply(
        house,
        person(house, "某甲", "", ""),
        contact_phone="13800000000",
        post_address="别处",
        statement=f"与{NAME}同住",
    )
    ask_opinion(other.pk, of=house.director, question=f"{PHONE}打不通怎么办？", actor=window, now=NOW)
    enter_house(house.bureau, "test", actor=window, answers={"reason": f"应{NAME}请求"}, now=NOW)
    with hands():
        Application.objects.filter(case=other).update(item_name=f"{NAME}推荐的补助")
    Draft.objects.create(
        bureau=house.bureau,
        officer=house.director,
        procedure_key="p",
        step="s",
        answers={"typed": {"a-note": f"给{NAME}打电话"}},
        saved_at=NOW,
    )
    Reading.objects.create(
        bureau=house.bureau, officer=house.director, case=case, kind="oversight", reason=f"{NAME}投诉", at=NOW
    )
    session = SessionStore()
    session["portal_drafts"] = {"x": {"typed": {"who-name": NAME}}}
    session.save()
    assert search(house.bureau, NAME)
    assert Letter.objects.filter(case=case).exists()
    return party, case


def erasing(house: House, party: Party | None, **answers: Any) -> tuple[Case, Officer]:
    """An erasure that is proposed, checked and approved, and who carries it out."""
    archivist, lawyer = officer(house, "档案员", "archivist"), officer(house, "法审员", "legality-reviewer")
    given = (
        {"erasure_scope": "person", "subject": party.pk} if party is not None else {"erasure_scope": "due"}
    )
    opened = open_case(
        house.bureau,
        "personal-data-erasure",
        "propose",
        actor=Actor.officer(archivist),
        title="删除个人信息",
        party=party,
        answers={**given, "erasure_ground": "withdrawn", "erasure_basis": "本人请求", **answers},
        now=NOW,
    )
    act(opened.case_id, "check", actor=Actor.officer(lawyer), answers={"checked": True}, now=NOW)
    act(opened.case_id, "approve", actor=Actor.officer(house.director), now=NOW)
    return Case.objects.get(pk=opened.case_id), archivist


def test_a_person_is_erased_whole_and_the_record_proves_as_before(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    party, case = plant(house)
    integrate(house.bureau, NOW)
    before = receipt(house.bureau, timeline(case)[0].position, with_answers=True)
    paper = File.objects.filter(case=case).get()
    stored = paper.digest
    assert sorted(traces(dump())) == sorted(PLANTED)
    erasure, archivist = erasing(house, party)
    assert plan_of(person_of(party)).counts["sessions"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        act(erasure.pk, "erase", actor=Actor.officer(archivist), now=NOW)
    assert traces(dump()) == []
    row = Erasure.objects.get(case=erasure)
    assert (row.ground, row.erased_on) == ("withdrawn", NOW.date())
    assert row.erased is not None
    assert row.erased > 8
    assert search(house.bureau, NAME) == []
    letter = Letter.objects.filter(case=case).first()
    assert letter is not None
    letter.case, letter.bureau = Case.objects.select_related("bureau", "party").get(pk=case.pk), house.bureau
    # A letter whose words are gone may refuse to be set.
    with suppress(LetterError, DocumentError):
        assert NAME not in set_letter(letter, LetterForm.HTML).decode()
    # Elsewhere stays what does not speak of them.
    assert "13800000000" in dump()
    assert Party.objects.get(name="某甲")
    paper.refresh_from_db()
    assert (paper.name, paper.digest) == ("", "")
    assert not path_of(stored).exists()
    vkey = ensure_key(house.bureau)
    before.verify([vkey])
    integrate(house.bureau, NOW)
    found = verify(house.bureau, files=False)
    assert found.ok, [one.sentence.zh for one in found.differences]


def test_the_demonstration_erases_somebody_of_whom_nothing_stays(house: House) -> None:
    officer(house, "档案员", "archivist"), officer(house, "法审员", "legality-reviewer")
    brief = Brief(
        bureau_name=house.bureau.name,
        short_name="局",
        document_code="测",
        division_code="",
        place="某市",
        calendar=Calendar.china(),
        today=NOW.date(),
    )
    (cue,) = erasing_played(house.bureau, brief)
    cue.do(NOW)
    assert Erasure.objects.get().erased_on == NOW.date()
    assert not [one for one in ("演示申请人", "13800000000") if one in dump()]


def test_nothing_is_erased_of_an_officer_with_the_same_name(house: House) -> None:
    party = person(house)
    namesake = officer(house, NAME, "planner")
    erasure, archivist = erasing(house, party)
    act(erasure.pk, "erase", actor=Actor.officer(archivist), now=NOW)
    namesake.refresh_from_db()
    assert namesake.name == NAME


def test_a_namesake_keeps_their_name_in_their_own_matters(house: House) -> None:
    party = person(house)
    mine = apply(house, party)
    theirs = apply(
        house,
        person(house, NAME, "", "13800000000"),
        contact_phone="13800000000",
        post_address="别处",
        statement="无",
    )
    plan = plan_of(person_of(party, namesakes=True))
    assert {one.case.pk for one in plan.cases} == {mine.pk}
    assert theirs.pk in {one.case.pk for one in plan_of(person_of(party)).cases}


def test_what_was_not_checked_is_not_erased(house: House) -> None:
    party = person(house)
    apply(house, party)
    erasure, archivist = erasing(house, party)
    apply(house, party)
    with pytest.raises(ActRefused) as refused:
        act(erasure.pk, "erase", actor=Actor.officer(archivist), now=NOW)
    assert refused.value.reasons[0].code == "privacy/list-has-changed"
    assert NAME in dump()


def test_a_body_has_no_personal_data_to_erase(house: House) -> None:
    body = enter_party(
        house.bureau, kind=PartyKind.ENTERPRISE, name="某公司", actor=Actor.officer(house.window), now=NOW
    )
    with pytest.raises(ActRefused) as refused:
        erasing(house, body)
    assert refused.value.reasons[0].code == "privacy/not-a-person"


def test_nothing_is_proposed_where_nothing_is_due(house: House) -> None:
    apply(house, person(house))
    with pytest.raises(ActRefused) as refused:
        erasing(house, None)
    assert refused.value.reasons[0].code == "privacy/nothing-due"


def test_what_is_due_is_computed_from_what_registers_are_kept(house: House) -> None:
    party = person(house)
    case = apply(house, party)
    act(case.pk, "withdraw", actor=Actor.applicant(party), answers={}, now=NOW)
    year = NOW.year + 1
    found = {
        on: [one.case.pk for one in due_matters(house.bureau, on)]
        for on in (date(year + 9, 12, 31), date(year + 10, 1, 1))
    }
    assert found == {date(year + 9, 12, 31): [], date(year + 10, 1, 1): [case.pk]}


@pytest.mark.usefixtures("days_to_come")
def test_what_is_due_goes_and_the_rest_stays(house: House, settings: LazySettings) -> None:
    party, other = person(house), person(house, "某甲", "", "13800000000")
    case = apply(house, party)
    act(case.pk, "withdraw", actor=Actor.applicant(party), answers={}, now=NOW)
    later = NOW + timedelta(days=366 * 12)
    kept = apply(house, other, now=later, contact_phone="13800000000", post_address="别处", statement="无")
    archivist, lawyer = officer(house, "档案员", "archivist"), officer(house, "法审员", "legality-reviewer")
    settings.CLOCK = later
    opened = open_case(
        house.bureau,
        "personal-data-erasure",
        "propose",
        actor=Actor.officer(archivist),
        title="届满删除",
        answers={"erasure_scope": "due", "erasure_ground": "expired", "erasure_basis": "十年"},
        now=later,
    )
    act(opened.case_id, "check", actor=Actor.officer(lawyer), answers={"checked": True}, now=later)
    act(opened.case_id, "approve", actor=Actor.officer(house.director), now=later)
    act(opened.case_id, "erase", actor=Actor.officer(archivist), now=later)
    text = dump()
    assert [one for one in PLANTED if one in text] == [NUMBER] or traces(text) == []
    assert "某甲" in text
    assert Case.objects.get(pk=kept.pk).title == "某甲的申请"
    assert list(due_matters(house.bureau, later.date())) == []


def test_the_list_is_shown_before_and_its_reading_is_kept(house: House) -> None:
    party, case = plant(house)
    erasure, archivist = erasing(house, party)
    client = Client()
    assert archivist.user is not None
    client.force_login(archivist.user, backend="yifa.conf.logins.Backend")
    address = f"/desk/personal-data/{erasure.number}/list/"
    assert f'href="{address}"' in client.get(f"/desk/matters/{erasure.number}/").content.decode()
    page = client.get(address).content.decode()
    assert case.number in page
    assert NAME not in page
    assert "联系电话" in page
    assert Reading.objects.filter(kind="preview", officer=archivist).exists()
    assert client.get("/desk/personal-data/due/").status_code == 200
