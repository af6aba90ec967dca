"""Loading is all or nothing; the whole year of one bureau is loaded by ``test_up``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yifa.demo.loading import load
from yifa.demo.profile import find_profile
from yifa.house.models import Bureau


@pytest.mark.django_db
def test_a_refused_load_leaves_nothing(tmp_path: Path) -> None:
    text = (
        find_profile("luohe-2020")
        .read_text("utf-8")
        .replace("powers: [window]", "powers: [proposal-handler]")
    )
    path = tmp_path / "luohe.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Exception, match="无人可办"):
        load(path, date(2026, 6, 15))
    assert not Bureau.objects.exists()
