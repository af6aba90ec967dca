"""Who applies: a body by its name and credit code, or a person by name and resident's number.

A code whose check character is wrong is asked about once and then taken, because some early codes are so (GB 32100-2015); a code
of a wrong form is refused, and so is a resident's number that fails its check. Numbers are never shown again in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.http import QueryDict

from yifa.cases.actors import Actor
from yifa.cases.orders.party_acts import enter_party
from yifa.house.models import Bureau
from yifa.law.identifiers import IdentifierProblem, mask_resident_id, read_resident_id, read_uscc
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.parties.register import PartyRefused

FIELDS: Final = ("kind", "name", "uscc", "resident_id", "legal_representative", "confirmed")
_PREFIX: Final = "who-"
_NAME_MOST: Final = 160
_UNSOUND: Final = Bilingual(
    "代码的校验位不符，请与证照逐位核对；核对无误的，在下面勾选后再提交（少数早期代码如此）",
    "The code fails its check character. Compare it with the licence; if it is right, tick the box below and send again"
    " (some early codes are so)",
)


@dataclass(slots=True)
class Applicant:
    """The part of the form that says who applies, as typed, and what is wrong with it by field."""

    typed: dict[str, str]
    problems: dict[str, Bilingual] = field(default_factory=dict)
    confirmable: bool = False

    @classmethod
    def blank(cls) -> Applicant:
        """Nothing typed yet."""
        return cls(dict.fromkeys(FIELDS, "") | {"kind": PartyKind.ENTERPRISE.value})

    @classmethod
    def sent(cls, data: QueryDict) -> Applicant:
        """As it was sent."""
        return cls({name: data.get(_PREFIX + name, "").strip() for name in FIELDS})

    @classmethod
    def kept(cls, stored: Mapping[str, str]) -> Applicant:
        """As it was kept."""
        return cls({name: str(stored.get(name, "")) for name in FIELDS})

    @property
    def is_person(self) -> bool:
        """Whether a natural person applies."""
        return self.typed["kind"] == PartyKind.PERSON

    def check(self) -> bool:
        """Look for what is wrong; whether nothing is."""
        typed = self.typed
        if typed["kind"] not in PartyKind.values:
            self.problems["kind"] = Bilingual("请选择申请人种类", "Choose what kind of applicant you are")
        if not typed["name"] or len(typed["name"]) > _NAME_MOST:
            self.problems["name"] = Bilingual(
                "请填写与证照一致的名称或者姓名", "Give the name as it stands on the licence or identity card"
            )
        if self.is_person:
            self._check_resident()
        else:
            self._check_code()
        return not self.problems

    def _check_resident(self) -> None:
        if not self.typed["resident_id"]:
            self.problems["resident_id"] = Bilingual(
                "请填写公民身份号码", "Give the resident identity number"
            )
            return
        try:
            read_resident_id(self.typed["resident_id"])
        except IdentifierProblem as problem:
            self.problems["resident_id"] = Bilingual(problem.zh, problem.en)

    def _check_code(self) -> None:
        if not self.typed["uscc"]:
            self.problems["uscc"] = Bilingual("请填写统一社会信用代码", "Give the unified social credit code")
            return
        try:
            checked = read_uscc(self.typed["uscc"])
        except IdentifierProblem as problem:
            self.problems["uscc"] = Bilingual(problem.zh, problem.en)
            return
        if not checked.is_sound:
            self.confirmable = True
            if self.typed["confirmed"] != checked.value:
                self.problems["uscc"] = _UNSOUND

    @property
    def code_read(self) -> str:
        """The credit code as it was read, which a confirmation repeats; empty where it cannot be read."""
        try:
            return read_uscc(self.typed["uscc"]).value
        except IdentifierProblem:
            return ""

    @property
    def shown_number(self) -> str:
        """The code, or the resident's number masked."""
        if self.is_person:
            return mask_resident_id(self.typed["resident_id"]) if self.typed["resident_id"] else ""
        return self.code_read

    def enter(self, bureau: Bureau, now: datetime) -> Party:
        """The party in the bureau's register. Raises PartyRefused, IdentifierProblem; ``check`` found neither."""
        typed = self.typed
        return enter_party(
            bureau,
            actor=Actor.applicant(bureau=bureau),
            now=now,
            kind=typed["kind"],
            name=typed["name"],
            uscc="" if self.is_person else typed["uscc"],
            resident_id=typed["resident_id"] if self.is_person else "",
            legal_representative="" if self.is_person else typed["legal_representative"],
            confirmed_by_applicant=True,
        )


__all__ = ["FIELDS", "Applicant", "PartyRefused"]
