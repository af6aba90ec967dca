"""Who may not handle a complaint or a report, and what must not leave with an extract."""

from __future__ import annotations

import re
from typing import Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.models import Officer
from yifa.house.roster import is_named
from yifa.law.text import Bilingual
from yifa.procedure import Reason

_TEXTS: Final = ("extract", "handed_to", "reply_text")
_SEPARATE: Final = re.compile(r"[\s\-—，,;；:：()（）]+")
_SHORTEST: Final = 2


def _is_accused(ctx: GuardContext) -> bool:
    named, who = ctx.all_answers.get("accused"), ctx.actor.officer_id
    return bool(named) and who is not None and is_named(Officer.objects.get(pk=who), named)


@guard("writing-in/draft", "writing-in/sign", "writing-in/reply")
def not_by_whom_it_is_about(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against answering a complaint about oneself (公务员法 §76)."""
    if not _is_accused(ctx):
        return ()
    return (
        Reason(
            rule=None,
            code="voices/complained-of",
            sentence=Bilingual(
                "这件投诉反映的是您本人，您应当回避（公务员法第七十六条）。",
                "This complaint is about you; you stand back from it (Civil Servants Law, art. 76).",
            ),
            remedy=Bilingual("请由其他工作人员办理。", "Let somebody else handle it."),
        ),
    )


@guard(
    "protecting/extract",
    "protecting/check",
    "protecting/hand-over",
    "protecting/record-result",
    "protecting/reply",
    "protecting/close",
)
def not_by_whom_is_reported(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against handling a report about oneself (信访工作条例 §§28, 30)."""
    if not _is_accused(ctx):
        return ()
    return (
        Reason(
            rule=None,
            code="voices/accused",
            sentence=Bilingual(
                "被举报人不得办理、查看对自己的举报（信访工作条例第二十八条、第三十条）。",
                "Whoever is reported neither handles nor sees the report (Regulations on Petition Work, arts. 28 and 30).",
            ),
            remedy=Bilingual(
                "请由其他举报保管人或者机关负责人办理。", "Let another keeper or the head handle it."
            ),
        ),
    )


@guard("protecting/extract", "protecting/hand-over", "protecting/reply")
def names_no_reporter(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against letting out what says who reported (信访工作条例 §30)."""
    said = _SEPARATE.sub("", " ".join(str(ctx.answers.get(key) or "") for key in _TEXTS))
    kept = [
        part
        for key in ("reporter", "contact")
        for part in (
            str(ctx.all_answers.get(key) or ""),
            *_SEPARATE.split(str(ctx.all_answers.get(key) or "")),
        )
    ]
    if not any(len(part) >= _SHORTEST and _SEPARATE.sub("", part) in said for part in kept if part):
        return ()
    return (
        Reason(
            rule=None,
            code="voices/names-reporter",
            sentence=Bilingual(
                "文字中有举报人的姓名或者联系方式，不得交出（信访工作条例第三十条）。",
                "The text holds the reporter's name or contact, which must not leave (Regulations on Petition Work, art. 30).",
            ),
            remedy=Bilingual(
                "请删去姓名、联系方式和能认出举报人的内容。",
                "Take out the name, the contact and what would give the reporter away.",
            ),
        ),
    )
