"""The tree against the published vectors, a slow obvious reference, and pymerkle."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from yifa.evidence.faults import ProofError
from yifa.evidence.merkle import (
    EMPTY_ROOT,
    MemoryTiles,
    Nodes,
    StoredTiles,
    Tile,
    TreeBuilder,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    leaf_hashes,
    node_hash,
    root_of,
    tile_root,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

# The eight leaves, and the roots and paths over them, that the reference implementation of Certificate
# Transparency (RFC 6962) publishes with its tests; RFC 9162 keeps the same tree.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
HASHES = leaf_hashes(LEAVES)

# A certificate's entry in a log of 2013 (848,049 of 3,630,887), from the same tests.
AUDIT_PATH = [
    "1a208aeebcd1b39fe2de247ee8db9454e1e93a312d206b87f6ca9cc6ec6f1ddd",
    "0a1b78b383f580856f433c01a5741e160d451c185910027f6cc9f828687a40c4",
    "3d1745789bc63f2da15850de1c12a5bf46ed81e1cc90f086148b1662e79aab3d",
    "9095b61e14d8990acf390905621e62b1714fb8e399fbb71de5510e0aef45affe",
    "0a332b91b8fab564e6afd1dd452449e04619b18accc0ff9aa8393cd4928451f2",
    "2336f0181d264aed6d8f3a6507ca14a8d3b3c3a23791ac263e845d208c1ee330",
    "b4ce56e300590500360c146c6452edbede25d4ed83919278749ee5dbe178e048",
    "933f6ddc848ea562e4f9c5cfb5f176941301dad0c6fdb9d1fbbe34fac1be6966",
    "b95a6222958a86f74c030be27c44f57dbe313e5e7c7f4ffb98bcbd3a03bb52f2",
    "daeeb3ce5923defd0faeb8e0c210b753b85b809445d7d3d3cd537a9aabaa9c45",
    "7fadd0a13e9138a2aa6c3fdec4e2275af233b94812784f66bcca9aa8e989f2bc",
    "1864e6ba3e32878610546539734fb5eeae2529991f130c575c73a7e25a2a7c56",
    "12842d1202b1dc6828a17ab253c02e7ce9409b5192430feba44189f39cc02d66",
    "29af64b16fa3053c13d02ac63aa75b23aa468506e44c3a2315edc85d2dc22b11",
    "b527b99934a0bd9edd154e449b0502e2c499bba783f3bc3dfe23364b6b532009",
    "4584db8ae8e351ace08e01f306378a92bfd43611714814f3d834a2842d69faa8",
    "86a9a41573b0d6e4292f01e93243d6cc65b30f06606fc6fa57390e7e90ed580f",
    "a88b98fbe84d4c6aae8db9d1605dfac059d9f03fe0fcb0d5dff1295dacba09e6",
    "06326dc617a6d1f7021dc536026dbfd5fffc6f7c5531d48ef6ccd1ed1569f2a1",
    "f41fe8fdc3a2e4e8345e30216e7ebecffee26ff266eeced208a6c2a3cf08f960",
    "40cf5bde8abb76983f3e98ba97aa36240402975674e120f234b3448911090f8d",
    "b3222dc8658538079883d980d7fdc2bef9285344ea34338968f736b04aeb387a",
]


def unhex(parts: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(part) for part in parts]


def slow_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = largest_power_below(len(leaves))
    return node_hash(slow_root(leaves[:split]), slow_root(leaves[split:]))


def slow_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162 section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    split = largest_power_below(len(leaves))
    if index < split:
        return [*slow_path(index, leaves[:split]), slow_root(leaves[split:])]
    return [*slow_path(index - split, leaves[split:]), slow_root(leaves[:split])]


def slow_proof(old: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162 section 2.1.4.1."""
    if old == len(leaves):
        return [] if whole else [slow_root(leaves)]
    split = largest_power_below(len(leaves))
    if old <= split:
        return [*slow_proof(old, leaves[:split], whole), slow_root(leaves[split:])]
    return [*slow_proof(old - split, leaves[split:], False), slow_root(leaves[:split])]


def largest_power_below(number: int) -> int:
    power = 1
    while power * 2 < number:
        power *= 2
    return power


def numbered(size: int) -> list[bytes]:
    return leaf_hashes(number.to_bytes(4, "big") for number in range(size))


def test_hashes_of_the_published_examples() -> None:
    left, right = bytes(range(32)), bytes(range(32, 64))
    assert leaf_hash(b"").hex() == ROOTS[0]
    assert node_hash(left, right).hex() == "1a378704c17da31e2d05b6d121c2bb2c7d76f6ee6fa8f983e596c2d034963c57"
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert root_of(HASHES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [(0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[3]]), (2, 3, [ROOTS[1]]), (0, 1, [])],
)
def test_published_inclusion_paths(index: int, size: int, path: list[str]) -> None:
    tiles = MemoryTiles.of(HASHES[:size])
    assert inclusion_proof(index, size, tiles) == unhex(path)
    assert verify_inclusion(index, size, HASHES[index], unhex(path), bytes.fromhex(ROOTS[size - 1]))


def test_published_path_in_a_log_of_millions() -> None:
    leaf = bytes.fromhex("7a395c866d5ecdb0cccb623e011dbc392cd348d1d1d72776174e127a24b09c78")
    root = bytes.fromhex("78316a05c9bcf14a3a4548f5b854a9adfcd46a4c034401b3ce7eb7ac2f1d0ecb")
    path = unhex(AUDIT_PATH)
    assert verify_inclusion(848_049, 3_630_887, leaf, path, root)
    assert not verify_inclusion(848_050, 3_630_887, leaf, path, root)
    assert not verify_inclusion(848_049, 3_630_887, leaf, path[:-1], root)


@pytest.mark.parametrize(
    ("old", "new", "proof"), [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])]
)
def test_published_consistency_proofs(old: int, new: int, proof: list[str]) -> None:
    assert consistency_proof(old, new, MemoryTiles.of(HASHES)) == unhex(proof)
    roots = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert verify_consistency(old, new, *roots, unhex(proof))


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 1200), st.data())
def test_tiles_give_the_same_as_the_obvious_definition(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    tiles = MemoryTiles.of(leaves)
    now = data.draw(st.integers(1, size), "tree size")
    index = data.draw(st.integers(0, now - 1), "leaf")
    old = data.draw(st.integers(1, now), "older size")
    root = slow_root(leaves[:now])
    assert root_of(leaves[:now]) == tree_root(now, tiles) == root
    path = inclusion_proof(index, now, tiles)
    assert path == slow_path(index, leaves[:now])
    assert verify_inclusion(index, now, leaves[index], path, root)
    proof = consistency_proof(old, now, tiles)
    assert proof == slow_proof(old, leaves[:now])
    assert verify_consistency(old, now, slow_root(leaves[:old]), root, proof)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 70), st.data())
def test_a_changed_proof_is_refused(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    tiles = MemoryTiles.of(leaves)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda number: number != index or size == 1))
    path, root = inclusion_proof(index, size, tiles), slow_root(leaves)
    assert verify_inclusion(index, size, leaves[index], path, root)
    for wrong in _changed(path):
        assert not verify_inclusion(index, size, leaves[index], wrong, root)
    assert not verify_inclusion(index, size, bytes(32), path, root)
    assert not verify_inclusion(size, size, leaves[index], path, root)
    assert size == 1 or not verify_inclusion(other, size, leaves[index], path, root)
    old = data.draw(st.integers(1, size))
    proof, old_root = consistency_proof(old, size, tiles), slow_root(leaves[:old])
    assert verify_consistency(old, size, old_root, root, proof)
    for wrong in _changed(proof):
        assert not verify_consistency(old, size, old_root, root, wrong)
    assert not verify_consistency(old, size, bytes(32), root, proof)
    assert not verify_consistency(old, size, old_root, bytes(32), proof)
    assert not verify_consistency(size + 1, size, old_root, root, proof)


def _changed(path: list[bytes]) -> list[list[bytes]]:
    longer = [[*path, bytes(32)], [bytes(32), *path]]
    changed = [[*path[:at], bytes([part[0] ^ 1]) + part[1:], *path[at + 1 :]] for at, part in enumerate(path)]
    shorter = [[*path[:at], *path[at + 1 :]] for at in range(len(path))]
    return longer + changed + shorter + [[part[:31] for part in path] for _ in path[:1]]


def test_the_empty_tree_begins_every_tree() -> None:
    root = root_of(HASHES)
    assert consistency_proof(0, 8, MemoryTiles.of(HASHES)) == []
    assert verify_consistency(0, 8, EMPTY_ROOT, root, [])
    assert not verify_consistency(0, 8, root, root, [])
    assert not verify_consistency(0, 8, EMPTY_ROOT, root, [root])


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 300), st.data())
def test_pymerkle_agrees(size: int, data: st.DataObject) -> None:
    entries = [number.to_bytes(4, "big") for number in range(size)]
    leaves = leaf_hashes(entries)
    tiles = MemoryTiles.of(leaves)
    theirs = InmemoryTree(algorithm="sha256")
    for item in entries:
        theirs.append_entry(item)
    now = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, now - 1))
    old = data.draw(st.integers(1, now))
    root = tree_root(now, tiles)
    assert theirs.get_root(now) == root
    inclusion = theirs.prove_inclusion(index + 1, now)
    assert inclusion.path == [leaves[index], *inclusion_proof(index, now, tiles)]
    assert verify_inclusion(index, now, leaves[index], inclusion.path[1:], root)
    consistency = theirs.prove_consistency(old, now)
    consistency.verify(tree_root(old, tiles), root, prior_size=old, later_size=now)
    # pymerkle cuts the older tree into other subtrees than RFC 9162 does, so the roots decide, not the hashes.
    proof = consistency_proof(old, now, tiles)
    assert verify_consistency(old, now, theirs.get_root(old), theirs.get_root(now), proof)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=6))
def test_batches_of_any_size_give_the_same_tiles(batches: list[int]) -> None:
    leaves = numbered(sum(batches))
    builder, done, at = TreeBuilder(), list[Tile](), 0
    for batch in batches:
        done += builder.append(leaves[at : at + batch])
        at += batch
        if at:
            builder = TreeBuilder.resume(at, MemoryTiles.of(leaves[:at]))
        assert builder.root() == root_of(leaves[:at])
    whole = TreeBuilder()
    assert done == whole.append(leaves)
    assert list(builder.partial_tiles()) == list(whole.partial_tiles())
    assert all(tile.root == tile_root(tile.hashes) for tile in done)


@pytest.mark.parametrize("with_roots", [True, False])
@pytest.mark.parametrize("size", [1, 255, 256, 257, 70_000])
def test_a_store_of_full_tiles_and_leaves_is_enough(size: int, with_roots: bool) -> None:
    leaves = numbered(size)
    full = {(tile.level, tile.index): tile for tile in TreeBuilder().append(leaves)}

    def roots(level: int, start: int, stop: int) -> list[bytes]:
        return [full[level, index].root for index in range(start, stop)]

    store = StoredTiles(
        lambda level, index: full[level, index].hashes if (level, index) in full else None,
        lambda start, stop: leaves[start:stop],
        roots if with_roots else None,
    )
    memory = MemoryTiles.of(leaves)
    assert tree_root(size, store) == memory.root()
    assert inclusion_proof(size // 2, size, store) == inclusion_proof(size // 2, size, memory)
    assert TreeBuilder.resume(size, store).root() == memory.root()


class Counting:
    """Counts the tiles that are read."""

    def __init__(self, tiles: MemoryTiles) -> None:
        self.tiles = tiles
        self.reads = 0

    def tile(self, level: int, index: int, width: int) -> bytes:
        self.reads += 1
        return self.tiles.tile(level, index, width)


def test_a_proof_reads_two_tiles_a_level_at_most() -> None:
    size = 70_000
    reader = Counting(MemoryTiles.of(numbered(size)))
    for index in (0, 1, 255, 256, 35_000, size - 1):
        reader.reads = 0
        inclusion_proof(index, size, reader)
        assert reader.reads <= 6
        reader.reads = 0
        consistency_proof(index + 1, size, reader)
        assert reader.reads <= 6


def test_nodes_remember_the_tiles_used_last() -> None:
    size = 1000
    reader = Counting(MemoryTiles.of(numbered(size)))
    nodes = Nodes(reader, size)
    first = inclusion_proof(3, size, nodes)
    before = reader.reads
    assert inclusion_proof(3, size, nodes) == first
    assert reader.reads == before
    reader.tiles.append(numbered(1100)[1000:])
    assert inclusion_proof(1050, 1100, nodes) == inclusion_proof(1050, 1100, reader.tiles)


@pytest.mark.parametrize(("index", "size"), [(8, 8), (-1, 8), (0, 0)])
def test_a_position_outside_the_log_is_refused(index: int, size: int) -> None:
    with pytest.raises(ProofError, match="position"):
        inclusion_proof(index, size, MemoryTiles.of(HASHES))


def test_a_younger_tree_cannot_be_smaller() -> None:
    with pytest.raises(ProofError):
        consistency_proof(8, 7, MemoryTiles.of(HASHES))


def test_a_missing_tile_is_named() -> None:
    with pytest.raises(ProofError, match="Tile 0 of level 0"):
        inclusion_proof(0, 9, MemoryTiles.of(HASHES))
