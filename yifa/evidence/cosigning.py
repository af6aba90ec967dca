"""Cosignatures: that somebody else saw a log's head and that it continues the one they saw before (C2SP tlog-cosignature).

A witness keeps one head of each log it watches. It is shown a newer one with a consistency proof, and signs it, with the time, if
the proof holds and never otherwise; so two histories of one log cannot both be cosigned. ``judge`` is what a witness decides,
``Submission`` what it is sent (C2SP tlog-witness, ``add-checkpoint``). Ed25519 cosignatures (type 0x04); others are passed over.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yifa.evidence.checkpoints import Checkpoint, Note, Signature, open_checkpoint, signature_line
from yifa.evidence.faults import NoteError, SigningKeyError
from yifa.evidence.merkle import HASH_SIZE, verify_consistency

COSIGNATURE: Final = 4
"""Signature type of a timestamped Ed25519 cosignature (C2SP tlog-cosignature, v1)."""

MAX_PROOF_LINES: Final = 63
_OLD: Final = re.compile(r"old (0|[1-9][0-9]{0,18})")
_TIME_SIZE: Final = 8


def witness_name(host: str, bureau: str) -> str:
    """The name under which a bureau cosigns: ``host/witness/bureau``."""
    return f"{host}/witness/{bureau}"


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


class CosignatureVerifier:
    """A witness's public key with its name."""

    def __init__(self, name: str, key: Ed25519PublicKey) -> None:
        self.name = name
        self._key = key
        raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self._typed = bytes([COSIGNATURE]) + raw
        self.key_id = sha256(name.encode() + b"\n" + self._typed).digest()[:4]

    @property
    def vkey(self) -> str:
        """The public key as text: ``name+hash+base64``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self._typed).decode()}"

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether ``signature``, the time included, is this witness's over the checkpoint ``text``."""
        if len(signature) != _TIME_SIZE + 64:
            return False
        try:
            self._key.verify(signature[_TIME_SIZE:], _message(text.decode(), time_of(signature)))
        except InvalidSignature:
            return False
        return True


def time_of(signature: bytes) -> int:
    """When a cosignature was made, in seconds since 1970."""
    return int.from_bytes(signature[:_TIME_SIZE], "big")


class Cosigner:
    """A witness's private key with its name. It must sign nothing else: the message does not name the witness."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.verifier = CosignatureVerifier(name, key.public_key())

    @classmethod
    def generate(cls, name: str) -> Cosigner:
        """A new key."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, name: str, pem: bytes) -> Cosigner:
        """The key in a PEM file's bytes (PKCS #8). Raises SigningKeyError."""
        try:
            key = serialization.load_pem_private_key(pem, None)
        except (ValueError, TypeError) as fault:
            raise _bad_key() from fault
        if not isinstance(key, Ed25519PrivateKey):
            raise _bad_key()
        return cls(name, key)

    def to_pem(self) -> bytes:
        """The private key as PEM (PKCS #8)."""
        return self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def cosign(self, checkpoint: Checkpoint, at: int) -> str:
        """The signature line over a checkpoint. at: seconds since 1970."""
        text = checkpoint.text()
        value = at.to_bytes(_TIME_SIZE, "big") + self._key.sign(_message(text, at))
        return signature_line(Signature(self.verifier.name, self.verifier.key_id, value))


def read_witness_key(vkey: str) -> CosignatureVerifier:
    """The witness's key in ``name+hash+base64``. Raises SigningKeyError where it is malformed or of another type."""
    name, _, rest = vkey.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        typed = base64.b64decode(encoded, validate=True)
        if name and len(typed) == 33 and typed[0] == COSIGNATURE:
            verifier = CosignatureVerifier(name, Ed25519PublicKey.from_public_bytes(typed[1:]))
            if verifier.key_id.hex() == key_id:
                return verifier
    except ValueError:
        pass
    raise SigningKeyError(
        zh=f"“{vkey[:60]}”不是见证人的公钥：应为“名称+哈希+base64”，且是见证签名（类型 4）的公钥。",
        en=f"{vkey[:60]!r} is not a witness's public key: name+hash+base64 of a cosignature key (type 4).",
    )


def cosigned(note: str, lines: str, witness: CosignatureVerifier) -> Signature:
    """The witness's cosignature of ``note`` among the signature lines that it answered. Raises NoteError where there is none."""
    answered = Note.read(note.rpartition("\n\n")[0] + "\n\n" + lines)
    return answered.verified_by([witness])[0]


def with_cosignatures(note: str, lines: Iterable[str]) -> str:
    """A signed checkpoint with cosignatures under its own signature; whoever does not know a witness passes it over."""
    return note + "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Submission:
    """What a witness is sent: the size it knows, the consistency proof from there, and the signed checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    def to_text(self) -> str:
        """The body of an ``add-checkpoint`` request."""
        lines = [f"old {self.old}", *(base64.b64encode(one).decode() for one in self.proof), ""]
        return "\n".join(lines) + "\n" + self.note

    @classmethod
    def read(cls, body: str) -> Submission:
        """A request's body. Raises NoteError where it is malformed."""
        head, blank, note = body.partition("\n\n")
        first, *lines = head.split("\n")
        old = _OLD.fullmatch(first)
        if not blank or old is None or len(lines) > MAX_PROOF_LINES:
            raise _malformed()
        try:
            proof = tuple(base64.b64decode(line, validate=True) for line in lines)
        except ValueError as fault:
            raise _malformed() from fault
        if any(len(one) != HASH_SIZE for one in proof):
            raise _malformed()
        return cls(int(old[1]), proof, note)


class Answer(IntEnum):
    """What a witness answers, as the protocol's HTTP status."""

    COSIGNED = 200
    MALFORMED = 400
    NOT_THE_LOG = 403
    UNKNOWN_LOG = 404
    CONFLICT = 409
    INCONSISTENT = 422


@dataclass(frozen=True, slots=True)
class Judgement:
    """A witness's decision. checkpoint: what was submitted, where the log's own key signed it."""

    answer: Answer
    checkpoint: Checkpoint | None = None


def judge(submission: Submission, log_key: str, known_size: int, known_root: bytes) -> Judgement:
    """Whether a witness that knows this head of the log (0 and nothing before the first) may cosign the one submitted."""
    try:
        checkpoint = open_checkpoint(submission.note, [log_key])
    except NoteError:
        return Judgement(Answer.NOT_THE_LOG)
    if submission.old > checkpoint.size:
        return Judgement(Answer.MALFORMED, checkpoint)
    if submission.old != known_size:
        return Judgement(Answer.CONFLICT, checkpoint)
    if known_size == 0:
        return Judgement(Answer.COSIGNED if not submission.proof else Answer.INCONSISTENT, checkpoint)
    if known_size == checkpoint.size:
        same = checkpoint.root == known_root and not submission.proof
        return Judgement(Answer.COSIGNED if same else Answer.CONFLICT, checkpoint)
    holds = continues(known_size, known_root, checkpoint, submission.proof)
    return Judgement(Answer.COSIGNED if holds else Answer.INCONSISTENT, checkpoint)


def continues(size: int, root: bytes, newer: Checkpoint, proof: Sequence[bytes]) -> bool:
    """Whether the newer head begins with the log of this size and root."""
    return verify_consistency(size, newer.size, root, newer.root, proof)


def origin_in(note: str) -> str:
    """The origin that a note claims; nothing is verified."""
    return note.partition("\n")[0]


def _bad_key() -> SigningKeyError:
    return SigningKeyError(
        zh="见证密钥文件无法读取，或者不是 Ed25519 密钥；请检查密钥文件。",
        en="The witness's key cannot be read, or is not an Ed25519 key; check the key file.",
    )


def _malformed() -> NoteError:
    return NoteError(
        zh="见证请求的格式有误（应为旧条数、一致性证明、空行、检查点）。",
        en="The witness request is malformed: old size, consistency proof, an empty line, the checkpoint.",
    )
