"""Names of enterprises and institutions, so written that the same body has the same name however it was typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from yifa.law.signs import plain_characters, without_invisible

_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"[()（）\[\]【】〔〕「」《》<>\"'“”‘’·.,，。、\-—_/]")
# Written out first, so that 有限责任公司 and 有限公司 meet, as they do in everyday use.
_SAME: Final = (
    ("股份有限责任公司", "股份公司"),
    ("股份有限公司", "股份公司"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
    ("集团公司", "集团"),
)


def normalised(name: str) -> str:
    """A name for comparison: half-width, without blanks, brackets and marks, Latin letters small, company forms made alike."""
    text = unicodedata.normalize("NFKC", plain_characters(without_invisible(name)))
    text = _MARKS.sub("", _SPACES.sub("", text)).lower()
    for written, kept in _SAME:
        text = text.replace(written, kept)
    return text[:160]
