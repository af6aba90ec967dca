"""Serving a document, and the remedies line that it must carry.

送达: 民事诉讼法 §§87–95 supply the modes for administrative acts; 行政处罚法 §61 wants a signed confirmation
before a penalty is served electronically. Remedies: since 2024-01-01 only the people's government of the same
level reconsiders what a department did, and four kinds of act must go to reconsideration before a suit
(行政复议法 §§23–24); a template of before that day is wrong after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.law.calendar import Calendar
from yifa.law.citations import Citation
from yifa.law.errors import LawError
from yifa.law.limits import Deadline, Term, Unit, due_on
from yifa.law.text import Bilingual

_CIVIL_PROCEDURE = "civil-procedure-law"
_RECONSIDERATION = "administrative-reconsideration-law"
_LITIGATION = "administrative-litigation-law"
_PENALTY = "administrative-penalty-law"

# 民事诉讼法 as amended on 2021-12-24, in force on this day: thirty days instead of sixty.
_ANNOUNCEMENT_SHORTENED_ON = date(2022, 1, 1)
# 行政复议法 as revised on 2023-09-01.
_RECONSIDERATION_REVISED_ON = date(2024, 1, 1)


class FactsMissing(LawError):
    """Something cannot be judged on the facts given; the sentence says which is missing."""


class Mode(StrEnum):
    """How a document is served."""

    DIRECT = "direct"
    LEFT = "left"
    ELECTRONIC = "electronic"
    POST = "post"
    ANNOUNCEMENT = "announcement"

    @property
    def label(self) -> Bilingual:
        return _MODE_LABELS[self]


_MODE_LABELS = {
    Mode.DIRECT: Bilingual("直接送达", "service in person"),
    Mode.LEFT: Bilingual("留置送达", "left at the residence"),
    Mode.ELECTRONIC: Bilingual("电子送达", "electronic service"),
    Mode.POST: Bilingual("邮寄送达", "service by post"),
    Mode.ANNOUNCEMENT: Bilingual("公告送达", "service by public announcement"),
}


class Consent(StrEnum):
    """The recipient's consent to electronic service."""

    NONE = "none"
    GIVEN = "given"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done to serve a document.

    on: the day signed (direct, post: on the return receipt), left, reached the recipient's named system, or
    announced.
    witnessed, recorded: for a document left. consent: for electronic service. reason_on_file: for an
    announcement, whether its reason and the steps tried are in the file.
    """

    mode: Mode
    on: date
    witnessed: bool = False
    recorded: bool = False
    consent: Consent = Consent.NONE
    reason_on_file: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """The day on which a document is served, and the article. Limits that run from service count from the
    next day.
    """

    on: date
    citation: Citation
    verified: str = "V"
    deadline: Deadline | None = None


def served(delivery: Delivery, calendar: Calendar, *, is_penalty: bool = False) -> Served:
    """The date of service. Raises FactsMissing when the mode's own condition is not met, YearNotPublished for
    an announcement.
    """
    if delivery.mode is Mode.DIRECT:
        return Served(delivery.on, Citation(_CIVIL_PROCEDURE, "87–88"))
    if delivery.mode is Mode.LEFT:
        if not (delivery.witnessed or delivery.recorded):
            raise FactsMissing(
                "留置送达须有见证人签名，或者拍照、录像记录过程（民事诉讼法第八十九条）。",
                "A document is left before a witness, or it is filmed or photographed (Civil Procedure Law, art. 89).",
            )
        return Served(delivery.on, Citation(_CIVIL_PROCEDURE, "89"))
    if delivery.mode is Mode.ELECTRONIC:
        return _served_electronically(delivery, is_penalty=is_penalty)
    if delivery.mode is Mode.POST:
        return Served(delivery.on, Citation(_CIVIL_PROCEDURE, "91"))
    if not delivery.reason_on_file:
        raise FactsMissing(
            "公告送达应当在案卷中记明原因和经过（民事诉讼法第九十五条）。",
            "Service by announcement needs its reason and the steps tried in the file (Civil Procedure Law, art. 95).",
        )
    # Days since the announcement; a later amendment does not shorten an announcement already running.
    shortened = delivery.on >= _ANNOUNCEMENT_SHORTENED_ON
    deadline = due_on(delivery.on, Term(30 if shortened else 60, Unit.CALENDAR_DAYS), calendar)
    article = "95" if shortened else ""
    return Served(
        deadline.due_on, Citation(_CIVIL_PROCEDURE, article), "V" if shortened else "M", deadline=deadline
    )


def _served_electronically(delivery: Delivery, *, is_penalty: bool) -> Served:
    if is_penalty and delivery.consent is not Consent.SIGNED:
        raise FactsMissing(
            "行政处罚决定书电子送达须当事人签订确认书（行政处罚法第六十一条）。",
            "A penalty is served electronically only on a confirmation that the party has signed "
            "(Administrative Penalty Law, art. 61).",
        )
    if delivery.consent is Consent.NONE:
        raise FactsMissing(
            "电子送达须经受送达人同意（民事诉讼法第九十条）。",
            "Electronic service needs the recipient's consent (Civil Procedure Law, art. 90).",
        )
    return Served(delivery.on, Citation(_PENALTY, "61") if is_penalty else Citation(_CIVIL_PROCEDURE, "90"))


class ActKind(StrEnum):
    """What a remedies line is for: kinds that the law treats apart."""

    ORDINARY = "ordinary"
    ON_THE_SPOT_PENALTY = "on_the_spot_penalty"
    INACTION = "inaction"
    DISCLOSURE_REFUSAL = "disclosure_refusal"
    NATURAL_RESOURCES = "natural_resources"


# 行政复议法 (2023) §23, in the order of its items.
_RECONSIDERATION_FIRST = {
    ActKind.ON_THE_SPOT_PENALTY: "1(1)",
    ActKind.NATURAL_RESOURCES: "1(2)",
    ActKind.INACTION: "1(3)",
    ActKind.DISCLOSURE_REFUSAL: "1(4)",
}


class ReconsiderationBody(StrEnum):
    """Who may hear an application against a department of a local government."""

    SAME_LEVEL_GOVERNMENT = "same_level_government"
    DEPARTMENT_ABOVE = "department_above"

    @property
    def label(self) -> Bilingual:
        return _BODY_LABELS[self]


_BODY_LABELS = {
    ReconsiderationBody.SAME_LEVEL_GOVERNMENT: Bilingual(
        "本级人民政府", "the people's government of the same level"
    ),
    ReconsiderationBody.DEPARTMENT_ABOVE: Bilingual("上一级主管部门", "the department above"),
}


@dataclass(frozen=True, slots=True)
class Remedies:
    """The remedies against an act of a department, by the law of one day.

    reconsideration_first: whether a suit is barred until reconsideration is over. suit: the limit of a direct
    suit, or, where reconsideration comes first, of the suit after it.
    """

    kind: ActKind
    bodies: tuple[ReconsiderationBody, ...]
    reconsideration: Term
    reconsideration_citation: Citation
    body_citation: Citation
    reconsideration_first: bool
    first_citation: Citation | None
    suit: Term
    suit_citation: Citation
    verified: str

    def reconsider_by(self, knew_on: date, calendar: Calendar) -> Deadline:
        """Last day to ask for reconsideration, from the day on which the party knew of the act."""
        return due_on(knew_on, self.reconsideration, calendar)

    def sue_by(self, from_on: date, calendar: Calendar) -> Deadline:
        """Last day to sue: from knowing of the act, or from receipt of the reconsideration decision where
        that comes first.
        """
        return due_on(from_on, self.suit, calendar)

    def line(self, *, government: str, court: str, department_above: str = "") -> Bilingual:
        """The sentence that goes on the decision. Raises FactsMissing if the law of the day names the
        department above and none is given.
        """
        named = [government]
        if ReconsiderationBody.DEPARTMENT_ABOVE in self.bodies:
            if not department_above:
                raise FactsMissing(
                    "当时的法律允许向上一级主管部门申请复议，请填写该部门名称。",
                    "The law of that day also allowed the department above; name it.",
                )
            named.append(department_above)
        zh_bodies, en_bodies = "或者".join(named), " or ".join(named)
        if self.reconsideration_first:
            return Bilingual(
                f"如不服本决定，应当自知道本决定之日起{self.reconsideration.zh()}内先向{zh_bodies}申请行政复议；"
                f"对复议决定不服的，可以自收到复议决定书之日起{self.suit.zh()}内向{court}提起行政诉讼。",
                f"Against this decision, reconsideration must first be asked of {en_bodies} within "
                f"{self.reconsideration.en()} of knowing of it; against the reconsideration decision, suit may be brought "
                f"in {court} within {self.suit.en()} of receiving it.",
            )
        return Bilingual(
            f"如不服本决定，可以自知道本决定之日起{self.reconsideration.zh()}内向{zh_bodies}申请行政复议，"
            f"也可以自知道本决定之日起{self.suit.zh()}内向{court}提起行政诉讼。",
            f"Against this decision, reconsideration may be asked of {en_bodies} within "
            f"{self.reconsideration.en()} of knowing of it, or suit brought in {court} within {self.suit.en()} of knowing of it.",
        )


def remedies(decided_on: date, kind: ActKind = ActKind.ORDINARY) -> Remedies:
    """The remedies against an act of a local government's department by the law of the day on which it was
    decided.

    Since 2024-01-01: 60 days, the government of the same level only, and reconsideration first for
    on-the-spot penalties, natural resources, inaction and refused disclosure (行政复议法 §§20, 23, 24).
    Before: also the department above; first only for natural resources.
    """
    revised = decided_on >= _RECONSIDERATION_REVISED_ON
    if revised:
        first = kind in _RECONSIDERATION_FIRST
        first_citation = Citation(_RECONSIDERATION, "23", _RECONSIDERATION_FIRST[kind]) if first else None
        bodies: tuple[ReconsiderationBody, ...] = (ReconsiderationBody.SAME_LEVEL_GOVERNMENT,)
        articles = ("20", "24")
    else:
        first = kind is ActKind.NATURAL_RESOURCES
        first_citation = Citation(_RECONSIDERATION, "30", "1") if first else None
        bodies = (ReconsiderationBody.SAME_LEVEL_GOVERNMENT, ReconsiderationBody.DEPARTMENT_ABOVE)
        articles = ("9", "12")
    return Remedies(
        kind=kind,
        bodies=bodies,
        reconsideration=Term(60, Unit.CALENDAR_DAYS),
        reconsideration_citation=Citation(_RECONSIDERATION, articles[0]),
        body_citation=Citation(_RECONSIDERATION, articles[1]),
        reconsideration_first=first,
        first_citation=first_citation,
        suit=Term(15, Unit.CALENDAR_DAYS) if first else Term(6, Unit.MONTHS),
        suit_citation=Citation(_LITIGATION, "45" if first else "46"),
        verified="V" if revised else "M",
    )


class Track(StrEnum):
    """How reconsideration is heard."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"


@dataclass(frozen=True, slots=True)
class RespondentClock:
    """How long the respondent has to answer with all evidence and basis, from receipt of the copy."""

    track: Track
    term: Term
    citation: Citation


class SimplifiedGround(StrEnum):
    """Grounds on which reconsideration is heard by the simplified procedure (行政复议法 §53)."""

    ON_THE_SPOT = "on_the_spot"
    WARNING_OR_CRITICISM = "warning_or_criticism"
    UP_TO_3000_YUAN = "up_to_3000_yuan"
    DISCLOSURE = "disclosure"
    CONSENT = "consent"


def respondent_clock(grounds: Sequence[SimplifiedGround] = ()) -> RespondentClock:
    """Ten working days to answer, or five where any ground of the simplified procedure holds (行政复议法
    §§48, 53–54, 88).
    """
    if grounds:
        return RespondentClock(Track.SIMPLIFIED, Term(5, Unit.WORKING_DAYS), Citation(_RECONSIDERATION, "54"))
    return RespondentClock(Track.ORDINARY, Term(10, Unit.WORKING_DAYS), Citation(_RECONSIDERATION, "48"))
