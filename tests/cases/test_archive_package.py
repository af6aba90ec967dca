"""A closed matter's package passes its four checks; whatever is changed, left out, added or hidden in it is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.cases.cast import World
from yifa.cases.acting.act import NewFile
from yifa.cases.errors import RecordProblem
from yifa.cases.log.archive_package import write_package
from yifa.cases.log.keys import ensure_key
from yifa.evidence.archiving import Check, check_package

PDF = b"%PDF-1.7\n" + b"x" * 100
Members = dict[str, bytes]


def packed(world: World) -> tuple[Members, str]:
    """The members of a package, and the key."""
    key = ensure_key(world.bureau)
    opened = world.walk(files=[NewFile("申请表.pdf", PDF, "paper")])
    out = io.BytesIO()
    assert write_package(world.case(opened), out, now=world.now).passes
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, key


def again(members: Members) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def document(members: Members) -> str:
    return next(name for name in members if name.startswith("documents/"))


def test_a_closed_matter_passes_and_holds_its_acts_and_papers(world: World) -> None:
    members, key = packed(world)
    found = check_package(again(members), key)
    assert found.passes, found.findings
    assert found.receipts == sum(name.startswith("receipts/") for name in members) >= 3
    assert members[document(members)] == PDF
    text = members["metadata.xml"].decode()
    assert "<立档单位名称>" in text
    assert "<摘要值>" in text
    assert "张三" in members["record.html"].decode()


def test_an_open_matter_is_not_archived(world: World) -> None:
    ensure_key(world.bureau)
    opened = world.walk(until="accept")
    with pytest.raises(RecordProblem, match="尚未办结"):
        write_package(world.case(opened), io.BytesIO(), now=world.now)


def changed(members: Members) -> None:
    members[document(members)] = PDF + b"y"


def changed_with_its_metadata(members: Members) -> None:
    from hashlib import sha256

    old, new = PDF, PDF[:-1] + b"y"
    members[document(members)] = new
    members["metadata.xml"] = members["metadata.xml"].replace(
        sha256(old).hexdigest().encode(), sha256(new).hexdigest().encode()
    )


def without_a_document(members: Members) -> None:
    del members[document(members)]


def without_a_document_and_its_metadata(members: Members) -> None:
    name = document(members)
    del members[name]
    text = members["metadata.xml"].decode()
    start = text.rindex("<文件>", 0, text.index(name))
    end = text.index("</文件>", start) + len("</文件>")
    members["metadata.xml"] = (text[:start] + text[end:]).encode()


def without_a_receipt(members: Members) -> None:
    del members["receipts/0002.json"]


def without_an_act_in_the_middle(members: Members) -> None:
    last = max(name for name in members if name.startswith("receipts/"))
    members["receipts/0002.json"] = members.pop(last)
    count = sum(name.startswith("receipts/") for name in members)
    text = members["metadata.xml"].decode()
    members["metadata.xml"] = text.replace(f"<业务行为数>{count + 1}<", f"<业务行为数>{count}<").encode()


def with_a_receipt_twice(members: Members) -> None:
    members["receipts/0002.json"] = members["receipts/0001.json"]


def with_a_stray(members: Members) -> None:
    members["documents/添加.pdf"] = PDF


def with_a_program(members: Members) -> None:
    members["documents/工具.exe"] = b"MZ\x90\x00"


def with_an_entity(members: Members) -> None:
    members["metadata.xml"] = b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + members["metadata.xml"]


def without_metadata(members: Members) -> None:
    del members["metadata.xml"]


def leading_out(members: Members) -> None:
    members["../外.txt"] = b"x"


def without_a_title(members: Members) -> None:
    members["metadata.xml"] = (
        members["metadata.xml"]
        .replace("<责任者>".encode(), "<别的>".encode())
        .replace("</责任者>".encode(), "</别的>".encode())
    )


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (changed, Check.AUTHENTIC),
        (changed_with_its_metadata, Check.AUTHENTIC),
        (without_a_document, Check.COMPLETE),
        (without_a_document_and_its_metadata, Check.COMPLETE),
        (without_a_receipt, Check.COMPLETE),
        (with_a_receipt_twice, Check.AUTHENTIC),
        (without_an_act_in_the_middle, Check.COMPLETE),
        (with_a_stray, Check.SAFE),
        (with_a_program, Check.SAFE),
        (with_an_entity, Check.USABLE),
        (without_metadata, Check.COMPLETE),
        (leading_out, Check.SAFE),
        (without_a_title, Check.COMPLETE),
    ],
)
def test_what_is_wrong_with_a_package_is_found(
    world: World, change: Callable[[Members], None], check: Check
) -> None:
    members, key = packed(world)
    change(members)
    assert check_package(again(members), key).of(check)


def test_a_package_under_another_key_is_not_authentic(world: World) -> None:
    members, key = packed(world)
    other = key[:-4] + ("AAA=" if not key.endswith("AAA=") else "BBB=")
    assert check_package(again(members), other).of(Check.AUTHENTIC)


def test_what_is_no_zip_is_told(world: World) -> None:
    assert check_package(io.BytesIO(b"x")).of(Check.USABLE)


def test_a_file_that_was_erased_by_law_is_told_and_not_missed(world: World) -> None:
    from yifa.cases.log.erasing import erase
    from yifa.cases.models import File

    key = ensure_key(world.bureau)
    opened = world.walk(files=[NewFile("申请表.pdf", PDF, "paper")])
    case = world.case(opened)
    erase(
        case,
        answers={},
        files=list(File.objects.filter(case=case)),
        title=None,
        reason="保存期限届满",
        actor=world.by(world.chief),
        now=world.now,
    )
    out = io.BytesIO()
    assert write_package(world.case(opened), out, now=world.now).passes
    found = check_package(out, key)
    assert found.passes
    with zipfile.ZipFile(out) as archive:
        assert not any(name.startswith("documents/") for name in archive.namelist())
