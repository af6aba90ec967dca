"""Personal data at rest: encrypted field by field, with keys that lie outside the database.

What is sealed is a text: ``yifa-sealed.<key>.<base64>``. Sealing is deterministic within a purpose (a column, or an answer with
its salt): the nonce is a keyed digest of what is sealed (HMAC-SHA-256, as in a synthetic initialisation vector), so that equal
values of one column are found by an exact match and are unique where a column says so; nothing else about them can be asked of
the database. See docs/decisions/0114.
"""

from yifa.sealing.errors import KeyFileProblem, KeyMissing, SealDamaged, SealingProblem
from yifa.sealing.ring import Key, Locked, Ring, is_sealed, ring

__all__ = [
    "Key",
    "KeyFileProblem",
    "KeyMissing",
    "Locked",
    "Ring",
    "SealDamaged",
    "SealingProblem",
    "is_sealed",
    "ring",
]
