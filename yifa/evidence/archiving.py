"""An archive package checked by whoever holds it: authentic, complete, usable, safe (四性检测, DA/T 70—2018).

A package is one matter as a zip, with its metadata as XML, its documents, and the receipts of every entry of the log. Nothing
here needs the bureau's system or its word: digests are computed anew, receipts verified with the key, formats told from bytes.
No software can say that a file has no virus; what can hide one is found and named (macros, programs, encryption, strays).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Final
from xml.etree import ElementTree

from yifa.evidence.commitments import commit_file
from yifa.evidence.faults import EvidenceError
from yifa.evidence.receipts import Receipt
from yifa.law.text import Bilingual

METADATA: Final = "metadata.xml"
RECORD: Final = "record.html"
CHECKPOINT: Final = "checkpoint"
KEY: Final = "public-key"
README: Final = "README.txt"
FOREIGN: Final = frozenset({METADATA, RECORD, CHECKPOINT, KEY, README})
"""What a package holds beside documents and receipts."""

LARGEST: Final = 4 << 30
_RATIO: Final = 200
"""A member that unpacks to more than so many times its size is refused: it is made to fill the disk."""

_STARTS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "tif": (b"II*\x00", b"MM\x00*"),
    "tiff": (b"II*\x00", b"MM\x00*"),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
}
_TEXTS: Final = frozenset({"txt", "csv", "json", "xml", "html", "htm", "mht", "mhtml", "shtml", "xhtml"})
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!")


class Check(StrEnum):
    """One of the four."""

    AUTHENTIC = "authentic"
    COMPLETE = "complete"
    USABLE = "usable"
    SAFE = "safe"

    @property
    def words(self) -> Bilingual:
        """As the standard calls it."""
        return _CHECKS[self]


_CHECKS: Final = {
    Check.AUTHENTIC: Bilingual("真实性", "Authentic"),
    Check.COMPLETE: Bilingual("完整性", "Complete"),
    Check.USABLE: Bilingual("可用性", "Usable"),
    Check.SAFE: Bilingual("安全性", "Safe"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one of the four checks found wrong."""

    check: Check
    says: Bilingual


@dataclass(frozen=True, slots=True)
class Checked:
    """A package that was looked into: its matter, how many documents and receipts, and what is wrong; nothing where it passes."""

    number: str
    documents: int
    receipts: int
    findings: tuple[Finding, ...]

    @property
    def passes(self) -> bool:
        """Whether all four checks do."""
        return not self.findings

    def of(self, check: Check) -> tuple[Finding, ...]:
        """What one check found."""
        return tuple(one for one in self.findings if one.check is check)


@dataclass(frozen=True, slots=True)
class _Listed:
    """salt: hexadecimal, of a file that an entry commits to; empty for a letter, which is set from the record."""

    name: str
    digest: str
    size: int
    salt: str


def check_package(file: BinaryIO, key: str | None = None) -> Checked:
    """Look into a package. key: the bureau's published verifier key; without it the package's own is believed, and that is said.

    Never raises for what is wrong with a package: it is found.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            return _check(packed, key)
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        says = Bilingual(f"不是完好的 zip 文件（{error}）", f"it is no sound zip ({error})")
        return Checked("", 0, 0, (Finding(Check.USABLE, says),))


def _check(packed: zipfile.ZipFile, key: str | None) -> Checked:
    infos = {info.filename: info for info in packed.infolist()}
    findings = list(_unsafe(packed, infos))
    if any(one.says.en.startswith("too large") for one in findings) or METADATA not in infos:
        if METADATA not in infos:
            findings.append(_found(Check.COMPLETE, "缺少元数据 metadata.xml", "metadata.xml is missing"))
        return Checked("", 0, 0, tuple(findings))
    try:
        # The forms of an entity that expands to gigabytes need a document type, which a package has not.
        text = packed.read(METADATA)
        if b"<!DOCTYPE" in text:
            raise ElementTree.ParseError("DOCTYPE")
        root = ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as error:
        findings.append(
            _found(Check.USABLE, f"元数据无法读取（{error}）", f"metadata cannot be read ({error})")
        )
        return Checked("", 0, 0, tuple(findings))
    number = root.findtext(".//电子文件号", "")
    listed = [
        _Listed(
            one.findtext("计算机文件名", ""),
            one.findtext("摘要值", ""),
            _number(one, "计算机文件大小"),
            one.findtext("盐值", ""),
        )
        for one in root.iter("文件")
    ]
    findings += _documents(packed, infos, listed)
    receipts = sorted(name for name in infos if name.startswith("receipts/"))
    commitments: set[str] = set()
    findings += _receipts(packed, receipts, number, _number(root, ".//业务行为数"), key, infos, commitments)
    findings += _bound(listed, commitments, _number(root, ".//已依法删除文件数"))
    for wanted in ("题名", "立档单位名称", "保管期限", "日期", "责任者"):
        if not root.findtext(f".//{wanted}", "").strip():
            findings.append(_found(Check.COMPLETE, f"元数据没有“{wanted}”", f"metadata lacks {wanted}"))
    told = {one.name for one in listed} | FOREIGN | set(receipts)
    findings += [
        _found(Check.SAFE, f"有未列入元数据的文件“{name}”", f"{name!r} is not listed in the metadata")
        for name in sorted(set(infos) - told)
        if not name.endswith("/")
    ]
    return Checked(number, len(listed), len(receipts), tuple(findings))


def _unsafe(packed: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo]) -> Iterator[Finding]:
    if sum(info.file_size for info in infos.values()) > LARGEST or any(
        info.file_size > (1 << 20) and info.file_size > _RATIO * max(info.compress_size, 1)
        for info in infos.values()
    ):
        yield _found(
            Check.SAFE, "解压后过大，没有继续检测", "too large when unpacked; not looked into any further"
        )
        return
    for name, info in infos.items():
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            yield _found(
                Check.SAFE, f"文件路径“{name}”越出封装包", f"the path {name!r} leads out of the package"
            )
        if info.flag_bits & 1:
            yield _found(Check.USABLE, f"“{name}”已加密", f"{name!r} is encrypted")
        elif packed.open(name).read(4).startswith(_PROGRAMS):
            yield _found(Check.SAFE, f"“{name}”是程序", f"{name!r} is a program")
    if len(infos) != len(packed.infolist()):
        yield _found(Check.SAFE, "同一路径有两个文件", "two files have one path")


def _documents(
    packed: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo], listed: list[_Listed]
) -> Iterator[Finding]:
    for one in listed:
        if one.name not in infos:
            yield _found(Check.COMPLETE, f"缺少文件“{one.name}”", f"{one.name!r} is missing")
            continue
        if infos[one.name].flag_bits & 1:
            continue
        data = packed.read(one.name)
        if sha256(data).hexdigest() != one.digest or len(data) != one.size:
            yield _found(
                Check.AUTHENTIC,
                f"“{one.name}”与元数据的摘要、大小不符",
                f"{one.name!r} is not what its metadata says",
            )
        yield from _opens(one.name, data)


def _opens(name: str, data: bytes) -> Iterator[Finding]:
    """Whether a document is of a format that is kept, can be opened, and carries nothing that runs."""
    ending = name.rpartition(".")[2].lower()
    starts = _STARTS.get(ending)
    if ending not in _TEXTS and (starts is None or not data.startswith(starts)):
        yield _found(
            Check.USABLE,
            f"“{name}”的格式与扩展名不符或者不能归档",
            f"{name!r} is no format that is archived, or not what it says",
        )
    elif ending == "pdf" and b"/Encrypt" in data[-4096:]:
        yield _found(Check.USABLE, f"“{name}”已加密", f"{name!r} is encrypted")
    elif starts == (b"PK\x03\x04",):
        try:
            with zipfile.ZipFile(BytesIO(data)) as inner:
                if any("vbaProject" in member for member in inner.namelist()):
                    yield _found(Check.SAFE, f"“{name}”含宏", f"{name!r} has macros")
        except zipfile.BadZipFile:
            yield _found(Check.USABLE, f"“{name}”打不开", f"{name!r} does not open")


def _receipts(
    packed: zipfile.ZipFile,
    names: list[str],
    number: str,
    entries: int,
    key: str | None,
    infos: Mapping[str, zipfile.ZipInfo],
    commitments: set[str],
) -> Iterator[Finding]:
    if len(names) != entries or not entries:
        yield _found(
            Check.COMPLETE,
            f"办理记录{entries}条，凭证{len(names)}份",
            f"{entries} entries have {len(names)} receipts",
        )
    own = packed.read(KEY).decode().strip() if KEY in infos else ""
    if not own:
        yield _found(Check.COMPLETE, "缺少公钥", "the public key is missing")
    if key is not None and own != key.strip():
        yield _found(
            Check.AUTHENTIC,
            "封装包的公钥不是机关公布的公钥",
            "its key is not the one that the bureau published",
        )
    seen: set[int] = set()
    versions: list[int] = []
    for name in names:
        try:
            receipt = Receipt.from_json(packed.read(name).decode())
            proved = receipt.verify([key.strip() if key is not None else own])
        except (EvidenceError, ValueError, json.JSONDecodeError) as error:
            text = error if isinstance(error, EvidenceError) else None
            yield _found(
                Check.AUTHENTIC,
                f"凭证“{name}”核验未通过{'：' + text.zh if text is not None else ''}",
                f"the receipt {name!r} does not hold{': ' + text.en if text is not None else ''}",
            )
            continue
        if proved.entry.case != number or receipt.index in seen:
            yield _found(
                Check.AUTHENTIC,
                f"凭证“{name}”不是本事项的，或者重复",
                f"{name!r} is of another matter, or twice",
            )
        seen.add(receipt.index)
        versions.append(proved.entry.case_version)
        commitments.update(file.commitment for file in proved.entry.files)
    if sorted(versions) != list(range(1, len(versions) + 1)):
        yield _found(Check.COMPLETE, "办理记录的次序有缺", "an act between others is missing")


def _bound(listed: list[_Listed], commitments: set[str], erased: int) -> Iterator[Finding]:
    """Whether the log commits to each file, and each file that it commits to is there or was erased by law."""
    bound: set[str] = set()
    for one in listed:
        if not one.salt:
            continue
        try:
            commitment = commit_file(bytes.fromhex(one.digest), bytes.fromhex(one.salt))
        except (EvidenceError, ValueError):
            commitment = ""
        if commitment not in commitments:
            yield _found(
                Check.AUTHENTIC,
                f"办理记录中没有文件“{one.name}”",
                f"no entry of the record holds {one.name!r}",
            )
        bound.add(commitment)
    if len(commitments - bound) > erased:
        yield _found(
            Check.COMPLETE,
            f"办理记录中的文件少了{len(commitments - bound) - erased}个",
            f"{len(commitments - bound) - erased} of the files on record are not there",
        )


def _number(node: ElementTree.Element, path: str) -> int:
    text = node.findtext(path, "").strip()
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _found(check: Check, zh: str, en: str) -> Finding:
    return Finding(check, Bilingual(zh, en))
