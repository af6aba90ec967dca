"""A draw in the bureau: the list first, the seed after, two who read it, and a record that a stranger works out again."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from tests.work.conftest import Desk, moment
from yifa.cases.acting.act import ActRefused
from yifa.cases.log import keys, record
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.cli.draw import app
from yifa.evidence.draws import DrawRecord, digest_of
from yifa.work.draws.registers import Draw, DrawnOne, SealedPart

DAY = date(2026, 3, 5)
SEED_DAY = date(2026, 3, 6)
NAMES = [f"专家{number:02}" for number in range(1, 7)]


def fix(desk: Desk, **changes: Any) -> int:
    given: dict[str, Any] = {
        "draw_title": "工程技术研究中心评审专家",
        "pool": "listed",
        "listed": [
            *({"name": name, "stratum": "technical"} for name in NAMES),
            {"name": "专家07", "stratum": "technical", "excluded": "same_unit"},
        ],
        "takes": [{"stratum": "technical", "count": 3}],
        "seed_kind": "public_value",
        "seed_source": "上证综合指数收盘值",
        "seed_day": SEED_DAY.isoformat(),
    }
    return desk.open("random-draw", "fix", "examiner", DAY, **(given | changes))


def drawn(desk: Desk) -> int:
    case = fix(desk)
    desk.take(case, "enter-value", "examiner", SEED_DAY, value="3124.50")
    desk.take(case, "draw", "drafter", SEED_DAY, value_again="３１２４.50 ")
    return case


def test_whoever_is_drawn_follows_from_the_list_and_the_value(desk: Desk) -> None:
    case = drawn(desk)
    names = answers_of_case(case)["drawn"]
    assert len(names) == 3
    assert set(names) <= set(NAMES)
    assert (
        list(DrawnOne.objects.filter(standing="drawn").order_by("id").values_list("name", flat=True)) == names
    )
    draw = Draw.objects.get(case_id=case)
    assert (draw.listed, draw.excluded, draw.wanted, draw.value) == (7, 1, 3, "3124.50")


def test_whoever_cannot_serve_is_followed_by_the_next_in_order(desk: Desk) -> None:
    case = drawn(desk)
    before = answers_of_case(case)["drawn"]
    desk.take(case, "replace", "drafter", SEED_DAY, replaced=before[:1], replace_reason="kin")
    desk.take(case, "take-next", "drafter", SEED_DAY)
    after = answers_of_case(case)["drawn"]
    assert after[:2] == before[1:]
    assert after[2] not in before
    gone = DrawnOne.objects.get(standing="replaced")
    assert (gone.name, gone.reason) == (before[0], "kin")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seed_day": DAY.isoformat()}, "draws/known-seed"),
        ({"takes": [{"stratum": "technical", "count": 7}]}, "draws/too-few"),
        ({"listed": [{"name": "甲", "stratum": "technical"}] * 4}, "draws/twice"),
    ],
)
def test_a_list_that_leaves_a_choice_is_not_fixed(desk: Desk, change: dict[str, Any], code: str) -> None:
    with pytest.raises(ActRefused) as refused:
        fix(desk, **change)
    assert code in [one.code for one in refused.value.reasons]


def test_two_must_read_the_same_value(desk: Desk) -> None:
    case = fix(desk)
    desk.take(case, "enter-value", "examiner", SEED_DAY, value="3124.50")
    (reason,) = desk.refused(case, "draw", "drafter", SEED_DAY, value_again="3124.05")
    assert reason.code == "draws/values-differ"


def test_a_draw_is_not_cancelled_once_its_seed_is_known(desk: Desk) -> None:
    case = fix(desk)
    (reason,) = desk.refused(case, "cancel", "drafter", SEED_DAY, cancel_reason="重来")
    assert reason.code == "draws/seed-is-known"
    desk.take(fix(desk), "cancel", "drafter", DAY, cancel_reason="名单有误")


def test_officers_seal_their_parts_and_open_them_together(desk: Desk) -> None:
    case = fix(desk, seed_kind="officers", seed_source=None, seed_day=None)
    secrets = {"examiner": "一" * 40, "drafter": "二" * 40}
    desk.take(case, "seal-part", "examiner", DAY, part_digest=digest_of(secrets["examiner"]))
    (alone,) = desk.refused(case, "reveal-part", "examiner", DAY, part_secret=secrets["examiner"])
    assert alone.code == "draws/too-few-parts"
    desk.take(case, "seal-part", "drafter", DAY, part_digest=digest_of(secrets["drafter"]))
    (other,) = desk.refused(case, "reveal-part", "examiner", DAY, part_secret=secrets["drafter"])
    assert other.code == "draws/other-secret"
    desk.take(case, "reveal-part", "examiner", DAY, part_secret=secrets["examiner"])
    waiting = desk.refused(case, "draw", "office", DAY)
    assert {one.code for one in waiting} == {"cases/nothing-known"}
    desk.take(case, "reveal-part", "drafter", DAY, part_secret=secrets["drafter"])
    desk.take(case, "draw", "office", DAY)
    assert set(SealedPart.objects.values_list("secret", flat=True)) == set(secrets.values())
    assert DrawnOne.objects.count() == 3


def test_a_stranger_works_it_out_again_from_what_is_public(desk: Desk, settings: Any, tmp_path: Any) -> None:
    settings.CLOCK = moment(SEED_DAY + timedelta(days=30))
    keys.make_key(desk.bureau)
    case = drawn(desk)
    number = Case.objects.get(pk=case).number
    address = f"/{desk.bureau.code}/draws/{number}"
    before = DrawRecord.from_json(Client().get(f"{address}.json").content.decode())
    assert not before.opened
    names = answers_of_case(case)["drawn"]
    assert not any(name in Client().get(f"{address}/").content.decode() for name in NAMES)
    desk.take(case, "publish", "office", SEED_DAY)
    record.integrate(desk.bureau, moment(SEED_DAY))
    file = tmp_path / "record.json"
    file.write_bytes(Client().get(f"{address}.json").content)
    key = tmp_path / "key"
    key.write_text(keys.public_key(desk.bureau), encoding="utf-8")
    result = CliRunner().invoke(app, ["verify", str(file), "--key", str(key)])
    assert result.exit_code == 0
    assert "2026-03-05T01:00:00+00:00" in result.output
    assert all(name in result.output for name in names)
    assert all(name in Client().get(f"{address}/").content.decode() for name in names)
    with file.open("rb") as sent:
        answered = Client().post(f"/{desk.bureau.code}/draws/verify/", {"file": sent})
    assert answered.status_code == 200
    assert names[0] in answered.content.decode()
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**told, "drawn": told["drawn"][::-1]}), encoding="utf-8")
    assert CliRunner().invoke(app, ["verify", str(file)]).exit_code == 1
