"""Someone who trusts neither Yifa nor its language verifies a log: with the packages of the Go checksum database."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.evidence.making import entry, log, log_of
from yifa.evidence.tiles import bundle, export

SOURCE = Path(__file__).parent / "go" / "verify.go"
PACKAGES = Path("/usr/share/gocode")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built without a network from Debian's packages."""
    go = shutil.which("go")
    if go is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.fail(
            "Install the Debian packages golang-go and golang-golang-x-mod-dev to run this test.",
            pytrace=False,
        )
    folder = tmp_path_factory.mktemp("go")
    binary = folder / "verify"
    settings = {
        "GO111MODULE": "off",
        "GOPATH": str(PACKAGES),
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "",
    }
    subprocess.run([go, "build", "-o", binary, SOURCE], env={**os.environ, **settings}, check=True)
    return binary


def run(verifier: Path, *arguments: Path) -> tuple[int, str]:
    done = subprocess.run([verifier, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_the_go_checksum_database_accepts_an_exported_log(verifier: Path, tmp_path: Path, size: int) -> None:
    made, older = log(size), log(size - size // 3)
    export(tmp_path / "log", made.entries, made.checkpoint, made.vkey)
    (tmp_path / "older").write_text(older.checkpoint)
    status, output = run(verifier, tmp_path / "log", tmp_path / "older")
    assert status == 0, output
    assert f"signature good: {made.signer.name} {size} " in output
    assert f"entries good: {size}\n" in output
    assert f"consistency good: from {size - size // 3} to {size}" in output


def test_it_refuses_what_was_changed(verifier: Path, tmp_path: Path) -> None:
    made = log(257)
    folder = tmp_path / "log"
    export(folder, made.entries, made.checkpoint, made.vkey)
    changes = {
        "tile/entries/001.p/1": bundle([entry(256, officer="o:13").to_bytes()]),
        "tile/0/001.p/1": bytes(32),
        "checkpoint": made.checkpoint.replace("\n257\n", "\n258\n").encode(),
        "public-key": log(1, "410500-kj").vkey.encode(),
    }
    assert run(verifier, folder)[0] == 0
    for path, data in changes.items():
        before = (folder / path).read_bytes()
        (folder / path).write_bytes(data)
        status, output = run(verifier, folder)
        assert status == 1, path
        assert "FAILED" in output
        (folder / path).write_bytes(before)
    assert run(verifier, folder)[0] == 0


def test_a_history_that_was_rewritten_is_refused(verifier: Path, tmp_path: Path) -> None:
    made = log(20)
    export(tmp_path / "log", made.entries, made.checkpoint, made.vkey)
    rewritten = tmp_path / "older"
    rewritten.write_text(log(10).checkpoint)
    assert run(verifier, tmp_path / "log", rewritten)[0] == 0
    rewritten.write_text(
        log_of([entry(position, officer="o:13").to_bytes() for position in range(10)]).checkpoint
    )
    status, output = run(verifier, tmp_path / "log", rewritten)
    assert (status, "FAILED" in output) == (1, True)
