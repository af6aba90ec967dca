"""A day of the auditor, who trusts nobody: the record verified on its page and from its export, a case taken with its proofs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from tests.journeys.town import Town, Walk
from yifa.cli.record import app as record

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_record_is_verified_on_its_page(walk: Walk) -> None:
    walk.sign_in("auditor")
    walk.look("auditor-today")
    walk.go("/desk/oversight/log/")
    walk.look("auditor-log")
    walk.button("现在核验").click()
    expect(walk.page.get_by_role("status").first).to_contain_text("核验通过")
    walk.look("auditor-verified")


def test_the_exported_log_is_verified_without_the_database(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    done = CliRunner().invoke(record, ["export", town.bureau.code, "--out", str(folder)])
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(record, ["verify", "--folder", str(folder)]).exit_code == 0
    tile = max(
        (folder / "tile" / "entries").rglob("*"), key=lambda path: path.stat().st_size * path.is_file()
    )
    content = bytearray(tile.read_bytes())
    content[len(content) // 2] ^= 1
    tile.chmod(0o644)
    tile.write_bytes(content)
    refused = CliRunner().invoke(record, ["verify", "--folder", str(folder)])
    assert refused.exit_code == 1, refused.output


def say_why(walk: Walk, number: str) -> None:
    """Open a matter that holds personal data: who oversees says why, and reads it for the day."""
    refused = walk.page.goto(f"{walk.town.site}/desk/matters/{number}/")
    assert refused is not None
    assert refused.status == 403
    walk.page.locator("#f-reason").fill("年度案卷评查")
    walk.page.locator("form.card button.primary").click()
    expect(walk.page.locator("#timeline")).to_be_visible()


def test_a_case_is_taken_away_with_its_proofs(walk: Walk, town: Town, tmp_path: Path) -> None:
    case = town.case(procedure_key="service-application", closed_on__isnull=False)
    walk.sign_in("auditor")
    say_why(walk, case.number)
    walk.look("auditor-case")
    walk.page.locator("#timeline").get_by_role("link", name="有证明").first.click()
    walk.look("auditor-entry")
    walk.go(f"/desk/matters/{case.number}/")
    with walk.page.expect_download() as fetched:
        walk.link("下载证据包").click()
    evidence = tmp_path / "evidence.zip"
    fetched.value.save_as(evidence)
    with zipfile.ZipFile(evidence) as packed:
        assert packed.testzip() is None
        assert len([name for name in packed.namelist() if name.endswith(".json")]) >= case.version


def test_the_auditor_changes_nothing(walk: Walk, town: Town) -> None:
    case = town.case(procedure_key="service-application", closed_on__isnull=True)
    walk.sign_in("auditor")
    refused = walk.page.goto(f"{town.site}/desk/matters/{case.number}/steps/accept/")
    assert refused is not None
    assert refused.status == 403
    expect(walk.page.locator("main")).to_contain_text("不办理业务")
    walk.look("auditor-no-step")


def test_the_day_in_english(walk: Walk, town: Town) -> None:
    # Another than the one above, which may be open to the auditor for the day.
    case = town.case(procedure_key="service-application", closed_on__isnull=False, number__gt="2025-sa-0001")
    walk.speak("en")
    walk.sign_in("auditor")
    found = walk.untranslated()
    say_why(walk, case.number)
    for address in (
        "/desk/oversight/log/",
        "/desk/oversight/days/",
        f"/desk/matters/{case.number}/",
        f"/desk/matters/{case.number}/entries/2/",
        "/desk/house/",
    ):
        walk.go(address)
        walk.look("auditor-english")
        found += walk.untranslated()
    assert not found
