"""What the house refuses, in sentences for a clerk.

HouseError
├── PostNotHeld        an officer would act in a post that is not theirs that day
├── RolesClash         one person would hold two of the system's three roles
├── KinTogether        kin would hold posts that the law keeps apart
├── HoldingOverlaps    the same officer would hold the same post twice at a time
├── NoSuchBureau       a code or name fits no bureau, or several
├── DeputyRefused      somebody would stand in for whom, when or where they may not
├── NothingToHandOver  a hand-over by somebody who does not hold the post
└── ParameterRefused   a value that a parameter of the bureau cannot have
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class HouseError(ValueError):
    """Base: ``zh`` and ``en`` are one sentence each, saying what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


class PostNotHeld(HouseError):
    """An officer would act in a post that is not theirs that day."""


class RolesClash(HouseError):
    """One person would hold two of the system's three roles."""


class KinTogether(HouseError):
    """Kin would hold posts that the law keeps apart (公务员法 §74)."""


class HoldingOverlaps(HouseError):
    """The same officer would hold the same post twice at a time, or a holding would end before it begins."""


class SeatRefused(HouseError):
    """A member of a body would have two seats in it, or it would have two who preside."""


class DeputyRefused(HouseError):
    """Somebody would stand in for another whom they may not stand in for, or in a post or time in which they may not."""


class NoSuchBureau(HouseError):
    """A code or name fits no bureau, or several."""


class NothingToHandOver(HouseError):
    """A hand-over by somebody who does not hold the post."""


class ParameterRefused(HouseError):
    """A value that a parameter cannot have; the sentence names the bound and what sets it."""
