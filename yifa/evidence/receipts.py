"""A receipt: one entry, with everything needed to show that it stands in its bureau's log.

It holds the entry's bytes, its position, the inclusion proof, the signed checkpoint, and — for whoever may see
them — the values and salts that open some of the entry's commitments. It is checked against keys that the reader
trusts, never against the key that it brings along; a valid proof from another bureau's log is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from yifa.evidence.checkpoints import Checkpoint, Verifier, bureau_of, open_checkpoint
from yifa.evidence.commitments import SALT_SIZE, opens
from yifa.evidence.entries import Entry
from yifa.evidence.faults import ReceiptError
from yifa.evidence.merkle import leaf_hash, verify_inclusion

VERSION: Final = 1
_KEYS: Final = frozenset({"v", "entry", "index", "proof", "checkpoint", "vkey", "openings"})


@dataclass(frozen=True, slots=True)
class Opening:
    """The value and the salt (16 bytes) behind the commitment of one field."""

    value: object
    salt: bytes


@dataclass(frozen=True, slots=True)
class Proved:
    """What a verified receipt shows: this entry is at ``index`` of the log whose head is ``checkpoint``."""

    entry: Entry
    index: int
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Receipt:
    """entry: canonical bytes. index: its position from 0. proof: hashes from the leaf's sibling up. checkpoint: the
    signed note. vkey: the log's verifier key as the bureau publishes it. openings: by field, as far as given out.
    """

    entry: bytes
    index: int
    proof: tuple[bytes, ...]
    checkpoint: str
    vkey: str
    openings: Mapping[str, Opening] = field(default_factory=dict)

    def to_json(self) -> str:
        """The receipt as JSON text, for people to keep."""
        return json.dumps(
            {
                "v": VERSION,
                "entry": _base64(self.entry),
                "index": self.index,
                "proof": [_base64(part) for part in self.proof],
                "checkpoint": self.checkpoint,
                "vkey": self.vkey,
                "openings": {
                    name: {"salt": _base64(opening.salt), "value": opening.value}
                    for name, opening in self.openings.items()
                },
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> Receipt:
        """The receipt in JSON text. Raises ReceiptError where it is malformed; proves nothing yet."""
        try:
            raw = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as fault:
            raise _malformed("不是 JSON 文本", "is not JSON text") from fault
        if not isinstance(raw, dict) or raw.keys() != _KEYS:
            raise _malformed("的字段不全或有未知字段", "has missing or unknown fields")
        if type(raw["v"]) is not int or raw["v"] != VERSION:
            raise _malformed(f"的版本不是 {VERSION}", f"has a version other than {VERSION}")
        index, proof, openings = raw["index"], raw["proof"], raw["openings"]
        if type(index) is not int or not isinstance(proof, list) or not isinstance(openings, dict):
            raise _malformed("的位置、证明或披露内容有误", "has a malformed index, proof or openings")
        if not isinstance(raw["checkpoint"], str) or not isinstance(raw["vkey"], str):
            raise _malformed("的检查点或公钥有误", "has a malformed checkpoint or key")
        return cls(
            entry=_unbase64(raw["entry"]),
            index=index,
            proof=tuple(map(_unbase64, proof)),
            checkpoint=raw["checkpoint"],
            vkey=raw["vkey"],
            openings={name: _opening(item) for name, item in openings.items()},
        )

    def to_tlog_proof(self) -> str:
        """The same proof in the format of C2SP tlog-proof, for other tools; the entry's bytes go beside it."""
        lines = ("c2sp.org/tlog-proof@v1", f"index {self.index}", *map(_base64, self.proof), "")
        return "\n".join(lines) + "\n" + self.checkpoint

    def verify(self, vkeys: Iterable[str | Verifier], bureau: str | None = None) -> Proved:
        """What this receipt shows to a reader who trusts ``vkeys``, of ``bureau``'s log where it is given.

        Raises NoteError (nobody trusted signed the checkpoint), EntryError (the bytes are no entry), ReceiptError (the
        log or the entry is another bureau's, the proof does not lead to the root, or an opening does not fit).
        """
        checkpoint = open_checkpoint(self.checkpoint, vkeys)
        log = bureau_of(checkpoint.origin)
        if bureau is not None and bureau != log:
            raise ReceiptError(
                zh=f"凭证属于机关 {log} 的日志，不是 {bureau} 的；请向 {log} 核验。",
                en=f"This receipt is of the log of {log}, not of {bureau}; verify it with {log}.",
            )
        entry = Entry.read(self.entry)
        if entry.bureau != log:
            raise ReceiptError(
                zh=f"记录写明机关为 {entry.bureau}，检查点却属于 {log}：不得以另一机关的日志作证。",
                en=f"The entry is of the bureau {entry.bureau}, the checkpoint of {log}: another bureau's log proves nothing.",
            )
        leaf = leaf_hash(self.entry)
        if not verify_inclusion(self.index, checkpoint.size, leaf, self.proof, checkpoint.root):
            raise ReceiptError(
                zh=f"证明不成立：第 {self.index} 条（从 0 起）不是这一记录，或凭证已被改动。",
                en=f"The proof fails: this entry is not at position {self.index} (from 0), or the receipt was changed.",
            )
        for name, opening in self.openings.items():
            commitment = entry.answers.get(name)
            if commitment is None or not opens(commitment, name, opening.value, opening.salt):
                raise ReceiptError(
                    zh=f"披露的字段 {name} 与记录中的承诺不符，内容已被改动。",
                    en=f"The value given for the field {name} is not the one recorded; it was changed.",
                )
        return Proved(entry, self.index, checkpoint)


def _opening(item: Any) -> Opening:
    if not isinstance(item, dict) or item.keys() != {"salt", "value"}:
        raise _malformed("的披露内容有误", "has a malformed opening")
    salt = _unbase64(item["salt"])
    if len(salt) != SALT_SIZE:
        raise _malformed("的盐值长度有误", "has a salt of the wrong length")
    return Opening(item["value"], salt)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: object) -> bytes:
    if isinstance(text, str):
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as fault:
            raise _malformed("的 base64 有误", "has base64 that cannot be read") from fault
    raise _malformed("的 base64 有误", "has base64 that cannot be read")


def _malformed(zh: str, en: str) -> ReceiptError:
    return ReceiptError(
        zh=f"这份凭证{zh}；请使用收到的原件。",
        en=f"This receipt {en}; use the original file as you received it.",
    )
