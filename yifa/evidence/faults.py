"""Errors of the evidence floor. Each carries a Chinese and an English sentence that says what is wrong and what to do.

EvidenceFault
├── CanonicalFault    a value has no canonical form
├── EntryFault        bytes or fields are not an entry
├── ProofFault        a proof cannot be made: index or size out of range, a tile of the wrong length
├── NoteFault         a signed note or checkpoint is malformed, or no trusted key signed it
├── KeyFault          a key cannot be read
├── FolderFault       an exported folder cannot be written or read
└── ReceiptFault      a receipt is malformed, or proves nothing
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class EvidenceFault(ValueError):
    """Base of all: ``zh`` and ``en`` are sentences for people, ``str()`` gives the English one for technical logs."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    @property
    def sentence(self) -> Bilingual:
        """The message as a pair, for pages and reports."""
        return Bilingual(zh=self.zh, en=self.en)


class CanonicalFault(EvidenceFault):
    """A value has no canonical JSON form."""


class EntryFault(EvidenceFault):
    """Bytes are not an entry, or an entry's fields contradict each other."""


class ProofFault(EvidenceFault):
    """A proof cannot be made: index or size out of range, or a tile of the wrong length."""


class NoteFault(EvidenceFault):
    """A signed note or checkpoint is malformed, or no trusted key signed it."""


class KeyFault(EvidenceFault):
    """A signing key or verifier key cannot be read."""


class FolderFault(EvidenceFault):
    """An exported folder cannot be written or read."""


class ReceiptFault(EvidenceFault):
    """A receipt is malformed, or does not prove what it claims."""
