"""Settings are read in one place, fail loudly, and are documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yifa.conf import env

ROOT = Path(env.__file__).resolve().parents[2]


def test_every_variable_is_documented_and_every_documented_one_exists() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    rows = {
        match[1]: (match[2].strip(), match[3].strip())
        for match in re.finditer(r"^\| `([A-Z_]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", page, re.MULTILINE)
    }
    assert rows == {name: (variable.says.en, variable.says.zh) for name, variable in env.VARIABLES.items()}


def test_only_env_reads_the_environment() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "yifa").rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers == {"yifa/conf/env.py"}


def test_absent_variable_takes_its_default_and_without_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert env.text("DATABASE_URL", "default") == "default"
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.text("DATABASE_URL")


def test_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret\n", encoding="utf-8")
    monkeypatch.delenv("YIFA_SECRET_KEY", raising=False)
    monkeypatch.setenv("YIFA_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.text("YIFA_SECRET_KEY") == "secret"
    monkeypatch.setenv("YIFA_SECRET_KEY", "another")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env.text("YIFA_SECRET_KEY")
    monkeypatch.delenv("YIFA_SECRET_KEY")
    monkeypatch.setenv("YIFA_SECRET_KEY_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text("YIFA_SECRET_KEY")
    (tmp_path / "key").write_text("", encoding="utf-8")
    monkeypatch.setenv("YIFA_SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(ImproperlyConfigured, match="empty"):
        env.text("YIFA_SECRET_KEY")


@pytest.mark.parametrize(("value", "meaning"), [("yes", True), ("1", True), ("OFF", False), ("", True)])
def test_flag_understands(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("YIFA_BEHIND_PROXY", value)
    assert env.flag("YIFA_BEHIND_PROXY", default=True) is meaning


@pytest.mark.parametrize("value", ["maybe", "2", "是"])
def test_flag_refuses(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("YIFA_BEHIND_PROXY", value)
    with pytest.raises(ImproperlyConfigured, match="YIFA_BEHIND_PROXY"):
        env.flag("YIFA_BEHIND_PROXY", default=True)


@pytest.mark.parametrize("value", ["-1", "1.5", "six", "６"])
def test_integer_refuses(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("YIFA_CONNECTION_SECONDS", "30")
    assert env.integer("YIFA_CONNECTION_SECONDS", 60) == 30
    monkeypatch.setenv("YIFA_CONNECTION_SECONDS", value)
    with pytest.raises(ImproperlyConfigured, match="YIFA_CONNECTION_SECONDS"):
        env.integer("YIFA_CONNECTION_SECONDS", 60)
