"""The keys of personal data: a file outside the database, oldest key first; the last one seals, all of them open.

    {"keys": [{"id": "k20261130-4f7a", "cipher": "aes-256-gcm", "secret": "<32 bytes in base64>", "made_on": "2026-11-30"}]}

The file is read again when it changes, so that a rotation reaches processes that run. Of each secret two keys are derived, one to
encrypt and one for the digest that is the nonce.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag

from yifa.sealing.ciphers import CIPHERS, NONCE_SIZE, TAG_SIZE, USUAL
from yifa.sealing.errors import KeyFileProblem, KeyMissing, SealDamaged

_MARK: Final = "yifa-sealed."
_SECRET_SIZE: Final = 32
_ID: Final = re.compile(r"[a-z0-9-]{1,40}")


class Locked(str):
    """What stands in the place of a value that cannot be opened: words for a reader, and what is stored, to be stored again."""

    __slots__ = ("key", "sealed")

    key: str
    sealed: str

    def __new__(cls, sealed: str, key: str) -> Locked:
        found = super().__new__(cls, "〔密钥缺失，不能显示 no key〕")
        found.sealed, found.key = sealed, key
        return found


def is_sealed(stored: object) -> bool:
    """Whether a stored value is a sealed one."""
    return isinstance(stored, str) and stored.startswith(_MARK)


def key_of(sealed: str) -> str:
    """The name of the key by which something was sealed."""
    return sealed[len(_MARK) :].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``secret`` is never shown."""

    name: str
    cipher: str
    secret: bytes = field(repr=False)
    made_on: date
    _encrypting: bytes = field(init=False, repr=False)
    _digesting: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        derived = hmac.digest(self.secret, f"yifa-sealing {self.cipher}".encode(), "sha256")
        object.__setattr__(self, "_encrypting", derived[: CIPHERS[self.cipher].key_size])
        object.__setattr__(self, "_digesting", hmac.digest(self.secret, b"yifa-sealing digest", "sha256"))

    @property
    def prefix(self) -> str:
        """How everything sealed by this key begins."""
        return f"{_MARK}{self.name}."

    def seal(self, purpose: str, text: str) -> str:
        """A text, sealed for a purpose; the same again for the same purpose and text."""
        plain, about = text.encode("utf-8", "surrogatepass"), purpose.encode()
        nonce = hmac.digest(self._digesting, b"%d:%b%b" % (len(about), about, plain), "sha256")[:NONCE_SIZE]
        sealed = nonce + CIPHERS[self.cipher].seal(self._encrypting, nonce, plain, about)
        return self.prefix + base64.urlsafe_b64encode(sealed).decode()

    def open(self, purpose: str, sealed: str) -> str:
        """What was sealed for a purpose. Raises SealDamaged."""
        try:
            raw = base64.b64decode(sealed.rpartition(".")[2], altchars=b"-_", validate=True)
            if len(raw) < NONCE_SIZE + TAG_SIZE:
                raise SealDamaged(self.name)
            plain = CIPHERS[self.cipher].open(
                self._encrypting, raw[:NONCE_SIZE], raw[NONCE_SIZE:], purpose.encode()
            )
        except (binascii.Error, ValueError, InvalidTag) as error:
            raise SealDamaged(self.name) from error
        return plain.decode("utf-8", "surrogatepass")

    @property
    def fingerprint(self) -> str:
        """By which two copies of a key are compared without showing them: 16 digits."""
        return sha256(b"yifa-sealing fingerprint" + self.secret).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of a file. Empty where there is none."""

    path: Path
    keys: tuple[Key, ...] = ()

    @property
    def current(self) -> Key:
        """The key that seals. Raises KeyMissing."""
        if not self.keys:
            raise KeyMissing(str(self.path))
        return self.keys[-1]

    def seal(self, purpose: str, text: str) -> str:
        """A text sealed by the current key. Raises KeyMissing."""
        return self.current.seal(purpose, text)

    def candidates(self, purpose: str, text: str) -> list[str]:
        """How a text can be stored: sealed by each key there is, the current one first. Raises KeyMissing."""
        if not self.keys:
            raise KeyMissing(str(self.path))
        return [key.seal(purpose, text) for key in reversed(self.keys)]

    def open(self, purpose: str, sealed: str) -> str:
        """What was sealed. Raises KeyMissing, SealDamaged."""
        name = key_of(sealed)
        for key in reversed(self.keys):
            if key.name == name:
                return key.open(purpose, sealed)
        raise KeyMissing(str(self.path), name)

    def shown(self, purpose: str, stored: str) -> str:
        """A stored value as it is read: opened where it is sealed, ``Locked`` where it cannot be."""
        if not stored.startswith(_MARK):
            return stored
        try:
            return self.open(purpose, stored)
        except (KeyMissing, SealDamaged):
            return Locked(stored, key_of(stored))

    def key(self, name: str) -> Key:
        """A key by its name. Raises KeyMissing."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyMissing(str(self.path), name)


_read: dict[Path, tuple[tuple[int, int, int], Ring]] = {}


def ring(path: Path | None = None) -> Ring:
    """The keys as the file has them now. path: that of the settings by default. Raises KeyFileProblem."""
    if path is None:
        path = path_of_keys()
    try:
        there = path.stat()
    except FileNotFoundError:
        _read.pop(path, None)
        return Ring(path)
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    stamp = (there.st_mtime_ns, there.st_size, there.st_ino)
    known = _read.get(path)
    if known is not None and known[0] == stamp:
        return known[1]
    found = Ring(path, tuple(_keys(path)))
    _read[path] = (stamp, found)
    return found


def path_of_keys() -> Path:
    """Where the settings say that the key file is."""
    from django.conf import settings

    return Path(settings.PERSONAL_KEYS)


def made_key(on: date, cipher: str = USUAL) -> Key:
    """A fresh key. Raises KeyFileProblem for a cipher that there is not."""
    if cipher not in CIPHERS:
        raise KeyFileProblem(
            zh=f"没有加密算法“{cipher}”，可用的有：{'、'.join(CIPHERS)}。",
            en=f"There is no cipher {cipher!r}; there are: {', '.join(CIPHERS)}.",
        )
    return Key(f"k{on:%Y%m%d}-{secrets.token_hex(3)}", cipher, secrets.token_bytes(_SECRET_SIZE), on)


def write(path: Path, keys: Sequence[Key], *, anew: bool = False) -> None:
    """Write a key file, readable for its owner alone; whoever reads it meanwhile reads the old one or the new one whole.

    anew: only where there is none yet. Raises KeyFileProblem where there is one then.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = {
        "keys": [
            {
                "id": key.name,
                "cipher": key.cipher,
                "secret": base64.b64encode(key.secret).decode(),
                "made_on": key.made_on.isoformat(),
            }
            for key in keys
        ]
    }
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(told, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        if anew:
            try:
                os.link(scratch, path)
            except FileExistsError:
                raise KeyFileProblem(
                    zh=f"密钥文件已经存在：{path}。更换密钥请运行 yifa keys rotate。",
                    en=f"The key file is there already: {path}. To change keys run yifa keys rotate.",
                ) from None
        else:
            scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def ensure(on: date, path: Path | None = None) -> bool:
    """Make the key file where there is none; whether it was made. Not for a database that may hold sealed data already."""
    path = path or path_of_keys()
    if path.exists():
        return False
    try:
        write(path, [made_key(on)], anew=True)
    except KeyFileProblem:
        return False
    return True


def _keys(path: Path) -> list[Key]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = [
            Key(
                one["id"],
                one["cipher"],
                base64.b64decode(one["secret"], validate=True),
                date.fromisoformat(one["made_on"]),
            )
            for one in told["keys"]
        ]
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, type(error).__name__) from error
    names = [key.name for key in found]
    if (
        not found
        or len(set(names)) != len(names)
        or any(_ID.fullmatch(key.name) is None or len(key.secret) < _SECRET_SIZE for key in found)
    ):
        raise _unreadable(path, "id, secret")
    return found


def _unreadable(path: Path, why: str) -> KeyFileProblem:
    return KeyFileProblem(
        zh=f"个人信息的密钥文件无法使用（{why}）：{path}。请从另外保管的备份放回原来的文件。",
        en=f"The key file of personal data cannot be used ({why}): {path}. Put the file back from where its copy is kept.",
    )
