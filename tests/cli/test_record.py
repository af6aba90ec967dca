"""``yifa record``: signed, proved, exported and verified from the command line, with and without the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.cases.cast import World
from tests.cases.conftest import committed_world, home, permit_library, world
from yifa.cases.log.keys import signer_of
from yifa.cli.record import app
from yifa.evidence.checkpoints import Checkpoint, sign

__all__ = ["committed_world", "home", "permit_library", "world"]


@pytest.fixture
def run() -> CliRunner:
    return CliRunner()


def _ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def test_a_log_is_signed_exported_and_verified(world: World, run: CliRunner, tmp_path: Path) -> None:
    opened = world.walk()
    vkey = _ok(run.invoke(app, ["keygen", world.bureau.code])).splitlines()[0]
    assert vkey.startswith("yifa.localhost/log/411100-kj+")
    assert "6\n" in _ok(run.invoke(app, ["sign", "漯河"]))
    assert "核验通过" in _ok(run.invoke(app, ["verify", "漯河"]))
    _ok(run.invoke(app, ["recompute", world.bureau.code]))
    out = tmp_path / "out"
    _ok(run.invoke(app, ["export", world.bureau.code, "--out", str(out)]))
    key = out / "public-key"
    assert "核验通过" in _ok(run.invoke(app, ["verify", "--folder", str(out), "--key", str(key)]))
    receipt = _ok(
        run.invoke(app, ["receipt", opened.number, "2", "--bureau", world.bureau.code, "--answers"])
    )
    assert json.loads(receipt)["index"] == 1
    (tmp_path / "receipt.json").write_text(receipt, encoding="utf-8")
    _ok(run.invoke(app, ["verify-receipt", str(tmp_path / "receipt.json"), "--key", str(key)]))
    zipped = tmp_path / "case.zip"
    _ok(run.invoke(app, ["evidence", opened.number, "--out", str(zipped), "--bureau", world.bureau.code]))
    assert zipped.read_bytes().startswith(b"PK")


def test_a_changed_folder_ends_with_status_one(world: World, run: CliRunner, tmp_path: Path) -> None:
    world.walk()
    _ok(run.invoke(app, ["keygen", world.bureau.code]))
    out = tmp_path / "out"
    _ok(run.invoke(app, ["export", world.bureau.code, "--out", str(out)]))
    bundle = out / "tile" / "entries" / "000.p" / "6"
    bundle.write_bytes(bundle.read_bytes().replace(b'"grant"', b'"grunt"'))
    result = run.invoke(app, ["verify", "--folder", str(out)])
    assert (result.exit_code, "核验不通过" in result.output) == (1, True)


def test_a_kept_checkpoint_tells_whether_the_log_was_rewritten(
    world: World, run: CliRunner, tmp_path: Path
) -> None:
    world.walk()
    _ok(run.invoke(app, ["keygen", world.bureau.code]))
    kept = tmp_path / "kept"
    kept.write_text(_ok(run.invoke(app, ["sign", "漯河"])), encoding="utf-8")
    # The seal under the head was recorded when the command ran; what follows it is later.
    world.now = datetime.now(UTC)
    world.walk()
    out = tmp_path / "out"
    _ok(run.invoke(app, ["export", world.bureau.code, "--out", str(out)]))
    for where in (["漯河"], ["--folder", str(out)]):
        assert "一条未改" in _ok(run.invoke(app, ["verify", *where, "--since", str(kept)]))
    signer = signer_of(world.bureau)
    kept.write_text(sign(Checkpoint(signer.name, 5, bytes(32)), signer), encoding="utf-8")
    for where in (["漯河"], ["--folder", str(out)]):
        result = run.invoke(app, ["verify", *where, "--since", str(kept)])
        assert (result.exit_code, "改写过" in result.output) == (1, True), result.output
    assert run.invoke(app, ["verify", "--since", str(kept)]).exit_code == 2
