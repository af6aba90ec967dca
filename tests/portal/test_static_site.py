"""The portal as a folder: every link leads to a file that is there, nothing needs a server, and only what is public is in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import lxml.html
import pytest
from django.test import Client

from tests.portal.conftest import VOUCHER, Town, apply_for_voucher
from yifa.portal.static_site import export, name_of


def _links(page: Path) -> list[str]:
    tree = lxml.html.parse(str(page), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    found = [one.get("href") or one.get("src") for one in tree.iter("a", "link", "img")]
    return [one for one in found if one and not one.startswith(("#", "http", "tel:", "mailto:"))]


def test_every_link_of_the_folder_leads_to_a_file(town: Town, visitor: Client, tmp_path: Path) -> None:
    number, _code = apply_for_voucher(town, visitor)
    out = tmp_path / "site"
    made = export(town.bureau, out, "https://portal.example.gov.cn")
    assert made.missing == ()
    pages = sorted(out.rglob("*.html"))
    assert made.pages == len(pages) > 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<form" not in text
        assert number not in text
        for link in _links(page):
            assert (page.parent / link.partition("#")[0]).is_file(), f"{page}: {link}"
    assert (out / "services" / VOUCHER / "index.html").is_file()
    assert "https://portal.example.gov.cn/test-kj/progress/" in (out / "index.html").read_text(
        encoding="utf-8"
    )


def test_the_folder_says_the_digest_of_every_file(town: Town, tmp_path: Path) -> None:
    export(town.bureau, tmp_path / "site")
    lines = (tmp_path / "site/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, _blanks, name in (line.partition("  ") for line in lines)}
    files = {
        str(one.relative_to(tmp_path / "site")) for one in (tmp_path / "site").rglob("*") if one.is_file()
    }
    assert told.keys() == files - {"SHA256SUMS"}
    for name, digest in told.items():
        assert hashlib.sha256((tmp_path / "site" / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/x/", "index.html"),
        ("/x/services/", "services/index.html"),
        ("/x/published/catalogue.csv", "published/catalogue.csv"),
    ],
)
def test_an_address_has_one_file(address: str, name: str) -> None:
    assert name_of(address, "/x/") == name
    assert name_of(f"{address}?after=1", "/x/") != name
