"""The reference page of indicators says what the fields register."""

from __future__ import annotations

from pathlib import Path

from tests.figures.test_compute import closed_days, valid_certificates
from yifa.figures.catalogue import reference
from yifa.figures.indicators import Registry

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "indicators.md"


def test_an_indicator_is_told_with_its_code_unit_and_parts() -> None:
    known = Registry()
    known.register(closed_days())
    known.register(valid_certificates())
    page = reference(known)
    assert "### `house.closures` 停办 Closures" in page
    assert "- parts by `reason`: `works` 施工 works, `flood` 防汛 flood, `move` 搬迁 move" in page
    assert "within the period (期间发生)" in page
    assert "with growth (有增速)" in page


def test_the_page_is_the_one_that_the_fields_would_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "run: yifa report indicators --out docs/reference/indicators.md"
    )
