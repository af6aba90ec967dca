"""Which characters the free faces have."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from yifa.typesetting import fonts


def test_characters_of_given_names_come_out_through_the_fallback() -> None:
    assert fonts.missing_glyphs("喆堃珺赟旻") == ()
    assert fonts.substituted_glyphs("王喆、李堃") == ("喆", "堃")


def test_marks_of_official_documents_are_there() -> None:
    assert fonts.missing_glyphs("〔2020〕5号—“”‘’……、。《》★①—１２％‰℃㎡") == ()


def test_a_character_that_no_face_has_is_named_once() -> None:
    assert fonts.missing_glyphs(["甲ก", "ก😀"]) == ("ก", "😀")


def test_line_breaks_are_never_missing() -> None:
    assert fonts.missing_glyphs("甲\n\t\u200b乙") == ()


def test_the_families_of_every_chain_are_in_the_files() -> None:
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.installed_fonts().folders],
    ).families()
    for chain in (fonts.FANG, fonts.KAI, fonts.HEI, fonts.SONG, fonts.TITLE, (fonts.CHART,)):
        assert set(chain) <= set(found)


def test_missing_fonts_say_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(fonts.FontsError) as refused:
        fonts.find_fonts(tmp_path)
    assert "sh scripts/fonts.sh" in refused.value.zh
    assert "FandolFang-Regular.otf" in refused.value.en


def test_a_broken_font_file_is_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "FandolFang-Regular.otf"
    broken.write_bytes(b"OTTO\x00\x01")
    with pytest.raises(fonts.FontsError, match="FandolFang-Regular"):
        fonts.coverage(broken)


def test_coverage_merges_touching_ranges() -> None:
    known = fonts.Coverage([(5, 7), (1, 2), (8, 9)])
    assert [code in known for code in range(11)] == [False, True, True, False, False, *[True] * 5, False]


def test_whatever_the_body_can_print_every_chain_can() -> None:
    installed = fonts.installed_fonts()
    coverages = {name: fonts.coverage(installed.path(name)) for name in fonts.FILES}
    fallback = coverages["NotoSerifCJK-Regular.ttc"]
    chains = (
        (coverages["FandolHei-Regular.otf"], coverages["NotoSansCJK-Regular.ttc"]),
        (coverages["FandolKai-Regular.otf"], fallback),
        (coverages["FandolSong-Regular.otf"], fallback),
        (coverages["NotoSerifCJK-Bold.ttc"], coverages["FandolFang-Regular.otf"]),
    )
    body = (coverages["FandolFang-Regular.otf"], fallback)
    printable = [code for code in range(0x20, 0x30000) if any(code in known for known in body)]
    for chain in chains:
        assert [hex(code) for code in printable if not any(code in known for known in chain)] == []
