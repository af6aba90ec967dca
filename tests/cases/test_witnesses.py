"""A second history of a log is found by whoever saw the first; and nothing is signed on top of it in silence."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings
from django.core import mail

from tests.cases.cast import World
from yifa.cases.errors import DeskRefused, RecordProblem
from yifa.cases.log import heads, keys
from yifa.cases.log.record import receipt
from yifa.cases.log.tree import SignedHead, integrate, latest_head
from yifa.cases.log.verification import verify
from yifa.cases.log.witnessing import (
    Post,
    WitnessAnswer,
    answer_submission,
    cosigned_note,
    last_cosigned,
    show_head,
)
from yifa.cases.models import ShownHead, ShownOutcome, WitnessKind
from yifa.cases.orders.witness_orders import (
    dismiss_witness,
    end_watch,
    explain_fork,
    name_witness,
    watch_log,
)
from yifa.evidence.checkpoints import Ed25519Signer, open_checkpoint
from yifa.evidence.faults import SigningKeyError
from yifa.house.tenancy import using_bureau


def signed(world: World) -> SignedHead:
    """One more entry, and a signed head over it, kept outside the database as after a commit."""
    world.open()
    head = integrate(world.bureau, world.later(minutes=1))
    assert head is not None
    heads.keep(world.bureau, head.note)
    return head


def rewritten(world: World) -> SignedHead:
    """A head of the same log over another history, as a restored backup would have had it."""
    head = signed(world)
    signer = Ed25519Signer.from_pem(
        keys.public_key(world.bureau).partition("+")[0],
        (keys.folder() / f"{world.bureau.code}.pem").read_bytes(),
    )
    from yifa.evidence.checkpoints import Checkpoint, sign

    other = sign(Checkpoint(signer.name, head.size + 1, bytes(32)), signer)
    heads.keep(world.bureau, other)
    return head


def test_a_restored_backup_is_not_signed_until_it_is_explained(world: World) -> None:
    keys.ensure_key(world.bureau)
    rewritten(world)
    world.open()
    world.open()
    fork = heads.fork_of(world.bureau)
    assert fork is not None
    with pytest.raises(RecordProblem, match="分叉"):
        integrate(world.bureau, world.now)
    with pytest.raises(RecordProblem):  # a receipt that would need a new head
        receipt(world.bureau, 2, now=world.now)
    with pytest.raises(DeskRefused):
        explain_fork(
            world.bureau, fork.head.checkpoint, reason=" ", actor=world.by(world.head), now=world.now
        )
    with pytest.raises(DeskRefused):  # not for those who work on matters
        explain_fork(
            world.bureau, fork.head.checkpoint, reason="恢复备份", actor=world.by(world.clerk), now=world.now
        )
    explain_fork(
        world.bureau,
        fork.head.checkpoint,
        reason="硬盘损坏，恢复前一日备份",
        actor=world.by(world.head),
        now=world.now,
    )
    assert heads.fork_of(world.bureau) is None
    head = integrate(world.bureau, world.later(minutes=1))
    assert head is not None
    assert verify(world.bureau, files=False).ok


def test_a_log_that_lost_entries_is_a_fork_though_it_has_no_new_ones(world: World) -> None:
    keys.ensure_key(world.bureau)
    rewritten(world)
    with pytest.raises(RecordProblem):
        integrate(world.bureau, world.now)


def test_a_kept_head_that_is_no_head_is_told_and_not_passed_over(world: World) -> None:
    keys.ensure_key(world.bureau)
    signed(world)
    heads.kept_file(world.bureau).write_text("nothing\n", encoding="utf-8")
    world.open()
    with pytest.raises(RecordProblem, match="检查点"):
        integrate(world.bureau, world.now)


def test_a_stranger_with_an_old_checkpoint_finds_a_rewritten_history(world: World) -> None:
    keys.ensure_key(world.bureau)
    old = signed(world)
    signed(world)
    assert heads.continues_since(world.bureau, old.note).ok
    rewritten(world)
    found = heads.continues_since(world.bureau, heads.kept_file(world.bureau).read_text(encoding="utf-8"))
    assert not found.ok
    assert not heads.continues_since(world.bureau, old.note.replace("\n2\n", "\n3\n", 1)).ok


def test_a_folder_keeps_every_head_and_a_fork_is_found_from_it(world: World, tmp_path: Path) -> None:
    keys.ensure_key(world.bureau)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    name_witness(
        world.bureau,
        kind=WitnessKind.FOLDER,
        name="市审计局",
        address=str(folder),
        actor=world.by(world.head),
        now=world.now,
    )
    for _ in range(2):
        signed(world)
        assert [one.outcome for one in show_head(world.bureau, world.now)] == [ShownOutcome.SHOWN]
    assert show_head(world.bureau, world.now) == []
    kept = sorted(folder.rglob("*.checkpoint"))
    assert len(kept) == 2
    heads.forget(world.bureau)  # the machine is new; the witness is not
    rewritten(world)
    other = heads.kept_file(world.bureau).read_text(encoding="utf-8")
    heads.forget(world.bureau)
    (kept[0].parent / "000000000099-00000000.checkpoint").write_text(other, encoding="utf-8")
    assert heads.fork_of(world.bureau) is not None


def test_a_head_is_mailed_and_a_witness_that_cannot_be_reached_stops_nothing(
    world: World, settings: LazySettings
) -> None:
    keys.ensure_key(world.bureau)
    settings.EMAIL_HOST = "mail.example"
    witness = name_witness(
        world.bureau,
        kind=WitnessKind.MAIL,
        name="纪检组",
        address="a@example.cn",
        actor=world.by(world.head),
        now=world.now,
    )
    head = signed(world)
    assert show_head(world.bureau, world.now)[0].outcome == ShownOutcome.SHOWN
    assert head.note in mail.outbox[0].body
    settings.EMAIL_HOST = ""
    signed(world)
    assert show_head(world.bureau, world.now)[0].outcome == ShownOutcome.FAILED
    settings.EMAIL_HOST = "mail.example"
    assert show_head(world.bureau, world.now)[0].outcome == ShownOutcome.SHOWN
    dismiss_witness(witness, reason="改由审计局见证", actor=world.by(world.head), now=world.now)
    signed(world)
    assert show_head(world.bureau, world.now) == []
    with pytest.raises(DeskRefused):
        dismiss_witness(witness, reason="再次", actor=world.by(world.head), now=world.now)


def carried(world: World, answers: list[WitnessAnswer]) -> Post:
    """The other bureau answers, as its page would."""

    def post(address: str, body: bytes) -> tuple[int, str]:
        assert address.endswith("/add-checkpoint")
        with using_bureau(world.other):
            found = answer_submission(world.other, body.decode(), world.now)
        answers.append(found)
        return int(found.answer), found.text if found.size is None else f"{found.size}\n"

    return post


def test_another_bureau_cosigns_what_continues_and_refuses_a_second_history(world: World) -> None:
    vkey = keys.ensure_key(world.bureau)
    with using_bureau(world.other):
        from tests.cases.cast import people

        theirs = people(world.other)
        theirs.now = world.now
        log = watch_log(world.other, key=vkey, actor=theirs.by(theirs.head), now=world.now)
        witness_key = keys.cosigner_of(world.other).verifier.vkey
    name_witness(
        world.bureau,
        kind=WitnessKind.COSIGNER,
        name="邻市科技局",
        address="https://other.example/b/witness",
        key=witness_key,
        actor=world.by(world.head),
        now=world.now,
    )
    answers: list[WitnessAnswer] = []
    post = carried(world, answers)
    for _ in range(3):
        head = signed(world)
        assert [one.outcome for one in show_head(world.bureau, world.now, post)] == [ShownOutcome.COSIGNED]
    assert len(answers) == 3
    note = cosigned_note(world.bureau, head)
    assert note.count("— ") == 2
    assert open_checkpoint(note, [vkey]).size == head.size
    found = last_cosigned(world.bureau)
    assert found is not None
    assert found[0].size == head.size
    # The bureau's own memory of what was cosigned is lost: the witness says where it stands.
    ShownHead.objects.filter(outcome=ShownOutcome.COSIGNED).update(outcome=ShownOutcome.FAILED, line="")
    signed(world)
    assert show_head(world.bureau, world.now, post)[0].outcome == ShownOutcome.COSIGNED
    assert [int(one.answer) for one in answers[-2:]] == [409, 200]
    # Another history under the same key: refused, whatever the log claims.
    from yifa.evidence.checkpoints import Checkpoint, sign
    from yifa.evidence.cosigning import Submission

    signer = keys.signer_of(world.bureau)
    latest = latest_head(world.bureau)
    assert latest is not None
    forged = sign(Checkpoint(signer.name, latest.size + 4, bytes(32)), signer)
    with using_bureau(world.other):
        known = answers[-1]
        assert known.text
        refused = answer_submission(
            world.other, Submission(latest.size, (bytes(32),), forged).to_text(), world.now
        )
        assert int(refused.answer) == 422
        end_watch(log, reason="不再见证", actor=theirs.by(theirs.head), now=world.now)
        assert (
            int(answer_submission(world.other, Submission(0, (), forged).to_text(), world.now).answer) == 404
        )


def test_a_witness_that_saw_more_than_the_log_has_refuses_it(world: World) -> None:
    keys.ensure_key(world.bureau)
    name_witness(
        world.bureau,
        kind=WitnessKind.COSIGNER,
        name="邻市科技局",
        address="https://other.example/b/witness",
        key=keys.cosigner_of(world.other).verifier.vkey,
        actor=world.by(world.head),
        now=world.now,
    )
    signed(world)
    shown = show_head(world.bureau, world.now, lambda _address, _body: (409, "999\n"))
    assert shown[0].outcome == ShownOutcome.REFUSED
    shown = show_head(world.bureau, world.now, lambda _address, _body: (200, "— somebody.else AAAAAAAA\n"))
    assert shown[0].outcome == ShownOutcome.FAILED


@pytest.mark.parametrize(
    ("kind", "address", "key"),
    [
        (WitnessKind.FOLDER, "relative", ""),
        (WitnessKind.FOLDER, "/nowhere/at/all", ""),
        (WitnessKind.MAIL, "nobody", ""),
        (WitnessKind.MAIL, "a@example.cn", "key"),
        (WitnessKind.COSIGNER, "file:///etc/passwd", "x"),
        (WitnessKind.COSIGNER, "https://other.example/w", ""),
        (WitnessKind.COSIGNER, "https://other.example/w", "a+b+c"),
    ],
)
def test_a_witness_that_could_never_be_shown_a_head_is_not_named(
    world: World, kind: str, address: str, key: str
) -> None:
    with pytest.raises(DeskRefused):
        name_witness(
            world.bureau,
            kind=kind,
            name="某某",
            address=address,
            key=key,
            actor=world.by(world.head),
            now=world.now,
        )


def test_whoever_keeps_the_system_does_not_choose_its_witnesses(world: World, tmp_path: Path) -> None:
    with pytest.raises(DeskRefused):
        name_witness(
            world.bureau,
            kind=WitnessKind.FOLDER,
            name="某某",
            address=str(tmp_path),
            actor=world.by(world.clerk),
            now=world.now,
        )


def test_a_program_can_hold_the_key_and_a_wrong_signature_is_not_used(
    world: World, settings: LazySettings, tmp_path: Path
) -> None:
    secret = Ed25519Signer.from_seed(f"{settings.LOG_HOST}/log/{world.bureau.code}", bytes(range(32)))
    program = tmp_path / "token"
    program.write_text(
        f"#!{sys.executable}\n"
        "import base64, sys\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey\n"
        "seed = bytes(range(32)) if sys.argv[-1].isascii() else bytes(32)\n"
        "key = Ed25519PrivateKey.from_private_bytes(seed)\n"
        "print(base64.b64encode(key.sign(sys.stdin.buffer.read())).decode())\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.LOG_SIGNING_COMMAND = str(program)
    with pytest.raises(RecordProblem):  # another log's key
        keys.use_key(world.bureau, Ed25519Signer.generate("x/log/y").vkey)
    with pytest.raises(SigningKeyError, match="Ed25519"):  # a key that a token cannot sign with here
        keys.use_key(world.bureau, _in_pem(generate_private_key(SECP256R1()).public_key()))
    public = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
    assert keys.use_key(world.bureau, _in_pem(public)) == secret.vkey
    with pytest.raises(RecordProblem):
        keys.make_key(world.bureau)
    world.open()
    head = integrate(world.bureau, world.now)
    assert head is not None
    assert open_checkpoint(head.note, [secret.vkey]).size == head.size
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    world.open()
    with pytest.raises(SigningKeyError):
        integrate(world.bureau, world.now)


def test_a_key_in_a_pkcs11_token_signs_and_never_leaves_it(
    world: World, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n", encoding="utf-8")
    (tmp_path / "pin").write_text("4711", encoding="utf-8")
    module = "/usr/lib/softhsm/libsofthsm2.so"
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    monkeypatch.setenv("YIFA_TOKEN_MODULE", module)
    monkeypatch.setenv("YIFA_TOKEN_PIN_FILE", str(tmp_path / "pin"))
    code = world.bureau.code

    def token(*arguments: str) -> None:
        subprocess.run(arguments, check=True, capture_output=True)

    token(
        "softhsm2-util", "--init-token", "--free", "--label", "yifa", "--so-pin", "47114711", "--pin", "4711"
    )
    login = ("pkcs11-tool", "--module", module, "--login", "--pin", "4711", "--label", code)
    token(*login, "--keypairgen", "--key-type", "EC:edwards25519", "--usage-sign")
    token(*login, "--read-object", "--type", "pubkey", "--output-file", str(tmp_path / "public"))
    settings.LOG_SIGNING_COMMAND = str(Path(__file__).parents[2] / "scripts" / "sign_with_token.sh")
    vkey = keys.use_key(world.bureau, (tmp_path / "public").read_text(encoding="ascii"))
    world.open()
    head = integrate(world.bureau, world.now)
    assert head is not None
    assert open_checkpoint(head.note, [vkey]).size == head.size
    assert not (keys.folder() / f"{code}.pem").exists()
    found = verify(world.bureau)
    assert found.ok, found.sentences
    (tmp_path / "pin").write_text("4712", encoding="utf-8")
    world.open()
    with pytest.raises(SigningKeyError):
        integrate(world.bureau, world.now)


def _in_pem(key: Any) -> str:
    """A public key as a token gives it out."""
    return str(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def test_a_bureau_is_no_witness_of_its_own_log(world: World) -> None:
    vkey = keys.ensure_key(world.bureau)
    with pytest.raises(DeskRefused, match="自己"):
        watch_log(world.bureau, key=vkey, actor=world.by(world.head), now=world.now)
    with pytest.raises(DeskRefused, match="自己"):
        name_witness(
            world.bureau,
            kind=WitnessKind.COSIGNER,
            name="自己",
            address="https://other.example/a/witness",
            key=keys.cosigner_of(world.bureau).verifier.vkey,
            actor=world.by(world.head),
            now=world.now,
        )
