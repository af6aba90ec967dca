"""Draws that any stranger can repeat (抽取): of experts, of objects and inspectors of random inspection, of anything on a list.

List and rule stand in the log, and in public by marks, before the seed exists; the seed is a value that nobody in the bureau
picks, or what several officers committed to; whoever is drawn follows from both (``yifa.evidence.draws``,
docs/reference/draws.md).
Deliberately not here: who is in a pool, which its field knows (``yifa.cases.pools``), and what those drawn then do.
"""
