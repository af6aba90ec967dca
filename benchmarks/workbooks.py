"""The speed of workbooks: 100,000 rows of ten columns read and judged by their heads.

    python -m benchmarks.workbooks [--rows 100000]

Reading is measured in a process of its own, with its memory; the reader is printed as a ratio to calamine, which gives values
alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from openpyxl import Workbook

HEADS = (
    "序号",
    "类型",
    "级别",
    "名称",
    "依托单位",
    "认定机关",
    "认定文件",
    "证书编号",
    "认定日期",
    "有效期至",
)


def make(path: Path, rows: int) -> None:
    """A register of a province, as one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(("某省创新主体登记表",))
    sheet.append(HEADS)
    for number in range(rows):
        name = f"样例{number:06d}科技有限公司"
        row = (number + 1, "高新技术企业", "国家级", name, name, "省认定办", "豫科〔2020〕1号")
        sheet.append((*row, f"GR2020{number:08d}", date(2020, 9, 9), date(2023, 9, 8)))
    book.save(path)


def read(path: Path, how: str) -> None:
    """Reads the workbook in this process and prints what it took."""
    begun, used = time.perf_counter(), time.process_time()
    if how == "yifa":
        from yifa.spreadsheets import find_table, plain_head, read_book

        book = read_book(path.read_bytes(), path.name)
        table = find_table(book.sheets[0], {plain_head(head): head for head in HEADS[1:]})
        assert table is not None
        count = len(table.rows)
    else:
        from python_calamine import CalamineWorkbook

        count = len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 2
    print(
        json.dumps(
            {
                "rows": count,
                "wall": time.perf_counter() - begun,
                "cpu": time.process_time() - used,
                "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def main() -> int:
    """Makes the workbook and reads it in each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--read", nargs=2, metavar=("FILE", "HOW"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read(Path(options.read[0]), options.read[1])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsx")
        make(path, options.rows)
        print(f"{options.rows} rows, {path.stat().st_size / 1e6:.1f} MB")
        found = {}
        for how in ("yifa", "calamine"):
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.workbooks", "--read", str(path), how],
                check=True,
                capture_output=True,
                text=True,
            )
            found[how] = json.loads(done.stdout)
            one = found[how]
            print(f"{how:9} {one['wall']:6.1f} s wall {one['cpu']:6.1f} s CPU {one['mb']:6.0f} MB")
    print(f"yifa / calamine: {found['yifa']['cpu'] / found['calamine']['cpu']:.1f} times the CPU")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
