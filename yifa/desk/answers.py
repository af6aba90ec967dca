"""Answers in words: what stands in the record, as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from yifa.cases.log.record import TimelineAnswer, TimelineEntry
from yifa.house.models import Department, Officer
from yifa.interface.formats import is_english, show_date, words
from yifa.law.identifiers import mask_address, mask_in, mask_residents
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Question, types
from yifa.procedure.types import same, say

# What desk acts say, which no procedure asks.
_DESK_LABELS: Final = {
    "to_officer": Bilingual("移交给", "Handed over to"),
    "to_department": Bilingual("移交科室", "Department"),
    "reason": Bilingual("理由", "Reason"),
    "of": Bilingual("征求对象", "Asked of"),
    "question": Bilingual("征求的问题", "Question"),
    "answer_by": Bilingual("请于此日前答复", "Answer by"),
    "opinion": Bilingual("意见", "Opinion"),
    "officer": Bilingual("催办对象", "Urged"),
    "officers": Bilingual("抄送对象", "Copied to"),
    "words": Bilingual("内容", "Words"),
}


def listed(names: Iterable[str]) -> str:
    """Names in a row, with the reader's comma; with a stronger one where a name has one in it (党组书记、局长)."""
    row = list(names)
    within = any("、" in name for name in row)
    if is_english():
        return ("; " if within else ", ").join(row)
    return ("；" if within else "、").join(row)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as it is shown. ``long``: it has its own paragraph. masked: what is shown is not the whole of it."""

    label: str
    text: str
    erased: bool
    personal: bool
    long: bool
    key: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names behind the keys that answers hold: parties by primary key, officers and departments by ``o:12`` and ``d:3``."""

    parties: dict[int, str]
    people: dict[str, str]

    def party(self, key: int) -> Bilingual:
        """The party's name, or its key where it is gone."""
        return same(self.parties.get(key, str(key)))

    def officer(self, key: str) -> Bilingual:
        """What the officer or department is called."""
        return same(self.people.get(key, key))

    @classmethod
    def of(cls, entries: Iterable[TimelineEntry]) -> Names:
        """The names that these entries need: at most three queries."""
        parties: set[int] = set()
        officers: set[int] = set()
        departments: set[int] = set()
        for entry in entries:
            for answer in entry.answers:
                question = answer.question
                if question is not None and question.type is types.PARTY:
                    if isinstance(answer.value, int):
                        parties.add(answer.value)
                    continue
                if question is not None and question.type is not types.OFFICER:
                    continue
                for key in answer.value if isinstance(answer.value, list) else [answer.value]:
                    kind, _colon, number = str(key).partition(":")
                    if number.isdecimal():
                        (officers if kind == "o" else departments if kind == "d" else set()).add(int(number))
        people: dict[str, str] = {}
        if officers:
            rows = Officer.objects.filter(pk__in=officers).values_list("pk", "name")
            people.update({f"o:{key}": name for key, name in rows})
        if departments:
            rows_of = Department.objects.filter(pk__in=departments)
            people.update({f"d:{one.pk}": words(one.title) for one in rows_of})
        found = dict(Party.objects.filter(pk__in=parties).values_list("pk", "name")) if parties else {}
        return cls(found, people)


def shown(answer: TimelineAnswer, names: Names) -> ShownAnswer | None:
    """An answer in words; None where it was left empty."""
    label = words(answer.label if answer.question is not None else _DESK_LABELS.get(answer.key, answer.label))
    personal = answer.question is not None and answer.question.personal
    if answer.erased:
        return ShownAnswer(label, str(_("已依法删除，证明仍然有效")), True, personal, False)
    if answer.sealed:
        return ShownAnswer(label, str(_("尚未公开，由以后的步骤揭开")), False, personal, False)
    if answer.value in (None, "", []):
        return None
    whole = in_words(answer.question, answer.value, names)
    text = masked_answer(answer.question, whole)
    return ShownAnswer(
        label, text, False, personal, len(text) > 40 or "\n" in text, key=answer.key, masked=text != whole
    )


def masked_answer(question: Question | None, text: str) -> str:
    """An answer as it stands on a page until somebody opens it: numbers, telephones, accounts and addresses of people masked."""
    if question is None or not question.personal:
        return mask_residents(text)
    return mask_address(text) if question.purpose == "street-address" else mask_in(text)


def in_words(question: Question | None, value: Any, names: Names) -> str:
    """A value in words."""
    return _about_desk(value, names) if question is None else words(say(question, value, names))


def _about_desk(value: Any, names: Names) -> str:
    if isinstance(value, list):
        return listed(_about_desk(one, names) for one in value)
    text = str(value)
    if text in names.people:
        return names.people[text]
    try:
        return show_date(date.fromisoformat(text))
    except ValueError:
        return text
