"""Ciphers behind one door: each takes a key, a nonce of 12 bytes, a text and what it is about, and authenticates both.

AES-256-GCM (NIST SP 800-38D) is what new keys use unless told otherwise; SM4-GCM (GB/T 32907-2016 in the mode of RFC 8998) is
for bureaus whose assessment of cryptography (密码法 第二十七条) asks for the State's standards. Both come
from OpenSSL through ``cryptography``; a certified module takes the same door.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16


class Cipher(Protocol):
    """Authenticated encryption. key_size: bytes."""

    key_size: int

    def seal(self, key: bytes, nonce: bytes, text: bytes, about: bytes) -> bytes:
        """The encrypted text with its tag at the end."""
        ...

    def open(self, key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
        """The text. Raises InvalidTag where anything is not what was sealed."""
        ...


class AesGcm:
    """AES-256-GCM."""

    key_size = 32

    def seal(self, key: bytes, nonce: bytes, text: bytes, about: bytes) -> bytes:
        """See Cipher."""
        return _aes(key).encrypt(nonce, text, about)

    def open(self, key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
        """See Cipher."""
        return _aes(key).decrypt(nonce, sealed, about)


class Sm4Gcm:
    """SM4-GCM."""

    key_size = 16

    def seal(self, key: bytes, nonce: bytes, text: bytes, about: bytes) -> bytes:
        """See Cipher."""
        machine = Machine(SM4(key), GCM(nonce)).encryptor()
        machine.authenticate_additional_data(about)
        return machine.update(text) + machine.finalize() + machine.tag

    def open(self, key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
        """See Cipher."""
        if len(sealed) < TAG_SIZE:
            raise InvalidTag
        machine = Machine(SM4(key), GCM(nonce, sealed[-TAG_SIZE:])).decryptor()
        machine.authenticate_additional_data(about)
        return machine.update(sealed[:-TAG_SIZE]) + machine.finalize()


@lru_cache(maxsize=16)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)


CIPHERS: Final[dict[str, Cipher]] = {"aes-256-gcm": AesGcm(), "sm4-gcm": Sm4Gcm()}
"""Ciphers by the names that key files give them."""

USUAL: Final = "aes-256-gcm"
