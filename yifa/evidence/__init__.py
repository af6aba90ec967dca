"""Evidence: canonical entries, a Merkle tree over them, signed checkpoints, proofs, and their verification.

What happened is written down as canonical bytes (RFC 8785). The bytes are the leaves of an RFC 9162 tree,
whose head is signed as a C2SP checkpoint. Personal data is not in the leaves: each answer and file is
there only as a salted commitment, so that it can be erased when its retention ends while every proof
still verifies. Nothing here knows a database or a web framework, so that a third party can run it, or
write it again, from ``docs/reference/log-format.md``.
"""
