"""What a witness signs and refuses (C2SP tlog-cosignature, tlog-witness)."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from yifa.evidence.checkpoints import Checkpoint, Ed25519Signer, open_checkpoint, sign
from yifa.evidence.cosigning import (
    Answer,
    Cosigner,
    Submission,
    cosigned,
    judge,
    read_witness_key,
    time_of,
    with_cosignatures,
)
from yifa.evidence.faults import NoteError, SigningKeyError
from yifa.evidence.merkle import EMPTY_ROOT, MemoryTiles, consistency_proof, leaf_hash, tree_root

LOG = Ed25519Signer.from_seed("yifa.example/log/a", bytes(32))
WITNESS = Cosigner.generate("yifa.example/witness/b")


def tree(size: int, salt: str = "") -> MemoryTiles:
    return MemoryTiles.of([leaf_hash(f"{salt}{at}".encode()) for at in range(size)])


def head(size: int, salt: str = "") -> str:
    return sign(Checkpoint(LOG.name, size, tree_root(size, tree(size, salt))), LOG)


def submission(old: int, new: int, salt: str = "") -> Submission:
    proof = consistency_proof(old, new, tree(new, salt)) if 0 < old < new else []
    return Submission(old, tuple(proof), head(new, salt))


def root(size: int) -> bytes:
    return tree_root(size, tree(size)) if size else EMPTY_ROOT


def test_a_cosignature_is_over_the_time_and_the_whole_checkpoint() -> None:
    note = head(5)
    line = WITNESS.cosign(open_checkpoint(note, [LOG.vkey]), 1_700_000_000)
    signature = cosigned(note, line, WITNESS.verifier)
    assert time_of(signature.value) == 1_700_000_000
    assert len(signature.value) == 72
    with pytest.raises(NoteError):
        cosigned(head(6), line, WITNESS.verifier)
    later = signature.value[:7] + bytes([signature.value[7] ^ 1]) + signature.value[8:]
    forged = f"— {signature.name} {base64.b64encode(signature.key_id + later).decode()}\n"
    with pytest.raises(NoteError):
        cosigned(note, forged, WITNESS.verifier)


def test_whoever_knows_only_the_log_reads_a_cosigned_checkpoint_all_the_same() -> None:
    note = head(5)
    checkpoint = open_checkpoint(note, [LOG.vkey])
    both = with_cosignatures(note, [WITNESS.cosign(checkpoint, 1)])
    assert open_checkpoint(both, [LOG.vkey]) == checkpoint
    with pytest.raises(NoteError):  # a witness does not stand for the log
        open_checkpoint(both, [WITNESS.verifier])


def test_a_witness_key_is_read_back_and_a_logs_key_is_none() -> None:
    assert read_witness_key(WITNESS.verifier.vkey).vkey == WITNESS.verifier.vkey
    for wrong in (LOG.vkey, "", "a+b+c", WITNESS.verifier.vkey.replace("/b+", "/c+")):
        with pytest.raises(SigningKeyError):
            read_witness_key(wrong)
    assert Cosigner.from_pem("x", WITNESS.to_pem()).to_pem() == WITNESS.to_pem()


@pytest.mark.parametrize(
    ("known", "sent", "answer"),
    [
        (0, submission(0, 3), Answer.COSIGNED),
        (3, submission(3, 8), Answer.COSIGNED),
        (3, submission(3, 3), Answer.COSIGNED),
        (3, submission(0, 8), Answer.CONFLICT),
        (8, submission(3, 8), Answer.CONFLICT),
        (3, submission(3, 3, "other"), Answer.CONFLICT),
        (3, submission(3, 8, "other"), Answer.INCONSISTENT),
        (3, replace(submission(3, 8), proof=()), Answer.INCONSISTENT),
        (0, replace(submission(0, 3), proof=(bytes(32),)), Answer.INCONSISTENT),
        (3, replace(submission(3, 8), old=9), Answer.MALFORMED),
    ],
)
def test_a_witness_signs_only_what_continues_the_head_it_knows(
    known: int, sent: Submission, answer: Answer
) -> None:
    assert judge(Submission.read(sent.to_text()), LOG.vkey, known, root(known)).answer == answer


def test_another_logs_signature_is_no_signature_of_this_log() -> None:
    other = Ed25519Signer.generate(LOG.name)
    assert judge(submission(0, 3), other.vkey, 0, EMPTY_ROOT).answer == Answer.NOT_THE_LOG


@pytest.mark.parametrize(
    "body", ["", "old 01\n\nx", "old 3\nxx\n\nnote", "old 3\n" + "AA==\n" * 2 + "\nn", "3\n\nn"]
)
def test_a_malformed_submission_is_refused(body: str) -> None:
    with pytest.raises(NoteError):
        Submission.read(body)
