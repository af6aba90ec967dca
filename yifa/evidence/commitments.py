"""Salted commitments: what was answered is fixed for ever, and can still be forgotten.

The log holds, for each answer, SHA-256 over the canonical form of ``["yifa-commitment-v1", field, salt,
value]``. Whoever holds the value and its 16 random bytes of salt can show that it is the one that was
committed to; once the value and the salt are erased, the commitment says nothing about the value (not
even to someone who guesses it), and every proof of the log still holds. Each field has its own salt, so
that one field can be erased and the next one kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from json.encoder import encode_basestring
from typing import Final

from yifa.evidence.canonical import canonical
from yifa.evidence.faults import CanonicalError

SALT_SIZE: Final = 16
"""Bytes of randomness for each commitment."""

_VALUE_DOMAIN: Final = "yifa-commitment-v1"
_FILE_DOMAIN: Final = "yifa-file-commitment-v1"
_HEX: Final = re.compile(r"[0-9a-f]{64}")


def new_salt() -> bytes:
    """Sixteen fresh random bytes from the operating system."""
    return os.urandom(SALT_SIZE)


def commit(field: str, value: object, salt: bytes) -> str:
    """The commitment to ``value`` in ``field``: 64 hexadecimal digits.

    ``value`` is anything that ``canonical`` takes. Raises CanonicalError for other values and for a salt
    that is not 16 bytes.
    """
    if type(value) is str and type(field) is str and len(salt) == SALT_SIZE:
        # Text, which most answers are, has its canonical form without the way through a list; the bytes are the same.
        try:
            return sha256(
                f'{_beginning(field)}{salt.hex()}",{encode_basestring(value)}]'.encode()
            ).hexdigest()
        except UnicodeEncodeError:
            pass
    return sha256(canonical([_VALUE_DOMAIN, field, _hex(salt), value])).hexdigest()


@lru_cache(maxsize=4096)
def _beginning(field: str) -> str:
    return f'["{_VALUE_DOMAIN}",{encode_basestring(field)},"'


class Drawn:
    """Fresh random bytes of the operating system, drawn in advance for many acts: each is given once.

    Owned by one batch of acts in one process and thread; a copy in another process would give the same bytes again.
    """

    def __init__(self, ahead: int = 1 << 16) -> None:
        self._ahead = ahead
        self._bytes = b""
        self._given = 0

    def __call__(self, size: int) -> bytes:
        """The next bytes."""
        end = self._given + size
        if end > len(self._bytes):
            self._bytes, self._given, end = os.urandom(max(size, self._ahead)), 0, size
        given = self._bytes[self._given : end]
        self._given = end
        return given


def commit_all(
    answers: Mapping[str, object], draw: Callable[[int], bytes] = os.urandom
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Commitments and fresh salts for all answers of an act, both by field name and in the order of
    ``answers``. draw: gives so many fresh random bytes.
    """
    randomness = draw(SALT_SIZE * len(answers))
    salts = {
        field: randomness[start : start + SALT_SIZE]
        for field, start in zip(answers, range(0, len(randomness), SALT_SIZE), strict=True)
    }
    return {field: commit(field, value, salts[field]) for field, value in answers.items()}, salts


def commit_file(file_digest: bytes, salt: bytes) -> str:
    """The commitment to a file by its SHA-256 digest (32 bytes): 64 hexadecimal digits."""
    return sha256(canonical([_FILE_DOMAIN, _hex(salt), file_digest.hex()])).hexdigest()


def opens(commitment: str, field: str, value: object, salt: bytes) -> bool:
    """Whether ``value`` and ``salt`` are what ``commitment`` was made from, in ``field``."""
    return compare_digest(commitment, commit(field, value, salt))


def opens_file(commitment: str, file_digest: bytes, salt: bytes) -> bool:
    """Whether the file with this SHA-256 digest is the one that ``commitment`` was made from."""
    return compare_digest(commitment, commit_file(file_digest, salt))


def is_commitment(text: object) -> bool:
    """Whether ``text`` has the form of a commitment: 64 lower-case hexadecimal digits."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None


def _hex(salt: bytes) -> str:
    if len(salt) != SALT_SIZE:
        raise CanonicalError(
            zh=f"盐值应为 {SALT_SIZE} 字节，实为 {len(salt)} 字节。",
            en=f"A salt has {SALT_SIZE} bytes; this one has {len(salt)}.",
        )
    return salt.hex()
