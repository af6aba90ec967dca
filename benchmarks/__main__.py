"""``python -m benchmarks [NAME…]``: every benchmark in turn, each printing ratios measured side by side in one run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Runs the named benchmarks, or all of them; each in a process of its own, so that none warms another."""
    there = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    wanted = sys.argv[1:] or there
    unknown = [name for name in wanted if name not in there]
    if unknown:
        print(f"no benchmark called {', '.join(unknown)}; there are: {', '.join(there)}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted:
        print(f"\n== {name} ==", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
