"""The log of a bureau: its tree and keys, its checkpoints, its replay and its verification."""
