"""An entry of the log: who, in what post, took which step of which case, and when.

An entry names nobody and tells no content: officers and posts are stable identifiers, answers and files
are commitments (``commitments.py``), a late entry's reason is a commitment too. It is written once, as
RFC 8785 bytes, and read back strictly: an unknown version or key, a missing one, a value out of its form,
or bytes that are not the canonical ones are refused, so that one entry has exactly one sequence of bytes
and one leaf hash.

``skim`` is the fast reader of a whole-log verification: one regular expression says "this is a canonical
entry" and gives what the sequence checks need; whatever it does not recognise goes to ``Entry.read``,
which says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NoReturn

from yifa.evidence.canonical import MAX_INTEGER
from yifa.evidence.faults import EntryError

VERSION: Final = 1
MAX_SIZE: Final = 65_535
"""Bytes of the largest entry: entry bundles give each entry's length in two bytes (C2SP tlog-tiles)."""


class Actor(StrEnum):
    """In what quality the step was taken."""

    OFFICER = "officer"
    APPLICANT = "applicant"
    SYSTEM = "system"


class Kind(StrEnum):
    """The kinds of entry in use. A reader accepts any other token of the same form, so that a new kind
    breaks no verifier.
    """

    ACT = "act"
    """A step of a case's procedure."""
    DESK = "desk"
    """What every desk does around a step: hand over, ask for an opinion, urge, copy to."""
    HOUSE = "house"
    """The bureau's own order: posts, powers, holdings, and every intervention of an administrator."""
    SEAL = "seal"
    """The root over the commitments to rows of tables that were written since the seal before it."""
    IMPORT = "import"
    """Taken over from elsewhere, with the day it happened there."""
    ERASURE = "erasure"
    """The content of earlier entries was erased; ``refers`` says which."""


@dataclass(frozen=True, slots=True)
class FileCommitment:
    """A file of an act: a salted commitment to its digest, its size in bytes, and its media type."""

    commitment: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class CoSigner:
    """Another officer who took part, where the law wants several: stable identifiers."""

    officer: str
    post: str | None = None


_HEX64: Final = re.compile(r"[0-9a-f]{64}")
_BUREAU: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_TOKEN: Final = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,79}")
_FIELD: Final = re.compile(r"[A-Za-z0-9_.:/-]{1,80}")
_HEXES: Final = re.compile(rf"{_HEX64.pattern}(?:\n{_HEX64.pattern})*+")
_FIELDS: Final = re.compile(rf"{_FIELD.pattern}(?:\n{_FIELD.pattern})*+")
_CASE: Final = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]{1,80}')
_PERSON: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_MEDIA: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, valid by construction: making one that contradicts itself raises EntryError.

    bureau: the bureau's code, the last part of its log's origin.
    case, case_version: the case's number, and how many entries the case has with this one (1, 2, 3, …
    without gaps); None and 0 for an entry that belongs to no case.
    procedure, procedure_version, procedure_hash: what the case runs under; all or none.
    officer, post: stable identifiers such as ``o:12`` and ``p:3``, only where an officer acted (the post
    may be missing). co_signers: other officers who took part.
    happened_at, recorded_at: UTC, whole seconds (see ``moment``); nothing is recorded before it happened.
    late: entered after the fact (补录); late_reason is then the commitment to the reason, and else None.
    answers: commitments by field. files: commitments. refers: positions in this log of the earlier entries
    that it speaks of.
    """

    bureau: str
    kind: str
    step: str
    actor: Actor
    happened_at: datetime
    recorded_at: datetime
    case: str | None = None
    case_version: int = 0
    procedure: str | None = None
    procedure_version: int | None = None
    procedure_hash: str | None = None
    officer: str | None = None
    post: str | None = None
    co_signers: tuple[CoSigner, ...] = ()
    late: bool = False
    late_reason: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileCommitment, ...] = ()
    refers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _match(_BUREAU, "bureau", self.bureau)
        _match(_TOKEN, "kind", self.kind)
        _match(_TOKEN, "step", self.step)
        self._check_case()
        self._check_people()
        self._check_times()
        self._check_answers()
        for file in self.files:
            _match(_HEX64, "files.commitment", file.commitment)
            _whole("files.size", file.size, 0)
            _match(_MEDIA, "files.media_type", file.media_type)
        for position in self.refers:
            _whole("refers", position, 0)

    def _check_answers(self) -> None:
        answers = self.answers
        try:
            names, commitments = "\n".join(answers), "\n".join(answers.values())
        except TypeError:
            names = commitments = ""
        # All in two looks; where something is wrong, or has a line break of its own, one by one.
        breaks = len(answers) - 1
        if (
            names.count("\n") == breaks == commitments.count("\n")
            and _FIELDS.fullmatch(names)
            and _HEXES.fullmatch(commitments)
        ):
            return
        for name, commitment in answers.items():
            _match(_FIELD, "answers", name)
            _match(_HEX64, "answers", commitment)

    def _check_case(self) -> None:
        if self.case is None:
            if self.case_version != 0 or type(self.case_version) is not int:
                _refuse(
                    "case_version",
                    self.case_version,
                    "没有案件时必须为 0",
                    "must be 0 where there is no case",
                )
        else:
            _match(_CASE, "case", self.case)
            _whole("case_version", self.case_version, 1)
        if self.procedure is None:
            if self.procedure_version is not None or self.procedure_hash is not None:
                _refuse(
                    "procedure", None, "有版本或哈希时不得为空", "must be given with its version and hash"
                )
        else:
            _match(_TOKEN, "procedure", self.procedure)
            _whole("procedure_version", self.procedure_version, 0)
            _match(_HEX64, "procedure_hash", self.procedure_hash)

    def _check_people(self) -> None:
        if self.actor is Actor.OFFICER:
            _match(_PERSON, "officer", self.officer)
            if self.post is not None:
                _match(_PERSON, "post", self.post)
        elif self.officer is not None or self.post is not None:
            _refuse(
                "officer", self.officer, "只有工作人员办理时才能填写", "is given only where an officer acted"
            )
        elif self.actor is not Actor.APPLICANT and self.actor is not Actor.SYSTEM:
            _refuse(
                "actor",
                self.actor,
                "应为 officer、applicant 或 system",
                "must be officer, applicant or system",
            )
        for co_signer in self.co_signers:
            _match(_PERSON, "co_signers.officer", co_signer.officer)
            if co_signer.post is not None:
                _match(_PERSON, "co_signers.post", co_signer.post)

    def _check_times(self) -> None:
        for name, at in (("happened_at", self.happened_at), ("recorded_at", self.recorded_at)):
            if at.tzinfo is not UTC or at.microsecond:
                _refuse(name, at, "应为协调世界时的整秒", "must be UTC in whole seconds; use moment()")
        if self.happened_at > self.recorded_at:
            _refuse("happened_at", self.happened_at, "不得晚于记录时间", "must not be after recorded_at")
        if type(self.late) is not bool or self.late is not (self.late_reason is not None):
            _refuse(
                "late_reason",
                self.late_reason,
                "补录必须且只有补录才有理由",
                "is given for a late entry, and only then",
            )
        if self.late_reason is not None:
            _match(_HEX64, "late_reason", self.late_reason)

    def to_bytes(self) -> bytes:
        """The RFC 8785 bytes of this entry. Raises EntryError if they are more than 65,535."""
        answers = ",".join([f'"{name}":"{self.answers[name]}"' for name in sorted(self.answers)])
        case = "null" if self.case is None else f'"{self.case}"'
        files = ",".join(
            [
                f'{{"commitment":"{file.commitment}","media_type":"{file.media_type}","size":{file.size}}}'
                for file in self.files
            ]
        )
        signers = ",".join(
            [f'{{"officer":"{one.officer}","post":{_text(one.post)}}}' for one in self.co_signers]
        )
        if self.procedure is None:
            procedure = '"procedure":null,"procedure_hash":null,"procedure_version":null'
        else:
            procedure = (
                f'"procedure":"{self.procedure}","procedure_hash":"{self.procedure_hash}",'
                f'"procedure_version":{self.procedure_version}'
            )
        data = (
            f'{{"actor":"{self.actor.value}","answers":{{{answers}}},"bureau":"{self.bureau}","case":{case},'
            f'"case_version":{self.case_version},"co_signers":[{signers}],"files":[{files}],'
            f'"happened_at":"{_stamp(self.happened_at)}","kind":"{self.kind}",'
            f'"late":{"true" if self.late else "false"},"late_reason":{_text(self.late_reason)},'
            f'"officer":{_text(self.officer)},"post":{_text(self.post)},{procedure},'
            f'"recorded_at":"{_stamp(self.recorded_at)}","refers":[{",".join(map(str, self.refers))}],'
            f'"step":"{self.step}","v":{VERSION}}}'
        ).encode()
        if len(data) > MAX_SIZE:
            raise EntryError(
                zh=f"这一记录有 {len(data)} 字节，超过 {MAX_SIZE} 字节；请减少字段或附件后重试。",
                en=f"This entry has {len(data)} bytes, more than {MAX_SIZE}; use fewer fields or files.",
            )
        return data

    @classmethod
    def read(cls, data: bytes) -> Entry:
        """The entry that ``data`` is the canonical form of. Raises EntryError for anything else."""
        try:
            raw = json.loads(
                data.decode("utf-8"),
                object_pairs_hook=_object,
                parse_float=_no_float,
                parse_constant=_no_float,
            )
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
            raise EntryError(
                zh="这一记录不是有效的 JSON 文本，已被改动或损坏。",
                en="This entry is not valid JSON; it was changed or damaged.",
            ) from fault
        if not isinstance(raw, dict):
            _refuse("entry", raw, "应为 JSON 对象", "must be a JSON object")
        if type(raw.get("v")) is not int or raw["v"] != VERSION:
            _refuse(
                "v",
                raw.get("v"),
                f"应为 {VERSION}；其他版本请用更新的程序核验",
                f"must be {VERSION}; use a newer verifier",
            )
        _keys("entry", raw, _KEYS)
        entry = cls(
            bureau=raw["bureau"],
            kind=raw["kind"],
            step=raw["step"],
            actor=_actor(raw["actor"]),
            happened_at=_moment("happened_at", raw["happened_at"]),
            recorded_at=_moment("recorded_at", raw["recorded_at"]),
            case=raw["case"],
            case_version=raw["case_version"],
            procedure=raw["procedure"],
            procedure_version=raw["procedure_version"],
            procedure_hash=raw["procedure_hash"],
            officer=raw["officer"],
            post=raw["post"],
            co_signers=tuple(
                CoSigner(**_keys("co_signers", item, _CO_SIGNER_KEYS))
                for item in _list("co_signers", raw["co_signers"])
            ),
            late=raw["late"],
            late_reason=raw["late_reason"],
            answers=_dict("answers", raw["answers"]),
            files=tuple(
                FileCommitment(**_keys("files", item, _FILE_KEYS)) for item in _list("files", raw["files"])
            ),
            refers=tuple(_list("refers", raw["refers"])),
        )
        if entry.to_bytes() != data:
            raise EntryError(
                zh="这一记录不是规范形式（RFC 8785），已被改动。",
                en="This entry is not in canonical form (RFC 8785); it was changed.",
            )
        return entry


def read_soon(data: bytes) -> Entry:
    """As ``Entry.read``, in a tenth of its time: what one regular expression is sure of is not looked at twice.

    Raises EntryError.
    """
    try:
        match = _WHOLE(data.decode("utf-8")) if len(data) <= MAX_SIZE else None
    except UnicodeDecodeError:
        match = None
    if match is None:
        return Entry.read(data)
    of_officer, of_other, answers, bureau, case, version, signers, files, happened_at, kind, *rest = (
        match.groups()
    )
    late_reason, officer, post, procedure, procedure_hash, procedure_version, recorded_at, refers, step = rest
    words = answers.split('"')
    names = words[1::4]
    if happened_at > recorded_at or (len(names) > 1 and sorted(set(names)) != names):
        return Entry.read(data)
    entry = object.__new__(Entry)
    put = object.__setattr__
    put(entry, "bureau", bureau)
    put(entry, "kind", kind)
    put(entry, "step", step)
    put(entry, "actor", _ACTORS[of_officer or of_other])
    put(entry, "happened_at", _read_stamp(happened_at))
    put(entry, "recorded_at", _read_stamp(recorded_at))
    put(entry, "case", case)
    put(entry, "case_version", int(version or 0))
    put(entry, "procedure", procedure)
    put(entry, "procedure_version", None if procedure is None else int(procedure_version))
    put(entry, "procedure_hash", procedure_hash)
    put(entry, "officer", officer)
    put(entry, "post", post)
    put(
        entry, "co_signers", tuple([CoSigner(**one) for one in json.loads(f"[{signers}]")]) if signers else ()
    )
    put(entry, "late", late_reason is not None)
    put(entry, "late_reason", late_reason)
    put(entry, "answers", dict(zip(names, words[3::4], strict=True)))
    put(entry, "files", tuple([FileCommitment(**one) for one in json.loads(f"[{files}]")]) if files else ())
    put(entry, "refers", tuple(map(int, refers.split(","))) if refers else ())
    return entry


_ACTORS: Final = {str(one): one for one in Actor}
_KEYS: Final = frozenset(
    {"actor", "answers", "bureau", "case", "case_version", "co_signers", "files", "happened_at", "kind"}
    | {"late", "late_reason", "officer", "post", "procedure", "procedure_hash", "procedure_version"}
    | {"recorded_at", "refers", "step", "v"}
)
_FILE_KEYS: Final = frozenset({"commitment", "media_type", "size"})
_CO_SIGNER_KEYS: Final = frozenset({"officer", "post"})


@lru_cache(maxsize=1024)
def moment(at: datetime) -> datetime:
    """``at`` in UTC, cut to the whole second, as entries keep it. Raises EntryError for a moment without
    a time zone.
    """
    if at.tzinfo is None:
        raise EntryError(
            zh=f"时间 {at} 没有时区，请给出带时区的时间。",
            en=f"The moment {at} has no time zone; give one that has.",
        )
    return at.astimezone(UTC).replace(microsecond=0)


SkimTuple = tuple[str, str | None, int, str, str]
"""What the sequence checks need of an entry: bureau, case, case_version, recorded_at (its text, whose order is that of
time), and refers (positions, comma-separated).
"""


def skim(data: bytes) -> SkimTuple | None:
    """The skim of ``data``, or None where this quick reader is not sure that ``Entry.read`` would accept it."""
    try:
        match = _SHAPE(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if match is None or len(data) > MAX_SIZE:
        return None
    answers, bureau, case, version, happened_at, recorded_at, refers = match.group(2, 3, 4, 5, 6, 7, 8)
    if happened_at > recorded_at:
        return None
    names = answers.split('"')[1::4]
    if len(names) > 1 and sorted(set(names)) != names:
        return None
    return bureau, case, int(version or 0), recorded_at, refers


def skim_all(entries: Sequence[bytes]) -> list[SkimTuple] | None:
    """The skims of a bundle's entries, read in one go, or None where ``skim`` is not sure of one of them."""
    try:
        text = b"\n".join(entries).decode("utf-8")
    except UnicodeDecodeError:
        return None
    found = _SHAPES(text)
    if len(found) != len(entries) or text.count("\n") >= len(entries) or max(map(len, entries)) > MAX_SIZE:
        return None
    skims: list[SkimTuple] = []
    in_order: set[tuple[str, ...]] = set()
    for _, answers, bureau, case, version, happened_at, recorded_at, refers in found:
        if happened_at > recorded_at:
            return None
        names = tuple(answers.split('"')[1::4])
        if names not in in_order:
            if sorted(set(names)) != list(names):
                return None
            in_order.add(names)
        skims.append((bureau, case or None, int(version or 0), recorded_at, refers))
    return skims


def skim_of(entry: Entry) -> SkimTuple:
    """The same of an entry that was read in full."""
    recorded_at = entry.recorded_at.isoformat()[:19]
    return entry.bureau, entry.case, entry.case_version, recorded_at, ",".join(map(str, entry.refers))


def _shape(*, whole: bool = False) -> str:
    """The grammar of a canonical entry as one regular expression, with groups for what ``skim`` gives.

    whole: with a group for each part of an entry, in their order; the first says that an officer acted. It is narrower than
    ``Entry.read``: 29 February and numbers of more than 15 digits are left to that. The order of answers and of the two moments
    is beyond a regular expression, and is checked by whoever uses it.
    """
    part = "(" if whole else "(?:"
    number = r"(?:0|[1-9][0-9]{0,14})"
    person = f'"{_PERSON.pattern}"'
    signer = rf'\{{"officer":{person},"post":(?:null|{person})\}}'
    file = rf'\{{"commitment":"[0-9a-f]{{64}}","media_type":"{_MEDIA.pattern}","size":{number}\}}'
    answer = rf'"{_FIELD.pattern}":"[0-9a-f]{{64}}"'
    day = (
        r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
        r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    )
    moment = rf"([1-9][0-9]{{3}}-{day}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])Z"
    return (
        rf'\{{"actor":"(?:(officer)|{part}applicant|system))","answers":\{{((?:{answer}(?:,{answer})*+)?)\}},'
        rf'"bureau":"({_BUREAU.pattern})",'
        rf'"case":(?:null,"case_version":0|"({_CASE.pattern})","case_version":([1-9][0-9]{{0,14}})),'
        rf'"co_signers":\[{part}(?:{signer}(?:,{signer})*+)?)\],"files":\[{part}(?:{file}(?:,{file})*+)?)\],'
        rf'"happened_at":"{moment}","kind":"{part}{_TOKEN.pattern})",'
        rf'"late":(?:false,"late_reason":null|true,"late_reason":"{part}[0-9a-f]{{64}})"),'
        rf'(?(1)"officer":"{part}{_PERSON.pattern})","post":(?:null|"{part}{_PERSON.pattern})")|"officer":null,"post":null),'
        rf'"procedure":(?:null,"procedure_hash":null,"procedure_version":null|"{part}{_TOKEN.pattern})",'
        rf'"procedure_hash":"{part}[0-9a-f]{{64}})","procedure_version":{part}{number})),'
        rf'"recorded_at":"{moment}","refers":\[((?:{number}(?:,{number})*+)?)\],'
        rf'"step":"{part}{_TOKEN.pattern})","v":{VERSION}\}}'
    )


_SHAPE: Final = re.compile(_shape()).fullmatch
_WHOLE: Final = re.compile(_shape(whole=True)).fullmatch
_SHAPES: Final = re.compile(f"^{_shape()}$", re.MULTILINE).findall


@lru_cache(maxsize=1024)
def _read_stamp(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def _stamp(at: datetime) -> str:
    return at.isoformat()[:19] + "Z"


def _text(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def _match(pattern: re.Pattern[str], name: str, value: object) -> None:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        _refuse(name, value, "形式不符合要求", f"must match {pattern.pattern}")


def _whole(name: str, value: object, least: int) -> None:
    if type(value) is not int or not least <= value <= MAX_INTEGER:
        _refuse(name, value, f"应为不小于 {least} 的整数", f"must be a whole number from {least} up")


def _refuse(name: str, value: object, zh: str, en: str) -> NoReturn:
    shown = repr(value)
    if len(shown) > 80:
        shown = shown[:77] + "…"
    raise EntryError(
        zh=f"记录的字段 {name} 为 {shown}：{zh}。", en=f"The entry's field {name} is {shown}: it {en}."
    )


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise EntryError(
            zh="这一记录中同一键出现了两次，已被改动。",
            en="A key appears twice in this entry; it was changed.",
        )
    return found


def _no_float(text: str) -> NoReturn:
    _refuse("number", text, "应为整数", "must be a whole number")


def _keys(name: str, value: object, expected: frozenset[str]) -> dict[str, Any]:
    found = _dict(name, value)
    if found.keys() != expected:
        unknown, missing = sorted(found.keys() - expected), sorted(expected - found.keys())
        _refuse(name, unknown or missing, "有未知或缺少的键", "has unknown or missing keys")
    return found


def _dict(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        _refuse(name, value, "应为 JSON 对象", "must be a JSON object")
    return value


def _list(name: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        _refuse(name, value, "应为 JSON 数组", "must be a JSON array")
    return value


def _actor(value: object) -> Actor:
    try:
        return Actor(value)  # type: ignore[arg-type]  # anything but the three words raises
    except ValueError:
        _refuse("actor", value, "应为 officer、applicant 或 system", "must be officer, applicant or system")


def _moment(name: str, value: object) -> datetime:
    if isinstance(value, str) and len(value) == 20 and value.isascii() and value.endswith("Z"):
        try:
            return datetime.fromisoformat(value[:19]).replace(tzinfo=UTC)
        except ValueError:
            pass
    _refuse(name, value, "应为 2020-03-02T08:00:00Z 形式的时间", "must be a moment like 2020-03-02T08:00:00Z")
