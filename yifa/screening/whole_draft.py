"""Checks that are more than a pattern: each looks at the whole draft with what is known besides, and gives places and details."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.law.limits import days_between
from yifa.law.text import Bilingual
from yifa.screening import citing, dates, resembling
from yifa.screening.context import Context
from yifa.screening.draft import Draft
from yifa.screening.model import Severity

_NOTHING: Final = Bilingual(zh="", en="")
_SEVERAL_DAYS: Final = 30
_FILED_WITHIN: Final = 15


@dataclass(frozen=True, slots=True)
class Hit:
    """A place, [0, 0) for the whole draft; the severity where it differs from the rule's; what the check adds."""

    start: int
    end: int
    severity: Severity | None
    detail: Bilingual
    final: bool = False


Check: TypeAlias = Callable[[Draft, Context], Iterator[Hit]]


def _whole(zh: str, en: str, severity: Severity | None = None) -> Hit:
    return Hit(0, 0, severity, Bilingual(zh, en))


def issuer(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-01: in whose name it is issued."""
    if context.issuer:
        if context.issuer in context.authorised:
            return
        if resembling.is_internal_body(context.issuer) or context.authorised:
            yield _whole(
                f"拟以“{context.issuer}”的名义印发。", f"It is to be issued in the name of {context.issuer}."
            )
        return
    if context.is_whole:
        for start, end, name in resembling.signatures(draft.text):
            if name not in context.authorised and resembling.is_internal_body(name):
                yield Hit(start, end, None, Bilingual(f"落款为“{name}”。", f"It is signed by {name}."))


def conditions(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-04: conditions of a matter that the law does not have."""
    for matter in context.matters:
        if not matter.conditions:
            continue
        for sentence in draft.sentences:
            if sentence.lead is None:
                continue
            lead = draft.text[slice(*sentence.lead)]
            if matter.name not in lead or "条件" not in lead:
                continue
            said = draft.said(sentence)
            if not resembling.is_among(said, matter.conditions):
                basis = f"（{matter.basis}）" if matter.basis else ""
                yield Hit(
                    sentence.start,
                    sentence.end,
                    None,
                    Bilingual(
                        f"“{matter.name}”的法定条件{basis}中没有这一项。",
                        f"It is not among the statutory conditions of {matter.name}.",
                    ),
                )


def competition(draft: Draft, context: Context) -> Iterator[Hit]:  # noqa: ARG001  (one shape for all checks)
    """ND-08: one line for what the competition rules found, unless the review is done."""
    if context.is_whole and "review-competition" not in (context.steps_done or frozenset()):
        yield Hit(0, 0, None, _NOTHING)


def overlap(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-09: clauses that repeat a higher document: a question where it is more than six in ten."""
    for title, text in context.higher.items():
        share, counted = resembling.share_repeated(draft, text)
        if counted and share >= resembling.REPEATED:
            yield _whole(
                f"{counted}个条款中有{share:.0%}与《{title}》基本相同。",
                f"{share:.0%} of its {counted} clauses repeat {title}.",
            )


def steps(draft: Draft, context: Context) -> Iterator[Hit]:  # noqa: ARG001  (one shape for all checks)
    """ND-10: steps that are owed before it is put to deliberation."""
    if context.steps_done is None:
        return
    for key, (zh, en) in _STEPS.items():
        if key not in context.steps_done:
            yield _whole(f"还没有“{zh}”的记录。", f"There is no record of: {en}.")


_STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "consult": ("征求意见", "consultation"),
    "review-legality": ("合法性审核", "legality review"),
    "deliberate": ("集体审议", "collective deliberation"),
}


def citations(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-11: what is cited must be there, published, and in force."""
    for start, end, severity, detail in citing.problems(draft.text, context):
        yield Hit(start, end, severity, detail)


def ending(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-12: what a whole draft must say about itself."""
    if not context.is_whole:
        return
    for zh, en, severity in dates.missing(draft.text, context):
        yield _whole(zh, en, severity)


def effect_dates(draft: Draft, context: Context) -> Iterator[Hit]:
    """ND-13: when it takes effect, beside when it is published."""
    if context.published_on is None:
        return
    for start, end, day in dates.effective_days(draft.text, context):
        if day < context.published_on:
            yield Hit(
                start,
                end,
                Severity.HIGH,
                Bilingual(
                    f"自{day}起施行，早于公布日期{context.published_on}。",
                    f"In effect from {day}, before its publication on {context.published_on}.",
                ),
            )
        elif days_between(context.published_on, day) < _SEVERAL_DAYS and not dates.says_why_at_once(
            draft.text
        ):
            days = days_between(context.published_on, day)
            yield Hit(
                start,
                end,
                Severity.LOW,
                Bilingual(
                    f"公布后{days}日即施行，没有说明理由。",
                    f"In effect {days} days after publication, without a reason.",
                ),
            )


def filing(draft: Draft, context: Context) -> Iterator[Hit]:  # noqa: ARG001  (one shape for all checks)
    """ND-15: filed within fifteen days of its publication."""
    if context.published_on is None:
        return
    until: date | None = context.filed_on or context.on
    if until is not None and days_between(context.published_on, until) > _FILED_WITHIN:
        days = days_between(context.published_on, until)
        yield _whole(
            f"公布已经{days}日，{'才' if context.filed_on else '尚未'}报送备案。",
            f"{days} days after publication it {'was filed only then' if context.filed_on else 'is not filed'}.",
        )


def parties(draft: Draft, context: Context) -> Iterator[Hit]:  # noqa: ARG001  (one shape for all checks)
    """FC-28: whether those concerned were heard."""
    if context.steps_done is not None and "consult-parties" not in context.steps_done:
        yield _whole(
            "没有听取经营者、行业协会商会等利害关系人意见的记录。",
            "There is no record that operators, trade bodies or others concerned were heard.",
        )


CHECKS: Final[Mapping[str, Check]] = {
    "issuer": issuer,
    "conditions": conditions,
    "competition": competition,
    "overlap": overlap,
    "steps": steps,
    "citations": citations,
    "ending": ending,
    "dates": effect_dates,
    "filing": filing,
    "parties": parties,
}
