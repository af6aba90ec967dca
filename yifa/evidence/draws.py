"""A draw that any stranger can repeat: list and rule stand fast before the seed exists, and the order follows from both.

The list is a text of lines, published when it is fixed (``docs/reference/draws.md``). Whoever is on it stands there by a mark,
a salted digest of the name, so that a list of people can be public before anybody is named::

    yifa-draw/1
    draw 工程技术研究中心评审专家
    seed public-value 上证综合指数收盘 2026-03-06
    take technical 3
    in 5f… technical 1
    out 80… technical same-unit

    digest = SHA-256(list)            seed = SHA-256(digest, values; a line each)
    ticket = SHA-256(seed, mark, t; a line each) for t = 0 … weight - 1

Whoever holds the lowest ticket of a stratum comes first, and the first so many who were not replaced are drawn. As the lowest
of as many tickets as somebody has weight, chances are in proportion to weights, without a fraction anywhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

from yifa.evidence.checkpoints import Verifier
from yifa.evidence.faults import DrawError
from yifa.evidence.receipts import Receipt
from yifa.law.limits import start_of_day

FORM: Final = "yifa-draw/1"
PUBLIC_VALUE: Final = "public-value"
OFFICERS: Final = "officers"
DIGEST: Final = "list_digest"
"""The answer of the log's entry that commits to the list."""
_MARK: Final = re.compile(r"[0-9a-f]{64}")
_KEYS: Final = frozenset(
    {"v", "bureau", "draw", "title", "list", "digest", "values", "replaced", "drawn", "opened", "receipt"}
)


@dataclass(frozen=True, slots=True)
class Take:
    """How many are taken of a stratum."""

    stratum: str
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something on the list. weight: how many tickets; excluded: why it is not drawn from, empty for what is."""

    mark: str
    stratum: str
    weight: int = 1
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What stands fast before the seed exists. seed: kind, and of a public value its source and the day from which on it is
    taken.
    """

    title: str
    seed_kind: str
    seed_source: str
    seed_day: date | None
    takes: tuple[Take, ...]
    candidates: tuple[Candidate, ...]

    def to_text(self) -> str:
        """The list as it is committed to and published; those on it in the order of their marks."""
        seed = [self.seed_kind]
        if self.seed_source:
            seed.append(word(self.seed_source))
        if self.seed_day is not None:
            seed.append(self.seed_day.isoformat())
        lines = [FORM, f"draw {word(self.title)}", f"seed {' '.join(seed)}"]
        lines += [f"take {word(one.stratum)} {one.count}" for one in self.takes]
        for one in sorted(self.candidates, key=lambda one: one.mark):
            tail = word(one.excluded) if one.excluded else str(one.weight)
            lines.append(f"{'out' if one.excluded else 'in'} {one.mark} {word(one.stratum)} {tail}")
        return "\n".join(lines) + "\n"

    @classmethod
    def from_text(cls, text: str) -> Fixed:
        """The list that a text says. Raises DrawError with the line that cannot be read."""
        title, kind, source, day = "", "", "", None
        takes: list[Take] = []
        found: list[Candidate] = []
        lines = text.splitlines()
        if not lines or lines[0] != FORM or not text.endswith("\n"):
            raise DrawError(
                zh=f"名单的第一行应为 {FORM}，最后一行应当换行。",
                en=f"The list should begin with {FORM} and end with a line's end.",
            )
        for at, line in enumerate(lines[1:], start=2):
            match line.split(" "):
                case ["draw", given]:
                    title = given
                case ["seed", given]:
                    kind = given
                case ["seed", given, named, on] if _day(on) is not None:
                    kind, source, day = given, named, _day(on)
                case ["take", stratum, count] if count.isdecimal():
                    takes.append(Take(stratum, int(count)))
                case ["in", mark, stratum, weight] if _MARK.fullmatch(mark) and weight.isdecimal():
                    found.append(Candidate(mark, stratum, int(weight)))
                case ["out", mark, stratum, reason] if _MARK.fullmatch(mark):
                    found.append(Candidate(mark, stratum, 1, reason))
                case _:
                    raise DrawError(
                        zh=f"名单第 {at} 行读不出：{line[:60]}",
                        en=f"Line {at} of the list cannot be read: {line[:60]}",
                    )
        return cls(title, kind, source, day, tuple(takes), tuple(found))


def word(text: str) -> str:
    """A text as one word of a line."""
    return "_".join(text.split()) or "-"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def new_salt() -> str:
    """What keeps a name from being guessed by its mark."""
    return token_hex(16)


def digest_of(*lines: str) -> str:
    """SHA-256 of texts, a line's end between two, in hexadecimal."""
    return sha256("\n".join(lines).encode()).hexdigest()


def mark_of(name: str, salt: str) -> str:
    """Under which somebody stands on the list."""
    return digest_of(salt, name)


def seed_of(digest: str, values: Iterable[str]) -> str:
    """The seed: the list's digest, and what nobody could know when it was fixed."""
    return digest_of(digest, *values)


def order_of(fixed: Fixed, seed: str) -> list[Candidate]:
    """Those on the list, without the excluded, in the order in which they are drawn."""

    def ticket(one: Candidate) -> str:
        return min(digest_of(seed, one.mark, str(number)) for number in range(one.weight))

    return sorted((one for one in fixed.candidates if not one.excluded), key=ticket)


def drawn_of(fixed: Fixed, order: Sequence[Candidate], replaced: Iterable[str] = ()) -> list[Candidate]:
    """The first so many of each stratum who were not replaced; fewer where the list has no more."""
    gone = set(replaced)
    found: list[Candidate] = []
    for take in fixed.takes:
        standing = [one for one in order if one.stratum == word(take.stratum) and one.mark not in gone]
        found += standing[: take.count]
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """Who stands behind a mark."""

    name: str
    salt: str


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """What is published of a draw. values: what the seed is made of besides the digest; replaced: marks with the reason, in
    order.

    opened: by mark, as far as names are public. receipt: that the digest stands in the bureau's log, if a head was signed since.
    """

    bureau: str
    draw: str
    title: str
    text: str
    digest: str
    values: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    drawn: tuple[str, ...] = ()
    opened: Mapping[str, Opened] = field(default_factory=dict)
    receipt: str = ""

    def to_json(self) -> str:
        """As it is published."""
        return json.dumps(
            {
                "v": 1,
                "bureau": self.bureau,
                "draw": self.draw,
                "title": self.title,
                "list": self.text,
                "digest": self.digest,
                "values": self.values,
                "replaced": dict(self.replaced),
                "drawn": self.drawn,
                "opened": {mark: [one.salt, one.name] for mark, one in self.opened.items()},
                "receipt": json.loads(self.receipt) if self.receipt else None,
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> DrawRecord:
        """A record that was published. Raises DrawError where it is malformed; proves nothing yet."""
        try:
            raw = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as fault:
            raise _malformed("不是 JSON 文本", "is not JSON text") from fault
        if not isinstance(raw, dict) or raw.keys() != _KEYS or raw["v"] != 1:
            raise _malformed(
                "的字段不全、有未知字段或者版本不对", "has missing or unknown fields, or another version"
            )
        texts = [raw[key] for key in ("bureau", "draw", "title", "list", "digest")]
        bureau, draw, title, listed, digest = texts
        lists = [raw[key] for key in ("values", "drawn")]
        if not all(isinstance(one, str) for one in texts) or not all(map(_are_texts, lists)):
            raise _malformed("的文字或者名单有误", "has malformed texts or lists")
        replaced, opened = raw["replaced"], raw["opened"]
        if not isinstance(replaced, dict) or not _are_texts(list(replaced.values())):
            raise _malformed("的更换情况有误", "has malformed replacements")
        if not isinstance(opened, dict) or not all(
            _are_texts(one) and len(one) == 2 for one in opened.values()
        ):
            raise _malformed("公开的姓名或者名称有误", "has malformed names")
        return cls(
            bureau,
            draw,
            title,
            listed,
            digest,
            values=tuple(raw["values"]),
            replaced=tuple(replaced.items()),
            drawn=tuple(raw["drawn"]),
            opened={mark: Opened(name, salt) for mark, (salt, name) in opened.items()},
            receipt=json.dumps(raw["receipt"]) if raw["receipt"] is not None else "",
        )

    def verify(self, vkeys: Iterable[str | Verifier] = ()) -> DrawProved:
        """What the record shows. vkeys: the bureau's key, if the reader has it; without it the log is not looked at.

        Raises DrawError, or what is wrong with the receipt.
        """
        if digest_of(self.text) != self.digest:
            raise DrawError(
                zh="名单与它的摘要不符：名单在公布之后被改动过，或者摘要不是这份名单的。",
                en="The list does not have the digest given: it was changed, or the digest is another list's.",
            )
        fixed = Fixed.from_text(self.text)
        twice = [mark for mark, times in Counter(one.mark for one in fixed.candidates).items() if times > 1]
        if twice:
            raise DrawError(
                zh=f"名单中 {twice[0][:12]}… 出现两次：同一人不得有两个机会。",
                en=f"The list has {twice[0][:12]}… twice: nobody has two chances.",
            )
        keys = tuple(vkeys)
        committed = self._committed(fixed, keys) if self.receipt and keys else None
        for mark, one in self.opened.items():
            if mark_of(one.name, one.salt) != mark:
                raise DrawError(
                    zh=f"“{one.name}”与名单中的标记 {mark[:12]}… 不符。",
                    en=f"'{one.name}' is not who stands on the list as {mark[:12]}….",
                )
        if not self.values:
            return DrawProved(fixed, "", (), committed)
        seed = seed_of(self.digest, self.values)
        order = order_of(fixed, seed)
        self._replaced_in_turn(fixed, order)
        drawn = tuple(one.mark for one in drawn_of(fixed, order, (mark for mark, _reason in self.replaced)))
        if drawn != self.drawn:
            raise DrawError(
                zh="重算的结果与公布的不一致：公布的不是由这份名单和种子抽出的。",
                en="The result does not follow from the list and the seed: drawing again gives another.",
            )
        return DrawProved(fixed, seed, drawn, committed)

    def _replaced_in_turn(self, fixed: Fixed, order: Sequence[Candidate]) -> None:
        gone: list[str] = []
        for mark, reason in self.replaced:
            if mark not in [one.mark for one in drawn_of(fixed, order, gone)] or not reason.strip():
                raise DrawError(
                    zh=f"更换的 {mark[:12]}… 当时没有被抽中，或者没有写明理由。",
                    en=f"{mark[:12]}… was replaced without having been drawn, or without a reason.",
                )
            gone.append(mark)

    def _committed(self, fixed: Fixed, vkeys: Sequence[str | Verifier]) -> datetime:
        receipt = Receipt.from_json(self.receipt)
        entry = receipt.verify(vkeys, self.bureau).entry
        opening = receipt.openings.get(DIGEST)
        if opening is None or opening.value != self.digest or entry.case != self.draw:
            raise DrawError(
                zh="凭证所证明的记录不是这次抽取的，或者其中没有这份名单的摘要。",
                en="The entry that the receipt proves is another draw's, or does not hold this list's digest.",
            )
        if fixed.seed_day is not None and entry.recorded_at >= start_of_day(fixed.seed_day):
            raise DrawError(
                zh=f"名单记入日志的时间不早于种子的日期{fixed.seed_day}：定名单时可能已经知道种子。",
                en=f"The list entered the log no earlier than the seed's day, {fixed.seed_day}: the seed may have been known.",
            )
        return entry.recorded_at


@dataclass(frozen=True, slots=True)
class DrawProved:
    """What holds. seed, drawn: empty before the draw; committed_at: when the log took the digest, None where it was not
    looked at.
    """

    fixed: Fixed
    seed: str
    drawn: tuple[str, ...]
    committed_at: datetime | None


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _malformed(zh: str, en: str) -> DrawError:
    return DrawError(
        zh=f"这份抽取记录{zh}；请使用公布的原件。",
        en=f"This record of a draw {en}; use the file as it was published.",
    )
