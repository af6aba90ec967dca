"""A log as a folder has the layout of C2SP tlog-tiles, is written as a stream, and is never written over another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.making import log
from yifa.evidence.faults import FolderError, NoteError
from yifa.evidence.merkle import Nodes, inclusion_proof, leaf_hash, tree_root, verify_inclusion
from yifa.evidence.tiles import Folder, bundle, entries_path, export, tile_path, unbundle


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path(1, 999) == "tile/1/999"
    assert tile_path(1, 1000, 17) == "tile/1/x001/000.p/17"
    assert entries_path(0) == "tile/entries/000"
    assert entries_path(1_234_067, 8) == "tile/entries/x001/x234/067.p/8"
    for width in (0, 257):
        with pytest.raises(FolderError):
            tile_path(0, 0, width)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_come_apart_as_they_were_put_together(entries: list[bytes]) -> None:
    data = bundle(entries)
    assert unbundle(data) == entries
    for cut in range(1, len(data)):
        try:
            assert bundle(unbundle(data[:cut])) == data[:cut]
        except FolderError as fault:
            assert "长度" in fault.zh  # noqa: PT017


def test_an_entry_too_long_for_a_bundle_is_refused() -> None:
    assert unbundle(bundle([b"a" * 65_535])) == [b"a" * 65_535]
    with pytest.raises(FolderError, match="65535"):
        bundle([b"a" * 65_536])


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_an_exported_log_reads_back(tmp_path: Path, size: int) -> None:
    made = log(size)
    exported = export(tmp_path / "log", iter(made.entries), made.checkpoint, made.vkey)
    folder = Folder(tmp_path / "log")
    assert (folder.checkpoint(), folder.vkey()) == (made.checkpoint, made.vkey)
    assert list(folder.entries(size)) == list(made.entries)
    assert tree_root(size, folder) == exported.root == made.tiles.root()
    assert exported.files == sum(path.is_file() for path in (tmp_path / "log").rglob("*"))
    if size:
        proof = inclusion_proof(size // 2, size, folder)
        assert verify_inclusion(size // 2, size, leaf_hash(made.entries[size // 2]), proof, exported.root)


def test_the_files_are_those_of_a_tree_of_600(tmp_path: Path) -> None:
    made = log(600)
    export(tmp_path, made.entries, made.checkpoint, made.vkey)
    files = {
        str(path.relative_to(tmp_path)): path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()
    }
    tiles = {path: size for path, size in files.items() if not path.startswith("tile/entries")}
    assert {path for path in files if path.startswith("tile/entries")} == {
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/88",
    }
    assert tiles == {
        "checkpoint": len(made.checkpoint.encode()),
        "public-key": len(made.vkey) + 1,
        "tile/0/000": 8192,
        "tile/0/001": 8192,
        "tile/0/002.p/88": 88 * 32,
        "tile/1/000.p/2": 64,
    }


def test_a_later_export_serves_an_older_head(tmp_path: Path) -> None:
    made, later = log(257), log(512)
    export(tmp_path, later.entries, later.checkpoint, later.vkey)
    folder = Folder(tmp_path)
    assert tree_root(257, Nodes(folder, 512)) == made.tiles.root()
    assert folder.tile(0, 1, 1) == made.tiles.tile(0, 1, 1)
    assert list(folder.entries(257)) == list(made.entries)


def test_entries_are_read_as_a_stream(tmp_path: Path) -> None:
    made = log(600)
    alive = 0

    def stream() -> Iterator[bytes]:
        nonlocal alive
        for position, data in enumerate(made.entries):
            written = len([path for path in (tmp_path / "log").rglob("tile/entries/*") if path.is_file()])
            assert position // 256 <= written + 1
            alive += 1
            yield data

    export(tmp_path / "log", stream(), made.checkpoint, made.vkey)
    assert alive == 600


def test_entries_after_the_checkpoint_are_left_out(tmp_path: Path) -> None:
    made = log(10)
    exported = export(tmp_path / "log", log(12).entries, made.checkpoint, made.vkey)
    assert exported.size == 10


def test_an_export_writes_into_an_empty_folder_only(tmp_path: Path) -> None:
    made = log(3)
    (tmp_path / "other").write_text("kept")
    with pytest.raises(FolderError, match="not an empty folder"):
        export(tmp_path, made.entries, made.checkpoint, made.vkey)
    with pytest.raises(FolderError, match="not an empty folder"):
        export(tmp_path / "other", made.entries, made.checkpoint, made.vkey)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize("entries", [log(9).entries, log(10, "410500-kj").entries], ids=["missing", "other"])
def test_a_log_that_is_not_its_checkpoints_is_left_unfinished(
    tmp_path: Path, entries: tuple[bytes, ...]
) -> None:
    made = log(10)
    with pytest.raises(FolderError, match="verify the log"):
        export(tmp_path, entries, made.checkpoint, made.vkey)
    with pytest.raises(FolderError, match="checkpoint is missing"):
        Folder(tmp_path).checkpoint()


def test_a_checkpoint_by_another_key_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(NoteError):
        export(tmp_path, log(3).entries, log(3).checkpoint, log(3, "410500-kj").vkey)


def test_missing_and_misshapen_files_are_named(tmp_path: Path) -> None:
    made = log(10)
    export(tmp_path, made.entries, made.checkpoint, made.vkey)
    folder = Folder(tmp_path)
    assert len(folder.tile(0, 0, 10)) == 320
    (tmp_path / "tile/0/000.p/10").write_bytes(bytes(319))
    with pytest.raises(FolderError, match=r"tile/0/000\.p/10 has 319 bytes"):
        folder.tile(0, 0, 10)
    with pytest.raises(FolderError, match="tile/1/000"):
        folder.tile(1, 0, 1)
    (tmp_path / "tile/entries/000.p/10").write_bytes(bundle(made.entries[:9]))
    with pytest.raises(FolderError, match="has 9 entries, not 10"):
        folder.bundle(0, 10)
    (tmp_path / "public-key").write_bytes(b"\xff\n")
    with pytest.raises(FolderError, match="UTF-8"):
        folder.vkey()
    (tmp_path / "public-key").write_text(made.vkey)
    with pytest.raises(FolderError, match="one line"):
        folder.vkey()
    (tmp_path / "checkpoint").unlink()
    (tmp_path / "checkpoint").mkdir()
    with pytest.raises(FolderError, match="cannot be read"):
        folder.checkpoint()
