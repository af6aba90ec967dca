"""What a meeting knows by who sits in its body, who came, who spoke and who voted: nobody can say it otherwise.

Members of the Party group and of the office meeting are those of the house on the day (``yifa.house.bodies``); those of a leading
group are those of its own matter.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

from yifa.cases.acting.computing import Facts, computation
from yifa.house.bodies import members_on
from yifa.house.models import BodyKind
from yifa.law.votes import attendance, tally
from yifa.procedure import Json
from yifa.procedure.answers import day_of, names_of
from yifa.work.meetings.sittings import lines_of

_BODIES: Final = {
    "party_group": BodyKind.PARTY_GROUP,
    "party_group_special": BodyKind.PARTY_GROUP,
    "bureau_office": BodyKind.OFFICE_MEETING,
    "special": BodyKind.OFFICE_MEETING,
}
_MAJOR: Final = "major_decision"
# What names an appointment in a title or a summary.
_APPOINTMENT: Final = re.compile(
    r"干部任免|(?:科长|主任|处长|局长|书记|负责人|干部)[^，。；\n]{0,6}(?:任免|任职|免职|任命|提拔|选拔任用)"
    r"|(?:任命|提拔|免去)[^，。；\n]{1,12}(?:职务|科长|主任|处长|局长|书记)|职级晋升"
)
_MONEY: Final = re.compile(r"资金安排|经费|拨付|补助|奖补|采购|预算调整|支出")
_AMOUNT: Final = re.compile(r"(\d{1,12}(?:[,，]\d{3})*(?:\.\d{1,4})?)\s*(万|亿)?元")
_UNITS: Final = {"": 1, "万": 10_000, "亿": 100_000_000}


@computation("body-members", always=True)
def body_members(facts: Facts) -> Json:
    """The members of the body on the day of the meeting, whoever presides first; None where nobody is entered to preside."""
    body = _BODIES.get(str(facts.answers.get("meeting_kind") or ""))
    if body is None:
        group = facts.linked("group")
        leader = str(group.get("leader") or "").strip()
        listed = [leader, *names_of(group, "deputies"), *names_of(group, "members")]
        return list(dict.fromkeys(listed)) if leader else None
    # As it is called, by the day for which it is called; as it is held, by the day itself.
    planned = None if "present" in facts.answers else day_of(facts.answers.get("held_on"))
    return list(members_on(facts.bureau_id, body, planned or facts.on)) or None


@computation("absent-members")
def absent_members(facts: Facts) -> Json:
    """Those entitled who did not come."""
    present = names_of(facts.answers, "present")
    return [one for one in names_of(facts.answers, "members") if one not in present]


@computation("who-presides", always=True)
def who_presides(facts: Facts) -> Json:
    """The head where present, otherwise the member to whom it was delegated."""
    members, present = names_of(facts.answers, "members"), names_of(facts.answers, "present")
    delegates = names_of(facts.answers, "delegate")
    if members and members[0] in present:
        return members[0]
    return delegates[0] if len(delegates) == 1 else None


@computation("attendance", always=True)
def attendance_now(facts: Facts) -> Json:
    """Those present measured against those entitled."""
    return _attendance(facts.answers)


@computation("attendance-of-meeting", always=True)
def attendance_of_meeting(facts: Facts) -> Json:
    """The same of the meeting at which an item is discussed."""
    return _attendance(facts.linked("meeting"))


def _attendance(answers: dict[str, Any] | Any) -> Json:
    members, present = names_of(answers, "members"), names_of(answers, "present")
    return (
        attendance(len([one for one in present if one in members]), len(members)).value if members else None
    )


@computation("order-of-speaking", always=True)
def order_of_speaking(facts: Facts) -> Json:
    """Whoever has a line among the views, in their order."""
    return list(lines_of(facts.answers))


@computation("head-spoke-last", always=True)
def head_spoke_last(facts: Facts) -> Json:
    """Whether whoever presides was the last to speak, or stood aside."""
    chair = str(facts.linked("meeting").get("chair") or "")
    spoke = list(lines_of(facts.answers))
    return bool(spoke) and (spoke[-1] == chair or chair in names_of(facts.answers, "avoided"))


@computation("head-departs", always=True)
def head_departs(facts: Facts) -> Json:
    """Whether whoever presides stands otherwise than more than half of the others who spoke; not where they stood aside."""
    lines = lines_of(facts.answers)
    own = lines.pop(str(facts.linked("meeting").get("chair") or ""), None)
    stances = Counter(str(line.get("stance")) for line in lines.values())
    leading = next((one for one, times in stances.items() if times * 2 > len(lines)), None)
    return own is not None and leading is not None and own.get("stance") != leading


@computation("tally", always=True)
def votes_counted(facts: Facts) -> Json:
    """Votes in favour measured against those entitled; of a secret ballot the papers."""
    members = names_of(facts.linked("meeting"), "members")
    if facts.answers.get("method") == "ballot":
        papers = facts.answers.get("ballots_for")
        in_favour = papers if isinstance(papers, int) else 0
    else:
        in_favour = len(names_of(facts.answers, "votes_for"))
    return tally(in_favour, len(members)).value if members else None


@computation("kind-of-subject")
def kind_of_subject(facts: Facts) -> Json:
    """A major decision is one in its meeting, too; of other matters it is asked."""
    return _MAJOR if facts.linked("subject").get("kind_of_major") == _MAJOR else None


@computation("text-against-kind", always=True)
def text_against_kind(facts: Facts) -> Json:
    """What title and summary say against the kind and the amount told: patterns find, and a second person judges."""
    said = f"{facts.answers.get('title') or ''}\n{facts.answers.get('summary') or ''}"
    kind, amount = facts.answers.get("kind_of_major"), facts.answers.get("amount")
    if kind != "personnel" and _APPOINTMENT.search(said):
        return "appointment"
    named = max((_fen(found) for found in _AMOUNT.finditer(said)), default=0)
    about_money = named > 0 or (kind == "none" and _MONEY.search(said) is not None)
    return "money" if about_money and not (isinstance(amount, int) and amount >= named) else "agrees"


def _fen(found: re.Match[str]) -> int:
    """An amount named in a text, in fen."""
    return int(Decimal(found[1].replace(",", "").replace("，", "")) * _UNITS[found[2] or ""] * 100)
