"""Debian's Chromium for browser tests, and axe-core's findings as a readable list."""

from __future__ import annotations

import shutil
from typing import Final

CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
# Containers have no sandbox of their own and no GPU; nothing goes to the network by itself.
FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Rules that axe leaves off by itself: 2.5.8 is new in WCAG 2.2, and 2.5.3 it calls an experiment.
AXE: Final = {"rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}}}


def violations(results: dict[str, object]) -> list[str]:
    """One line for each place where a page breaks an accessibility rule: the rule, its weight, the element, what to do."""
    lines = []
    found = results["violations"]
    assert isinstance(found, list)
    for violation in found:
        for node in violation["nodes"]:
            summary = " ".join(str(node.get("failureSummary", "")).split())
            lines.append(
                f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
                f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}\n    {summary}"
            )
    return lines
