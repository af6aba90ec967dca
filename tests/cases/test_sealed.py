"""Personal data at rest: nothing of it stands in the tables, everything is found as before, and keys can be changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import FieldError
from django.db import connection

from tests.cases.cast import World
from yifa.cases import store
from yifa.cases.log.erasing import erase
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate, receipt, timeline
from yifa.cases.log.resealing import remaining, reseal, sealed_models
from yifa.cases.log.verification import verify
from yifa.cases.models import ActContent, Draft
from yifa.cases.orders.party_acts import enter_party
from yifa.cases.registers.register import registry
from yifa.parties.models import Party, PartyKind
from yifa.sealing import KeyMissing, Locked, ring
from yifa.sealing.ring import ensure, made_key, write

NUMBER, PHONE, ADDRESS, CONTACT = "11010519491231002X", "13912345678", "郾城区黄山路8号", "李四光"
DAY = date(2026, 1, 1)
ANSWERS: dict[str, Any] = {"amount": 100_00}


@pytest.fixture
def keys(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PERSONAL_KEYS = tmp_path / "personal.json"
    ensure(DAY, settings.PERSONAL_KEYS)
    return tmp_path / "personal.json"


def person(world: World) -> Party:
    return enter_party(
        world.bureau,
        kind=PartyKind.PERSON,
        name="某人",
        resident_id=NUMBER,
        phone=PHONE,
        address=ADDRESS,
        actor=world.by(world.clerk),
        now=world.now,
    )


def dump() -> str:
    """Everything that the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select t::text from {table} t")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_personal_text_stands_in_any_table(world: World, keys: Path) -> None:
    party = person(world)
    world.open(answers={**ANSWERS, "contact": CONTACT})
    Draft.objects.create(
        bureau=world.bureau,
        officer=world.clerk,
        procedure_key="p",
        step="s",
        answers={"typed": {"phone": PHONE}},
        saved_at=world.now,
    )
    text = dump()
    for planted in (NUMBER, PHONE, ADDRESS, CONTACT):
        assert planted not in text
        assert json.dumps(planted)[1:-1] not in text
    party = Party.objects.get(pk=party.pk)
    assert (party.resident_id, party.phone, party.address) == (NUMBER, PHONE, ADDRESS)
    assert Draft.objects.get().answers == {"typed": {"phone": PHONE}}
    assert ActContent.objects.filter(answers__has_key="contact").first().answers["contact"][1] == CONTACT  # type: ignore[union-attr]


def test_whole_values_are_found_and_parts_are_not(world: World, keys: Path) -> None:
    party = person(world)
    assert Party.objects.get(resident_id=NUMBER) == party
    assert Party.objects.get(phone__in=[PHONE, "0"]) == party
    assert not Party.objects.filter(resident_id=NUMBER[:-1]).exists()
    assert Party.objects.exclude(resident_id="").count() == 1
    assert person(world) == party
    with pytest.raises(FieldError):
        Party.objects.filter(phone__contains="139").exists()


def test_receipts_timelines_and_verification_are_as_they_were(world: World, keys: Path) -> None:
    vkey = ensure_key(world.bureau)
    made = world.open(answers={**ANSWERS, "contact": CONTACT})
    person(world)
    integrate(world.bureau, world.now)
    assert receipt(world.bureau, 0, with_answers=True).openings["contact"].value == CONTACT
    receipt(world.bureau, 0, with_answers=True).verify([vkey])
    assert {one.key: one.value for one in timeline(world.case(made))[0].answers}["contact"] == CONTACT
    found = verify(world.bureau)
    assert found.ok, found.differences
    assert found.unopened.answers == 0


def test_without_the_key_verification_says_what_it_could_not_open(world: World, keys: Path) -> None:
    ensure_key(world.bureau)
    made = world.open(answers={**ANSWERS, "contact": CONTACT})
    party = person(world)
    name = ring().current.name
    keys.rename(keys.with_suffix(".away"))
    found = verify(world.bureau)
    assert found.ok, found.differences
    assert (found.unopened.answers, found.unopened.keys) == (1, {name})
    there = Party.objects.get(pk=party.pk)
    assert isinstance(there.phone, Locked)
    there.save()
    with pytest.raises(KeyMissing):
        store.answers_of_case(made.case_id)
    with pytest.raises(KeyMissing):
        world.open(answers={**ANSWERS, "contact": CONTACT})
    with pytest.raises(KeyMissing):
        Party.objects.filter(phone=PHONE).exists()
    keys.with_suffix(".away").rename(keys)
    assert Party.objects.get(phone=PHONE) == party


def test_keys_are_changed_in_parts_and_nothing_is_lost(
    world: World, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_key(world.bureau)
    monkeypatch.setattr("yifa.cases.log.resealing._AT_ONCE", 1)
    made = [world.open(answers={**ANSWERS, "contact": f"{CONTACT}{at}"}) for at in range(3)]
    party = person(world)
    old = ring().current
    write(keys, [old, made_key(DAY, "sm4-gcm")])
    new = ring().current
    # What both keys sealed is found meanwhile, and is not entered a second time.
    assert Party.objects.get(resident_id=NUMBER) == party
    assert person(world) == party
    parts = reseal(world.bureau, lambda: world.now)
    next(parts)
    parts.close()
    assert remaining(world.bureau, old.name)
    list(reseal(world.bureau, lambda: world.now))
    assert not remaining(world.bureau, old.name)
    assert remaining(world.bureau, new.name) == 4
    assert list(reseal(world.bureau, lambda: world.now)) == []
    write(keys, [new])
    assert Party.objects.get(phone=PHONE) == party
    for at, one in enumerate(made):
        assert store.answers_of_case(one.case_id)["contact"] == f"{CONTACT}{at}"
    integrate(world.bureau, world.now)
    found = verify(world.bureau)
    assert found.ok, found.differences


def test_an_answer_under_a_new_seal_can_be_erased(world: World, keys: Path) -> None:
    made = world.open(answers={**ANSWERS, "contact": CONTACT})
    write(keys, [ring().current, made_key(DAY)])
    list(reseal(world.bureau, lambda: world.now))
    erase(world.case(made), fields=["contact"], reason="届满", actor=world.by(world.head), now=world.now)
    assert "contact" not in store.answers_of_case(made.case_id)


def test_personal_columns_of_every_register_are_sealed() -> None:
    sealed = {(one.model, name) for one in sealed_models() for name in one.columns}
    for register in registry.values():
        for column in register.columns:
            if not column.personal or "__" in column.name:
                continue
            # A column that points to a party says nothing by itself; who the party is is sealed there.
            if not register._meta.get_field(column.name).is_relation:
                assert (register, column.name) in sealed, (
                    f"{register.key()}.{column.name} is personal and not sealed"
                )
