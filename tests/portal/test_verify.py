"""The log in public: a receipt verified in words, each kind of tampering found, and tiles that another client can follow."""

from __future__ import annotations

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.portal.conftest import NOW, Town, apply_for_voucher, make_town
from yifa.cases.log.keys import cosigner_of, public_key
from yifa.cases.log.tree import integrate
from yifa.cases.log.witnessing import show_head
from yifa.cases.models import WatchedLog, Witness
from yifa.evidence.checkpoints import open_checkpoint
from yifa.evidence.cosigning import Submission
from yifa.evidence.merkle import HASH_SIZE, TreeBuilder
from yifa.house.tenancy import using_bureau


@pytest.fixture
def receipt(town: Town, visitor: Client) -> str:
    number, _code = apply_for_voucher(town, visitor)
    return visitor.get(f"{town.base}/progress/{number}/receipts/1.json").content.decode()


def test_receipt_is_verified_in_words(town: Town, visitor: Client, receipt: str) -> None:
    answer = visitor.post(f"{town.base}/verify/", {"receipt": receipt})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "核验通过" in page
    assert "申请人办理了「提交申请」" in page
    assert "2020-sa-0001" in page
    assert "13800001234" not in page.split("<textarea")[0]


def test_receipt_may_be_uploaded(town: Town, visitor: Client, receipt: str) -> None:
    file = SimpleUploadedFile("凭证.json", receipt.encode(), "application/json")
    assert "核验通过" in visitor.post(f"{town.base}/verify/", {"file": file}).content.decode()


@pytest.mark.parametrize("what", ["text", "checkpoint", "entry", "index", "opening"])
def test_tampering_is_found_and_the_check_named(town: Town, visitor: Client, receipt: str, what: str) -> None:
    changed = json.loads(receipt)
    expected = {"text": 0, "checkpoint": 1, "entry": 2, "index": 3, "opening": 3}[what]
    match what:
        case "text":
            del changed["proof"]
        case "checkpoint":
            changed["checkpoint"] = changed["checkpoint"].replace("\n", "\n1", 1)
        case "entry":
            changed["entry"] = base64.b64encode(b"{}").decode()
        case "index":
            changed["index"] -= 1
        case _:
            changed["openings"]["statement"]["value"] = "别的内容"
    answer = visitor.post(f"{town.base}/verify/", {"receipt": json.dumps(changed)})
    states = [check.state for check in answer.context["checks"]]
    assert answer.status_code == 422
    assert states.index("red") == expected
    assert answer.context["verified"] is None


def test_receipt_of_another_bureau_is_refused(town: Town, visitor: Client, receipt: str) -> None:
    other = make_town("other-kj", "二")
    answer = visitor.post(f"{other.base}/verify/", {"receipt": receipt})
    assert answer.status_code == 422
    assert answer.context["verified"] is None


@pytest.mark.parametrize("text", ["", "不是凭证", "[]", "{}", "x" * 600_000])
def test_what_is_no_receipt_gets_a_sentence(town: Town, visitor: Client, text: str) -> None:
    answer = visitor.post(f"{town.base}/verify/", {"receipt": text})
    assert answer.status_code == 422
    assert answer.context["problem"]


def test_tiles_lead_to_the_signed_root(town: Town, visitor: Client, receipt: str) -> None:
    integrate(town.bureau, NOW)
    note = visitor.get(f"{town.base}/log/checkpoint").content.decode()
    key = visitor.get(f"{town.base}/log/public-key").content.decode().strip()
    head = open_checkpoint(note, [key])
    tile = visitor.get(f"{town.base}/log/tile/0/000.p/{head.size}").content
    builder = TreeBuilder()
    builder.append([tile[at : at + HASH_SIZE] for at in range(0, len(tile), HASH_SIZE)])
    assert builder.root() == head.root


@pytest.mark.parametrize(
    "path", ["0/000", "0/000.p/200", "0/001", "0/0", "64/000", "entries/000", "0/000.p/0", "0/../secret"]
)
def test_tiles_that_are_not_there_are_not_found(town: Town, visitor: Client, path: str) -> None:
    assert visitor.get(f"{town.base}/log/tile/{path}").status_code == 404


def test_pages_only_read_on_get_and_take_no_other_method(town: Town, visitor: Client) -> None:
    for address in ("published/normative-documents/", "log/checkpoint", "reports/", ""):
        assert visitor.post(f"{town.base}/{address}").status_code == 405
    assert visitor.delete(f"{town.base}/verify/").status_code == 405


def test_the_portal_cosigns_a_neighbours_log_and_shows_its_own_witnesses(town: Town, visitor: Client) -> None:
    other = make_town("other-kj", "二")
    head = integrate(town.bureau, NOW)
    assert head is not None
    address = f"{other.base}/witness/add-checkpoint"
    body = Submission(0, (), head.note).to_text()

    def post(_address: str, sent: bytes) -> tuple[int, str]:
        answer = visitor.post(address, sent, content_type="text/plain")
        return answer.status_code, answer.content.decode()

    assert visitor.get(address).status_code == 405
    assert post("", b"\xff")[0] == 400
    assert post("", b"old 0")[0] == 400
    assert post("", body.encode())[0] == 404
    with using_bureau(other.bureau):
        WatchedLog.objects.create(
            bureau=other.bureau,
            origin=open_checkpoint(head.note, [public_key(town.bureau)]).origin,
            key=public_key(town.bureau),
            named_position=0,
        )
    with using_bureau(town.bureau):
        Witness.objects.create(
            bureau=town.bureau,
            kind="cosigner",
            name="邻市科技局",
            address="https://other.example/other-kj/witness",
            key=cosigner_of(other.bureau).verifier.vkey,
            named_position=0,
        )
    assert [str(one.outcome) for one in show_head(town.bureau, NOW, post)] == ["cosigned"]
    again = visitor.post(address, body.encode(), content_type="text/plain")
    assert (again.status_code, again["Content-Type"]) == (409, "text/x.tlog.size")
    assert int(again.content) == head.size
    page = visitor.get(f"{town.base}/verify/").content.decode()
    assert "邻市科技局" in page
    note = visitor.get(f"{town.base}/log/checkpoint").content.decode()
    assert cosigner_of(other.bureau).verifier.name in note
    assert open_checkpoint(note, [public_key(town.bureau)]).size == head.size
