"""The process that recognises pictures: ``python -m yifa.extraction.recogniser page-1.png …``, a line of JSON for each.

Each line is a list of ``[text, left, top, right, bottom, score]``. rapidocr 3 with the models of its wheel; the classifier of
lines' direction is off.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import sys
from typing import Any


def is_installed() -> bool:
    """Whether scans can be recognised here."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def main(pictures: list[str]) -> int:
    """Recognises each picture."""
    logging.disable(logging.WARNING)
    # An extra: only this process needs it.
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})
    for picture in pictures:
        found = engine(picture, use_cls=False)
        lines = []
        if found.boxes is not None:
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
                across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
                lines.append([str(text), min(across), min(down), max(across), max(down), float(score)])
        sys.stdout.write(json.dumps(lines, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
