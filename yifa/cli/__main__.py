"""``python -m yifa.cli``: the same as ``yifa``."""

from __future__ import annotations

from yifa.cli import main

main()
