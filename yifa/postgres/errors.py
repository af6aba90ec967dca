"""What can go wrong with the database server, said so that whoever starts Yifa knows what to do.

PostgresError
├── ServerProblem      the embedded server cannot be created, started or stopped
└── RoleProblem        the connection's role may do too much or too little
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class PostgresError(RuntimeError):
    """Base of this package's errors. ``str()`` gives both languages, because it is read in a terminal."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


class ServerProblem(PostgresError):
    """The embedded server cannot be created, started or stopped."""


class RoleProblem(PostgresError):
    """A role has rights that it must not have, or lacks one that it needs."""
