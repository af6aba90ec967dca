"""Measures of an official document, once, for every form of output (GB/T 9704—2012, chapters 5 and 7).

The standard asks for 22 lines of 28 characters of size 3 (16 pt) in a type area of 156 × 225 mm. Twenty-eight
squares of 16 pt would be 158 mm wide, so the pitch of a character is the width divided by 28: a fifth of a
point narrower than its size.
"""

from __future__ import annotations

from typing import Final

POINTS_PER_MM: Final = 72 / 25.4

PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0
TOP_MM: Final = 37.0
LEFT_MM: Final = 28.0
AREA_WIDTH_MM: Final = 156.0
AREA_HEIGHT_MM: Final = 225.0
RIGHT_MM: Final = PAGE_WIDTH_MM - LEFT_MM - AREA_WIDTH_MM
BOTTOM_MM: Final = PAGE_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM

LINES_PER_PAGE: Final = 22
CHARACTERS_PER_LINE: Final = 28
LINE_PITCH_PT: Final = 28.95
CHARACTER_PITCH_PT: Final = AREA_WIDTH_MM * POINTS_PER_MM / CHARACTERS_PER_LINE

BODY_PT: Final = 16.0  # 3号
TITLE_PT: Final = 22.0  # 2号
TITLE_PITCH_PT: Final = 36.0
IMPRINT_PT: Final = 14.0  # 4号: imprint and page numbers
TABLE_PT: Final = 12.0  # 小4号
CAPTION_PT: Final = 14.0

HEAD_TO_AREA_MM: Final = 35.0  # top of the issuer's mark below the top of the type area (7.2.4)
NUMBER_TO_LINE_MM: Final = 4.0  # document number to the red line (7.2.7)
PAGE_NUMBER_DROP_MM: Final = 7.0  # dash of the page number below the type area (7.5)
LETTER_HEAD_MM: Final = 30.0  # letter: top of the mark below the top of the sheet (10.1)
LETTER_RULE_MM: Final = 170.0  # letter: width of the double red rules (10.1)
LETTER_FOOT_RULE_MM: Final = 20.0  # letter: lower double rule above the foot of the sheet (10.1)
THICK_RULE_MM: Final = 0.35  # imprint, first and last rule (7.4.1)
THIN_RULE_MM: Final = 0.25  # imprint, rules between (7.4.1)

OFFICIAL_RED: Final = "#e60012"


def mark_points(mark: str) -> float:
    """Size in points of an issuer's mark that fits the type area: 54 for a short one, at least 22."""
    room = AREA_WIDTH_MM * POINTS_PER_MM
    return max(TITLE_PT, min(54.0, room / max(1, len(mark)) * 0.98))
