"""What visitors leave behind is bounded while it comes, and swept when nobody needs it any more."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.portal.conftest import VOUCHER, Town, application
from yifa.cases.files import NewFile, path_of, store
from yifa.cases.models import Case, Draft, File
from yifa.house.tenancy import using_bureau
from yifa.interface import uploads
from yifa.interface.upkeep import sweep
from yifa.portal import limits
from yifa.procedure import types


def files_in_store(home: Path) -> list[Path]:
    return [path for path in (home / "files").glob("??/??/*") if path.is_file()]


def grow_old(path: Path, days: int = 3) -> None:
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


def test_saving_a_form_while_typing_stores_no_file(town: Town, visitor: Client, tmp_path: Path) -> None:
    sent = application() | {"a-materials": SimpleUploadedFile("a.txt", b"a" * 1000)}
    assert visitor.post(f"{town.base}/services/{VOUCHER}/draft/", sent).status_code == 200
    assert files_in_store(tmp_path) == []


def test_saving_too_often_is_told(town: Town, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAFTS", ("drafts", 2, 60))
    address = f"{town.base}/services/{VOUCHER}/draft/"
    assert [visitor.post(address, application()).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("which", ["UPLOADS", "ALL_UPLOADS"])
def test_files_beyond_the_limit_of_an_address_or_of_all_are_not_stored(
    town: Town, visitor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    monkeypatch.setattr(limits, which, (which.lower(), 1500, 60))
    field = next(
        key for key, question in _step(town).asks.items() if question.type in (types.FILE, types.FILES)
    )
    address = f"{town.base}/services/{VOUCHER}/apply/"
    pages = [
        visitor.post(
            address,
            application(**{"who-name": ""})
            | {f"a-{field}": SimpleUploadedFile("a.txt", bytes([65 + n]) * 1000)},
        ).content.decode()
        for n in range(3)
    ]
    assert "这段时间上传的文件太多" not in pages[1]
    assert "这段时间上传的文件太多" in pages[2]
    assert len(files_in_store(tmp_path)) == 2


def _step(town: Town) -> Any:
    from yifa.cases.library import library

    return library().latest("service-application").steps["apply"]


def test_only_what_nothing_refers_to_is_swept(town: Town, tmp_path: Path) -> None:
    bureau = town.bureau
    kept, drafted, left, fresh = (
        store(NewFile("a.txt", text.encode()), 1000) for text in ("kept", "drafted", "left", "fresh")
    )
    token = uploads._token(town.keeper.pk, drafted.name, drafted.digest.hex(), drafted.size)
    with using_bureau(bureau):
        case = Case.objects.order_by("pk").first()
        assert case is not None
        File.objects.create(
            bureau=bureau,
            case=case,
            log_position=0,
            place=0,
            field="x",
            name="a.txt",
            digest=kept.digest.hex(),
            size=4,
            media_type="text/plain",
            salt=b"s" * 16,
        )
        common = {"bureau": bureau, "officer": town.keeper, "procedure_key": "service-item", "step": "draft"}
        Draft.objects.create(**common, answers={"held": {"f": [token]}}, saved_at=timezone.now())
        Draft.objects.create(
            **(common | {"step": "other"}), answers={}, saved_at=timezone.now() - timedelta(days=200)
        )
    for one in (kept, drafted, left):
        grow_old(path_of(one.digest.hex()))
    swept = sweep(timezone.now())
    assert (swept.drafts, swept.files) == (1, 1)
    assert [path_of(one.digest.hex()).exists() for one in (kept, drafted, left, fresh)] == [
        True,
        True,
        False,
        True,
    ]


def test_ended_sessions_are_swept(town: Town) -> None:
    Session.objects.create(
        session_key="old", session_data="x", expire_date=timezone.now() - timedelta(hours=1)
    )
    Session.objects.create(
        session_key="new", session_data="x", expire_date=timezone.now() + timedelta(hours=1)
    )
    assert sweep(timezone.now()).sessions == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
