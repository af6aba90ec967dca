"""The whole-process file of a decision (条例 §29 and §33): which records it must hold, and which of them are missing.

The list is drawn from the case itself: what its procedure had to do, what was done, and which other matters hold the rest. A step
that the procedure took away (no hearing, not specialised) needs no record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case
from yifa.cases.told.links import answers_of
from yifa.law.text import Bilingual
from yifa.procedure import Marking, Procedure


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of record. roles: a step in any of them makes it. link: the question for the matter that holds the rest."""

    title: Bilingual
    article: str
    roles: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a decision as it stands. done_on: None while it is missing. matter: number of the one that holds the rest."""

    title: Bilingual
    article: str
    steps: tuple[str, ...]
    done_on: date | None
    matter: str

    @property
    def is_missing(self) -> bool:
        """Whether the procedure wanted it and it is not there."""
        return self.done_on is None


BEFORE_DISCUSSION: Final = (
    Item(Bilingual("决策建议和启动决定", "Proposal and decision to start"), "33", ("decision-making/start",)),
    Item(
        Bilingual("决策草案、依据和说明", "Draft, its basis and explanation"),
        "29(1)",
        ("decision-making/draft",),
    ),
    Item(
        Bilingual("有关单位意见和协商情况", "Views of other units"),
        "33",
        ("decision-making/consult-departments",),
    ),
    Item(
        Bilingual("公众意见和采纳情况，或者不予公开的依据", "The public's opinions and their treatment"),
        "29(2)",
        ("decision-making/consult-public", "decision-making/waive-consultation"),
        "consultation",
    ),
    Item(
        Bilingual("听证公告和名单", "Announcement and list of the hearing"),
        "16",
        ("hearing/announce-hearing",),
    ),
    Item(Bilingual("听证记录", "Record of the hearing"), "33", ("hearing/hold-hearing",)),
    Item(Bilingual("专家论证意见", "Experts' opinions"), "29(3)", ("expert-argument/argue-by-experts",)),
    Item(Bilingual("风险评估报告", "Risk report"), "29(4)", ("risk-assessment/assess-risk",)),
    Item(
        Bilingual("公平竞争审查结论", "Conclusion of the competition review"),
        "29(1)",
        ("decision-making/review-competition",),
        "review",
    ),
    Item(Bilingual("法律顾问意见", "Counsel's opinion"), "33", ("legality-review/hear-counsel",)),
    Item(Bilingual("合法性审查意见", "Legality opinion"), "29(5)", ("decision-making/review-legality",)),
)
AFTER_DISCUSSION: Final = (
    Item(
        Bilingual("集体讨论记录", "Record of the discussion"), "30", ("decision-making/deliberate",), "item"
    ),
    Item(Bilingual("决定", "The decision"), "33", ("decision-making/decide",)),
    Item(
        Bilingual("向党委请示报告", "Report to the Party committee"),
        "31",
        ("party-report/report-to-committee",),
    ),
    Item(
        Bilingual("公布或者不予公开的依据", "Publication, or the basis for keeping it closed"),
        "32",
        ("decision-making/publish", "decision-making/keep-closed"),
    ),
    Item(
        Bilingual("交付执行", "Handing over to execution"),
        "34",
        ("execution-and-file/begin-execution",),
        "execution",
    ),
)


def records(case: Case, items: tuple[Item, ...] = (*BEFORE_DISCUSSION, *AFTER_DISCUSSION)) -> list[Record]:
    """The file's list for a decision, in the order of the procedure; what the procedure took away is left out.

    Raises ProcedureMissing.
    """
    procedure = procedure_of_case(case)
    return listed(procedure, Marking.from_json(case.marking), answers_of(case), items)


def listed(
    procedure: Procedure, marking: Marking, answers: Mapping[str, Any], items: tuple[Item, ...]
) -> list[Record]:
    """The list, from what is known of a case."""
    found = []
    for item in items:
        steps = tuple(step for role in item.roles for step in procedure.roles.get(role, ()))
        done = [marking.done[step].last for step in steps if step in marking.done]
        wanted = [step for step in steps if step not in marking.gone]
        if not steps or not (done or wanted):
            continue
        matter = str(answers.get(item.link) or "") if item.link and done else ""
        found.append(Record(item.title, item.article, steps, max(done, default=None), matter))
    return found


def missing(case: Case, items: tuple[Item, ...] = (*BEFORE_DISCUSSION, *AFTER_DISCUSSION)) -> list[Record]:
    """What the file lacks."""
    return [record for record in records(case, items) if record.is_missing]
