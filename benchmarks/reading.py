"""How fast reports are read, as ratios measured in one run, each on one core.

    python -m benchmarks.reading [--characters 1000000] [--folder FOLDER]

Beside reading the figures stand a plain regular expression (numeral and measure word, no meaning), segmentation alone (rjieba,
jieba), the numerals alone (cn2an), and reading the bytes from the disk. jieba and cn2an are in the dependency group `compare`;
without them their lines are left out. Without a folder of texts (.txt) the marked texts of this repository are repeated.
"""

from __future__ import annotations

import argparse
import importlib
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rjieba

from yifa.reading.facts import read_facts
from yifa.reading.faults import find_faults
from yifa.reading.labelled import labelled_files
from yifa.reading.layout import layout
from yifa.reading.numerals import CHINESE
from yifa.reading.reading import read

LABELLED = Path(__file__).parent.parent / "labelled" / "reading" / "development"
DENSITIES = (75, 150)
"""At least so many characters for each figure: reports of provincial governments have one in 90, those of bureaus one in 100
to 200. Whole lines are put between, so that somewhat thinner texts come of it."""
_NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两]")
INNOCENT = LABELLED.parent.parent / "innocent"
PLAIN = re.compile(
    r"\d+(?:\.\d+)?\s*(?:万|亿)?(?:元|项|件|次|家|个|人|名|份|场|期|条|篇|部|户|%|分|天|年|小时|工作日)"
)


def main() -> None:
    """Prints every comparison."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--characters", type=int, default=1_000_000, help="length of the text")
    arguments.add_argument("--folder", type=Path, help="texts to read instead of the marked ones")
    arguments.add_argument("--rounds", type=int, default=3, help="the best of so many rounds counts")
    options = arguments.parse_args()
    text = _text(options.folder, options.characters)
    found = read_facts(text, report_year=2020, layout=layout(text))
    density = len(text) // max(1, len(found.facts))
    print(f"{len(text):,} characters, {len(text.encode()) / 1e6:.1f} MB, one figure in {density} characters")
    reading = _seconds(lambda: read_facts(text, report_year=2020, layout=layout(text)), options.rounds)
    print(
        f"{'figures and their meaning, with the layout':45} 1.0    {len(text) / reading / 1e6:7.2f} M characters/s"
    )
    for name, work in _others(text).items():
        seconds = _seconds(work, options.rounds)
        print(f"{name:45} {seconds / reading:6.3f} {len(text) / seconds / 1e6:7.2f} M characters/s")
    _at_real_density(options.rounds)
    half = text[: len(text) // 2]
    by_half = _seconds(lambda: read_facts(half, report_year=2020, layout=layout(half)), options.rounds)
    print(f"{'twice the text costs':45} {reading / by_half:6.2f} times the time")


def _at_real_density(rounds: int) -> None:
    """Whole texts, read, and read and checked: as they are kept here, dense in figures, and as thin in them as published ones."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(INNOCENT.glob("*.txt"))]
    _whole(texts, rounds)
    for density in DENSITIES:
        _whole(_thinned(texts, density), rounds)


def _thinned(texts: Sequence[str], density: int) -> list[str]:
    """The texts with sentences without a figure between their lines, until there is one figure in ``density`` characters."""
    plain = [
        sentence
        for text in (*texts, *(marked.text for marked in labelled_files(LABELLED)))
        for sentence in re.findall(r"[^。；\n]{8,}[。；]", text)
        if _NUMERAL.search(sentence) is None
    ]
    thinned: list[str] = []
    at = 0
    for text in texts:
        lines = text.splitlines()
        each = (len(read(text).facts) * density - len(text)) // len(lines)
        told: list[str] = []
        for line in lines:
            told.append(line)
            length = 0
            while length < each:
                told.append("".join(plain[(at + more) % len(plain)] for more in range(4)))
                at += 4
                length += len(told[-1])
        thinned.append("\n".join(told))
    return thinned


def _whole(texts: Sequence[str], rounds: int) -> None:
    length = sum(map(len, texts))
    readings = [read(text) for text in texts]
    figures = sum(len(one.facts) for one in readings)
    reading = _seconds(lambda: [read(text) for text in texts], rounds)
    checking = _seconds(lambda: [find_faults(one) for one in readings], rounds)
    segmenting = _seconds(lambda: [rjieba.cut(text, hmm=False) for text in texts], rounds)
    print(
        f"whole texts, one figure in {length // max(1, figures)} characters; segmentation alone (rjieba) is 1.0"
    )
    print(f"{'read':45} {reading / segmenting:6.1f} {length / reading / 1e6:7.2f} M characters/s")
    both = reading + checking
    print(f"{'read and checked':45} {both / segmenting:6.1f} {length / both / 1e6:7.2f} M characters/s")


def _others(text: str) -> dict[str, Callable[[], Any]]:
    others: dict[str, Callable[[], Any]] = {
        "the layout alone": lambda: layout(text),
        "a plain regular expression": lambda: PLAIN.findall(text),
        "segmentation alone, rjieba": lambda: rjieba.cut(text, hmm=False),
    }
    try:
        jieba = importlib.import_module("jieba")
    except ImportError:
        print("jieba is not installed (group compare)")
    else:
        list(jieba.cut("预热词典"))
        others["segmentation alone, jieba"] = lambda: list(jieba.cut(text))
    try:
        cn2an = importlib.import_module("cn2an")
    except ImportError:
        print("cn2an is not installed (group compare)")
    else:
        others["numerals alone, cn2an"] = lambda: cn2an.transform(text, "cn2an")
    others["Chinese numerals alone, by our pattern"] = lambda: re.findall(CHINESE, text)
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(text.encode())
    others["reading the bytes and decoding them"] = lambda: Path(file.name).read_text(encoding="utf-8")
    return others


def _text(folder: Path | None, length: int) -> str:
    if folder is not None:
        pieces = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    else:
        pieces = [marked.text for marked in labelled_files(LABELLED)]
    whole = "\n".join(pieces)
    return ((whole + "\n") * (length // (len(whole) + 1) + 1))[:length]


def _seconds(work: Callable[[], Any], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


if __name__ == "__main__":
    main()
