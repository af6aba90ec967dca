"""Checkpoints: the signed heads of a log (C2SP tlog-checkpoint, on C2SP signed-note with Ed25519).

A checkpoint is three lines of text — the log's origin, its number of entries, its root — and under them one line for each
signature. Any client of transparency logs reads it. A signature by a key that the reader does not know is passed over, as the
note's format demands, so that witnesses can add theirs and a bureau can sign with SM2 besides: ``Signer`` and
``Verifier`` are the seams for that. The key that counts is the log's own: its name is the origin.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yifa.evidence.faults import NoteError, SigningKeyError
from yifa.evidence.merkle import HASH_SIZE

ED25519: Final = 1
"""Signature type of plain Ed25519 (C2SP signed-note)."""

MAX_NOTE_SIZE: Final = 1_000_000
MAX_SIGNATURES: Final = 100
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class Signer(Protocol):
    """A key that signs notes. ``key_id`` and ``sign`` follow the rules of the signature's type."""

    @property
    def name(self) -> str:
        """The key's name; for a log, its origin."""
        ...

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, tell keys apart."""
        ...

    def sign(self, text: bytes) -> bytes:
        """The signature over the note's text."""
        ...


class Verifier(Protocol):
    """A public key that checks signatures of notes."""

    @property
    def name(self) -> str:
        """The key's name; for a log, its origin."""
        ...

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, tell keys apart."""
        ...

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether ``signature`` is this key's over ``text``."""
        ...


def origin_of(host: str, bureau: str) -> str:
    """The origin of a bureau's log: ``host/log/bureau``. Raises NoteError where it could not be a key's name."""
    return _checked_name(f"{host}/log/{bureau}")


def bureau_of(origin: str) -> str:
    """The bureau's code in an origin: its last part."""
    return origin.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note: the key's name and identifier, and the signature itself."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text, ending in a newline, with its signatures; nothing about them is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """The note as it is published."""
        return self.text + "\n" + "".join(map(signature_line, self.signatures))

    @classmethod
    def read(cls, note: str) -> Note:
        """Take a published note apart. Raises NoteError where it is malformed."""
        if len(note) > MAX_NOTE_SIZE or any(char < " " and char != "\n" for char in note):
            raise _malformed("过长或含有控制字符", "is too long or holds control characters")
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not text or not lines.endswith("\n"):
            raise _malformed(
                "正文与签名之间缺少空行", "has no blank line between its text and its signatures"
            )
        signatures = tuple(map(_read_signature, lines[:-1].split("\n")))
        if len(signatures) > MAX_SIGNATURES:
            raise _malformed(f"签名多于 {MAX_SIGNATURES} 个", f"has more than {MAX_SIGNATURES} signatures")
        return cls(text + "\n", signatures)

    def verified_by(self, verifiers: Iterable[Verifier]) -> tuple[Signature, ...]:
        """The signatures by known keys, each once. Raises NoteError if one of them is false, or there is none."""
        known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
        text = self.text.encode()
        found: dict[tuple[str, bytes], Signature] = {}
        for signature in self.signatures:
            verifier = known.get((signature.name, signature.key_id))
            if verifier is None or (signature.name, signature.key_id) in found:
                continue
            if not verifier.verifies(text, signature.value):
                raise NoteError(
                    zh=f"{signature.name} 的签名与内容不符：内容或签名已被改动。",
                    en=f"The signature of {signature.name} does not fit the text: one of them was changed.",
                )
            found[signature.name, signature.key_id] = signature
        if not found:
            raise NoteError(
                zh="没有受信任的密钥签名；请核对所用的公钥是否为该机关公布的公钥。",
                en="No trusted key signed this; check that the public key used is the one the bureau published.",
            )
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin, its number of entries, its root (32 bytes); extension lines are unused."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The text that is signed. Raises NoteError where a part does not fit the format."""
        if not self.origin or "\n" in "".join((self.origin, *self.extensions)) or not all(self.extensions):
            raise _malformed(
                "来源或扩展行为空或含换行", "has an origin or extension that is empty or has a newline"
            )
        if self.size < 0 or len(self.root) != HASH_SIZE:
            raise _malformed(
                "条数为负或根哈希不是 32 字节", "has a negative size or a root that is not 32 bytes"
            )
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "\n".join(lines) + "\n"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """The checkpoint that ``text`` (a note's text, newline at the end) states. Raises NoteError."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines) or _SIZE.fullmatch(lines[1]) is None:
            raise _malformed(
                "不是检查点（来源、条数、根哈希各一行）", "is no checkpoint of origin, size and root lines"
            )
        root = _unbase64(lines[2])
        if len(root) != HASH_SIZE:
            raise _malformed("根哈希不是 32 字节", "has a root that is not 32 bytes")
        return cls(lines[0], int(lines[1]), root, tuple(lines[3:]))


def sign_note(text: str, *signers: Signer) -> str:
    """``text`` (ending in a newline) as a note signed by each signer. Raises NoteError for a text that cannot be one."""
    data = text.encode()
    note = str(
        Note(text, tuple(Signature(_checked_name(one.name), one.key_id, one.sign(data)) for one in signers))
    )
    if Note.read(note).text != text:
        raise _malformed("正文须以换行结尾", "needs a text that ends in a newline")
    return note


def sign(checkpoint: Checkpoint, *signers: Signer) -> str:
    """The checkpoint as a signed note; the log's own signer first, whose name is the origin."""
    return sign_note(checkpoint.text(), *signers)


def open_checkpoint(note: str, vkeys: Iterable[str | Verifier]) -> Checkpoint:
    """The checkpoint in ``note``, verified with the trusted ``vkeys`` (texts or verifiers).

    The log's own key must have signed: a key whose name is the origin. Signatures by unknown keys are passed over.
    Raises NoteError (malformed, a false signature, nobody trusted, or another log's key) and SigningKeyError.
    """
    opened = Note.read(note)
    verified = opened.verified_by(read_vkey(key) if isinstance(key, str) else key for key in vkeys)
    checkpoint = Checkpoint.read(opened.text)
    if all(signature.name != checkpoint.origin for signature in verified):
        raise NoteError(
            zh=f"检查点属于日志 {checkpoint.origin}，签名却来自 {verified[0].name}：不得用另一日志的密钥作证。",
            en=f"The checkpoint is of the log {checkpoint.origin} but signed by {verified[0].name}, another log's key.",
        )
    return checkpoint


class Ed25519Verifier:
    """An Ed25519 public key with a name."""

    def __init__(self, name: str, key: Ed25519PublicKey) -> None:
        self._name = _checked_name(name)
        self._key = key
        raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self._typed = bytes([ED25519]) + raw
        self._key_id = sha256(name.encode() + b"\n" + self._typed).digest()[:4]

    @classmethod
    def from_pem(cls, name: str, pem: str) -> Ed25519Verifier:
        """A public key in PEM (RFC 8410). Raises SigningKeyError where it is none, or of another kind."""
        try:
            key = serialization.load_pem_public_key(pem.encode())
        except (ValueError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, Ed25519PublicKey):
            raise SigningKeyError(
                zh="文件中没有 Ed25519 公钥；请从密钥介质导出 Ed25519 公钥（PEM）。",
                en="The file holds no Ed25519 public key; export one in PEM from the token.",
            )
        return cls(name, key)

    @property
    def name(self) -> str:
        """The key's name; for a log, its origin."""
        return self._name

    @property
    def key_id(self) -> bytes:
        """SHA-256(name || newline || 0x01 || public key), its first four bytes."""
        return self._key_id

    @property
    def vkey(self) -> str:
        """The public key as text: ``name+hash+base64``."""
        return f"{self._name}+{self._key_id.hex()}+{base64.b64encode(self._typed).decode()}"

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether ``signature`` is this key's over ``text``."""
        try:
            self._key.verify(signature, text)
        except InvalidSignature:
            return False
        return True


class Ed25519Signer:
    """An Ed25519 private key with a name."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = Ed25519Verifier(name, key.public_key())

    @classmethod
    def generate(cls, name: str) -> Ed25519Signer:
        """A new key."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> Ed25519Signer:
        """The key of a 32-byte seed (RFC 8032). Raises SigningKeyError for another length."""
        if len(seed) != 32:
            raise SigningKeyError(
                zh=f"Ed25519 种子应为 32 字节，实为 {len(seed)} 字节。",
                en=f"An Ed25519 seed has 32 bytes, not {len(seed)}.",
            )
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def from_pem(cls, name: str, pem: bytes, password: bytes | None = None) -> Ed25519Signer:
        """The key in a PEM file's bytes (PKCS #8). Raises SigningKeyError where they hold no readable Ed25519 key."""
        try:
            key = serialization.load_pem_private_key(pem, password)
        except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
            raise SigningKeyError(
                zh="签名密钥文件无法读取：不是 PEM 格式，或口令有误；请检查密钥文件。",
                en="The signing key cannot be read: it is not PEM, or the password is wrong; check the key file.",
            ) from fault
        if not isinstance(key, Ed25519PrivateKey):
            raise SigningKeyError(
                zh="签名密钥不是 Ed25519 密钥；请用 Ed25519 密钥为检查点签名。",
                en="The signing key is not an Ed25519 key; sign checkpoints with one.",
            )
        return cls(name, key)

    def to_pem(self, password: bytes | None = None) -> bytes:
        """The private key as PEM (PKCS #8), encrypted where a password is given."""
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption(),
        )

    @property
    def name(self) -> str:
        """The key's name; for a log, its origin."""
        return self._public.name

    @property
    def key_id(self) -> bytes:
        """See Ed25519Verifier."""
        return self._public.key_id

    @property
    def vkey(self) -> str:
        """The public key as text: ``name+hash+base64``."""
        return self._public.vkey

    def sign(self, text: bytes) -> bytes:
        """The 64-byte signature over ``text``."""
        return self._key.sign(text)


def read_vkey(vkey: str) -> Ed25519Verifier:
    """The verifier key in ``name+hash+base64``. Raises SigningKeyError where it is malformed, or its hash does not fit."""
    name, _, rest = vkey.strip("\n").partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        typed = _unbase64(encoded)
        if len(typed) == 33 and typed[0] == ED25519:
            verifier = Ed25519Verifier(name, Ed25519PublicKey.from_public_bytes(typed[1:]))
            if verifier.key_id.hex() == key_id:
                return verifier
    except (NoteError, ValueError) as fault:
        raise _bad_vkey(vkey) from fault
    raise _bad_vkey(vkey)


def _bad_vkey(vkey: str) -> SigningKeyError:
    return SigningKeyError(
        zh=f"公钥“{vkey[:60]}”无法读取，应为“名称+哈希+base64”且哈希相符；请使用该机关公布的公钥文本。",
        en=f"The public key {vkey[:60]!r} is not name+hash+base64 with a fitting hash; use the published text.",
    )


def _malformed(zh: str, en: str) -> NoteError:
    return NoteError(
        zh=f"签名文本{zh}，请重新获取检查点。", en=f"The signed note {en}; fetch the checkpoint again."
    )


def _checked_name(name: str) -> str:
    if not name or "+" in name or any(char.isspace() or char < " " for char in name):
        raise _malformed(
            f"的密钥名称“{name}”为空或含空格、加号",
            f"has a key name {name!r} that is empty or has a space or plus",
        )
    return name


def signature_line(signature: Signature) -> str:
    """A signature as a line of a note."""
    return f"— {signature.name} {base64.b64encode(signature.key_id + signature.value).decode()}\n"


def _read_signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != "—":
        raise _malformed("有一行不是签名", "has a line that is not a signature")
    data = _unbase64(encoded)
    if len(data) < 5:
        raise _malformed("的签名过短", "has a signature that is too short")
    return Signature(_checked_name(name), data[:4], data[4:])


def _unbase64(text: str) -> bytes:
    """Standard base64, and only its canonical form: the same bytes never have two texts."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise _malformed("的 base64 有误", "has base64 that cannot be read") from fault
    if base64.b64encode(data).decode() != text:
        raise _malformed("的 base64 不规范", "has base64 that is not canonical")
    return data
