"""The characters in common use grouped by how they sound, for finding words typed with a wrong character of the same sound.

    python scripts/homophones.py

Needs the package pypinyin (MIT), which Yifa itself does not. Writes yifa/reading/lexicon/homophones.yaml: the 3755
characters of the first level of GB 2312, by syllable without tone.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "yifa" / "reading" / "lexicon" / "homophones.yaml"

_HEAD = """\
# 同音字（不分声调），GB 2312 一级汉字3755个。由 scripts/homophones.py 生成，请勿手改。
# Characters of one sound (tones aside), of the first level of GB 2312. Made by scripts/homophones.py with pypinyin 0.55 (MIT).
groups:
"""


def common_characters() -> list[str]:
    """The first level of GB 2312: rows 16 to 55."""
    made: list[str] = []
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                made.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return made


def main() -> None:
    """The command line."""
    from pypinyin import Style, pinyin

    groups: dict[str, list[str]] = defaultdict(list)
    for character in common_characters():
        for syllable in pinyin(character, style=Style.NORMAL, heteronym=False)[0]:
            groups[syllable].append(character)
    lines = [f'  - "{"".join(groups[one])}"\n' for one in sorted(groups) if len(groups[one]) > 1]
    OUT.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
