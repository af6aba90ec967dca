"""The whole published year of one bureau, done again through the one act."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from yifa.cases.keys import ensure_key
from yifa.cases.tree import integrate
from yifa.cases.verification import verify
from yifa.demo.loading import AlreadyLoaded, load
from yifa.demo.profile import find_profile
from yifa.house.models import Bureau
from yifa.report.papers import build

# Published for 2020 by the bureau (漯河市科学技术局2020年度法治政府建设工作报告).
PUBLISHED = {
    "service.items": (28, [21, 3, 4]),
    "service.completed": (159, None),
    "rulemaking.cleaned": (9, [5, 4]),
    "contracts.reviewed": (14, None),
    "meetings.three_majors_items": (26, None),
    "integrity.red_list": (351, [189, 157, 5]),
    "suggestions.congress": (3, [2, 1]),
    "suggestions.cppcc": (5, None),
    "planning.tasks": (22, None),
    "meetings.special_party_group": (5, None),
    "meetings.reports_heard": (8, None),
    "recognition.platforms": (242, [1, 1, 79, 4, 6, 3, 4, 8, 128, 8]),
    "recognition.national_high_tech": (101, None),
    "recognition.municipal_high_tech": (135, None),
    "recognition.technology_sme": (152, None),
}


@pytest.mark.slow
@pytest.mark.django_db
def test_luohes_year_is_stated_from_its_records(tmp_path: Path) -> None:
    loaded = load(find_profile("luohe-2020"), date(2026, 6, 15))
    bureau = loaded.bureau
    assert loaded.steps > 5000
    assert not loaded.untold
    ensure_key(bureau)
    head = integrate(bureau, datetime(2026, 6, 15, 12, tzinfo=UTC))
    assert head is not None
    assert head.size >= loaded.steps
    assert verify(bureau).ok
    with pytest.raises(AlreadyLoaded):
        load(find_profile("luohe-2020"), date(2026, 6, 15))

    build(bureau, 2020, tmp_path, now=datetime(2026, 6, 15, 12, tzinfo=UTC), outline_key="henan-city-bureau")
    stated = {
        (entry["code"], entry["year"]): entry
        for entry in json.loads((tmp_path / "figures.json").read_text("utf-8"))
    }
    for code, (value, parts) in PUBLISHED.items():
        entry = stated[code, 2020]
        assert entry["value"] == value, code
        assert entry["records"] == value, code
        if parts is not None:
            assert sorted(part["value"] for part in entry["parts"] if part["value"]) == sorted(parts), code
    assert stated["counsel.consultations", 2020]["value"] >= 40
    series = {year: stated["recognition.national_high_tech", year]["value"] for year in (2018, 2019, 2020)}
    assert series == {2018: 53, 2019: 72, 2020: 101}
    assert {path.suffix for path in tmp_path.iterdir()} >= {".html", ".docx", ".pdf", ".json"}


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
