"""Errors of the evidence floor. Each carries a Chinese and an English sentence: what is wrong, what to do.

EvidenceError
├── CanonicalError    a value has no canonical form
├── EntryError        bytes or fields are not an entry
├── ProofError        a proof cannot be made: index or size out of range, a tile of the wrong length
├── NoteError         a signed note or checkpoint is malformed, or no trusted key signed it
├── SigningKeyError   a key cannot be read
├── FolderError       an exported folder cannot be written or read
├── ReceiptError      a receipt is malformed, or proves nothing
└── DrawError         the record of a draw is malformed, or does not hold
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class EvidenceError(ValueError):
    """Base of all: ``zh`` and ``en`` are sentences for people, ``str()`` gives the English one for
    technical logs.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    @property
    def sentence(self) -> Bilingual:
        """The message as a pair, for pages and reports."""
        return Bilingual(zh=self.zh, en=self.en)


class CanonicalError(EvidenceError):
    """A value has no canonical JSON form."""


class EntryError(EvidenceError):
    """Bytes are not an entry, or an entry's fields contradict each other."""


class ProofError(EvidenceError):
    """A proof cannot be made: index or size out of range, or a tile of the wrong length."""


class NoteError(EvidenceError):
    """A signed note or checkpoint is malformed, or no trusted key signed it."""


class SigningKeyError(EvidenceError):
    """A signing key or verifier key cannot be read."""


class FolderError(EvidenceError):
    """An exported folder cannot be written or read."""


class ReceiptError(EvidenceError):
    """A receipt is malformed, or does not prove what it claims."""


class DrawError(EvidenceError):
    """The record of a draw is malformed, or does not hold."""
