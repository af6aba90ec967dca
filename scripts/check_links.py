"""Follows the links between the documents, without a network: a file that is not there, or a heading that is not in it.

    python scripts/check_links.py [FILE.md …]

Addresses on the web are not visited. Prints ``file:line: what is wrong`` and exits 1 if anything is.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
_SKIPPED = {
    ".venv",
    ".git",
    "var",
    "build",
    "dist",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
}
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_DEFINITION = re.compile(r"^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """One link that leads nowhere."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        place = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{place}:{self.line}: {self.sentence}"


def documents(root: Path = ROOT) -> list[Path]:
    """The Markdown files of the checkout."""
    return sorted(path for path in root.rglob("*.md") if not _SKIPPED & set(path.relative_to(root).parts))


def faults(path: Path) -> Iterator[Fault]:
    """Links of ``path`` to files or headings that do not exist."""
    for line, target in _links(path):
        if _ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        destination = path if not name else _resolve(path, unquote(name))
        if not destination.exists():
            yield Fault(path, line, f"no such file: {name}")
        elif anchor and destination.suffix == ".md" and unquote(anchor) not in anchors(destination):
            yield Fault(path, line, f"no such heading in {destination.name}: #{unquote(anchor)}")


def anchors(path: Path) -> set[str]:
    """Anchors of a document's headings, as forges make them: small letters, blanks to hyphens, punctuation dropped."""
    found: set[str] = set()
    for _, line in _prose(path):
        if match := _HEADING.match(line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match[1])
            kept = "".join(
                character
                for character in text.lower()
                if character in "-_ " or unicodedata.category(character)[0] in "LNM"
            )
            anchor = kept.replace(" ", "-")
            number, unique = 0, anchor
            while unique in found:
                number += 1
                unique = f"{anchor}-{number}"
            found.add(unique)
        found.update(re.findall(r"<a\s+(?:id|name)=\"([^\"]+)\"", line))
    return found


def _resolve(path: Path, name: str) -> Path:
    return ROOT / name.removeprefix("/") if name.startswith("/") else (path.parent / name)


def _links(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in _prose(path):
        without_code = re.sub(r"`[^`]*`", "", line)
        for match in _LINK.finditer(without_code):
            yield number, match[1]
        if defined := _DEFINITION.match(without_code):
            yield number, defined[1]


def _prose(path: Path) -> Iterator[tuple[int, str]]:
    """Lines outside fenced code."""
    fence = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = re.match(r"\s*(```+|~~~+)", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def main(arguments: list[str]) -> int:
    found = [fault for path in map(Path, arguments or documents()) for fault in faults(Path(path).resolve())]
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
