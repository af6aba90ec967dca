"""The secret key of a machine that was given none: made once, kept in a file that only its user can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def local_secret_key(home: Path) -> str:
    """The key in ``<home>/secret-key``, made on first use."""
    path = home / "secret-key"
    try:
        key = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        key = ""
    if key:
        return key
    home.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    # Written aside and linked: whoever comes first wins, and nobody reads half a key.
    scratch = path.with_name(f".secret-key.{os.getpid()}")
    scratch.touch(mode=0o600)
    scratch.write_text(key, encoding="ascii")
    try:
        os.link(scratch, path)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
    finally:
        scratch.unlink()
    return key
