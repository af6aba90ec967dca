"""Entered once: codes are checked, doubles found, and a merge shows its plan first."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from tests.cases.cast import MONDAY, World, people
from yifa.cases.log.comparing import compare
from yifa.cases.models import LogEntry
from yifa.cases.orders import house_acts
from yifa.house.tenancy import using_bureau
from yifa.law.identifiers import IdentifierProblem
from yifa.parties import merging
from yifa.parties.merging import MergeRefused
from yifa.parties.models import Party, PartyKind
from yifa.parties.names import normalised
from yifa.parties.register import PartyRefused, doubles_of, enter_party, find_party

CODE = "91350100M000100Y43"
EARLY = "91350100M0001TGQXM"
"""A genuine early code that fails its check."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("漯河市测试（集团）有限公司", "漯河市测试(集团) 有限责任公司"),
        ("ＡＢＣ科技股份有限公司", "abc科技股份有限责任公司"),
        ("某某研究院", "某某·研究院"),
    ],
)
def test_the_same_body_has_the_same_name_however_it_was_typed(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_different_bodies_keep_different_names() -> None:
    names = ["漯河市甲有限公司", "漯河市甲股份有限公司", "漯河市乙有限公司", "漯河市甲集团有限公司"]
    assert len({normalised(name) for name in names}) == len(names)


def test_a_body_is_entered_once_by_its_code(world: World) -> None:
    first = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc=CODE)
    again = enter_party(
        world.bureau, kind=PartyKind.ENTERPRISE, name="改名后的公司", uscc=f" {CODE.lower()} "
    )
    assert again == first
    with using_bureau(world.other):
        assert enter_party(world.other, kind=PartyKind.ENTERPRISE, name="某公司", uscc=CODE) != first


def test_a_code_that_fails_its_check_is_confirmed_by_an_officer_not_refused(world: World) -> None:
    with pytest.raises(PartyRefused) as refused:
        enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="早期试点公司", uscc=EARLY)
    assert refused.value.confirmable
    assert "校验位" in refused.value.zh
    party = enter_party(
        world.bureau,
        kind=PartyKind.ENTERPRISE,
        name="早期试点公司",
        uscc=EARLY,
        confirmed_by=world.clerk,
        now=MONDAY,
    )
    assert (party.uscc, party.uscc_confirmed_by, party.uscc_confirmed_at) == (EARLY, world.clerk, MONDAY)


def test_what_cannot_be_a_code_is_refused(world: World) -> None:
    with pytest.raises(IdentifierProblem):
        enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc="123")
    with pytest.raises(IdentifierProblem):
        enter_party(world.bureau, kind=PartyKind.PERSON, name="张三", resident_id="110105194912310021")
    with pytest.raises(PartyRefused):
        enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="   ")
    assert not Party.objects.exists()


def test_doubles_are_found_by_name_and_by_likeness(world: World) -> None:
    def enter(name: str, uscc: str = "") -> Party:
        return enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name=name, uscc=uscc)

    party = enter("漯河市示范智能装备制造有限公司", CODE)
    same = enter("漯河市示范智能装备制造有限责任公司")
    alike = enter("漯河示范智能装备制造有限公司")
    enter("遂宁市完全不同的农业合作社")
    found = doubles_of(party)
    assert [double.party for double in found] == [same, alike]
    assert found[0].why.zh == "名称相同"
    assert 0.45 <= found[1].likeness < 1
    assert find_party(world.bureau, "漯河市示范智能装备制造有限公司") is None
    assert find_party(world.bureau, "漯河示范智能装备制造 有限公司") == alike


def test_every_key_to_a_party_is_in_the_merge() -> None:
    listed = {merging.relation_name(field) for field in merging.relations()}
    there = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField)
        and field.related_model is Party
    }
    assert listed == there - {"parties.party.merged_into"}
    assert "cases.case.party" in listed


def test_a_merge_shows_its_plan_and_is_an_act(world: World) -> None:
    stays = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc=CODE, phone="1")
    double = enter_party(
        world.bureau, kind=PartyKind.ENTERPRISE, name="某（公司）", phone="2", legal_representative="李四"
    )
    opened = world.open(party=double)
    plan = merging.plan(double, stays)
    assert plan.filled == {"legal_representative": "李四"}
    assert plan.kept_apart == {"phone": ("2", "1")}
    assert {move.relation: move.count for move in plan.moves if move.count} == {"cases.case.party": 1}
    house_acts.merge_parties(double, stays, reason="同一企业重复登记", actor=world.by(world.head), now=MONDAY)
    double.refresh_from_db()
    stays.refresh_from_db()
    assert (double.survivor, double.is_active, stays.legal_representative) == (stays, False, "李四")
    assert world.case(opened).party == stays
    assert LogEntry.objects.order_by("-position").values_list("kind", "step")[0] == ("house", "merge-parties")
    assert not list(compare(world.bureau))
    with pytest.raises(MergeRefused):
        merging.plan(double, stays)


def test_two_bodies_are_not_merged(world: World) -> None:
    one = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc=CODE)
    other = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc="11370322004222241N")
    person = enter_party(world.bureau, kind=PartyKind.PERSON, name="某某")
    with using_bureau(world.other):
        people(world.other)
        foreign = enter_party(world.other, kind=PartyKind.ENTERPRISE, name="某公司")
    for party, into in ((one, one), (one, other), (person, one), (foreign, one)):
        with pytest.raises(MergeRefused):
            merging.plan(party, into)
    assert doubles_of(one)[0].party == other
    assert date(2020, 3, 2) == MONDAY.date()


def test_a_failed_merge_leaves_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stays = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某公司", uscc=CODE)
    double = enter_party(world.bureau, kind=PartyKind.ENTERPRISE, name="某（公司）")

    def fail(agreed: merging.Plan) -> None:
        raise RuntimeError("no space left")

    monkeypatch.setattr(merging, "carry_out", fail)
    with pytest.raises(RuntimeError):
        house_acts.merge_parties(double, stays, reason="重复", actor=world.by(world.head), now=MONDAY)
    assert not LogEntry.objects.exists()
