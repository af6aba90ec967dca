"""What is published of consultations: the draft and its explanation while it is open, and afterwards what became of the opinions.

重大行政决策程序暂行条例 §15 (draft, explanation, time, contact), 优化营商环境条例 §62. Opinions are given on the same page.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from yifa.cases.registers.publicity import (
    Duty,
    Guide,
    GuideSource,
    Publication,
    Room,
    Section,
    Standing,
    Version,
    guides,
    publications,
)
from yifa.interface.formats import words
from yifa.law.text import Bilingual, counted
from yifa.work.consultation.registers import TREATMENTS, Consultation, Opinion

_CODE = "opinion-"
DRAFT_TITLE = Bilingual("征求意见稿", "The draft")


def _open(on: date) -> Q:
    return Q(stopped_on__isnull=True, opened_on__lte=on, closes_on__gte=on)


def standing(row: Consultation, on: date) -> str:
    """``open`` until midnight of the last day, then ``closed`` until what became of the opinions is out: ``answered``."""
    if row.stopped_on is not None and row.stopped_on <= on:
        return "stopped"
    if row.answered_on is not None and row.answered_on <= on:
        return "answered"
    return "open" if row.closes_on >= on else "closed"


def sections(row: Consultation) -> list[Section]:
    """What the public reads: first the outcome, where there is one, then explanation and draft."""
    parts: list[Section] = []
    if row.stopped_on is not None:
        parts.append(Section("stopped", Bilingual("终止的理由", "Why it was stopped"), row.stop_reason))
    if row.answered_on is not None:
        outcome = f"{_counted(row)}\n{row.summary}"
        parts.append(Section("outcome", Bilingual("意见采纳情况", "What became of the opinions"), outcome))
    parts.append(Section("explanation", Bilingual("起草说明", "Explanation"), row.explanation))
    parts.append(
        Section("draft", DRAFT_TITLE, row.draft_text, is_normative=True, is_open=row.stopped_on is None)
    )
    return parts


def versions(row: Consultation) -> list[Version]:
    """The draft, to be compared with what was issued."""
    return [Version(DRAFT_TITLE, row.draft_text, row.opened_on)]


def note(row: Consultation, on: date) -> Bilingual | None:
    """How many days are left, counting the last one; or until when opinions were taken."""
    if standing(row, on) == "open":
        left = (row.closes_on - on).days + 1
        if left == 1:
            return Bilingual("今天24时截止", "closes at midnight today")
        return Bilingual(
            f"还有{left}天，{row.closes_on.month}月{row.closes_on.day}日24时截止",
            f"{left} days left, until midnight of {row.closes_on}",
        )
    if standing(row, on) == "closed":
        return Bilingual(
            "不再接收意见；采纳情况将在这里公布", "Opinions are closed; what became of them will be told here"
        )
    return None


def _counted(row: Consultation) -> str:
    found = dict(
        Opinion.objects.filter(consultation=row).order_by().values_list("treatment").annotate(Count("pk"))
    )
    total = sum(found.values())
    told = [(TREATMENTS[key], found[key]) for key in TREATMENTS if found.get(key)]
    zh = "、".join(f"{title.zh}{count}条" for title, count in told)
    en = ", ".join(f"{title.en.lower()} {count}" for title, count in told)
    return words(
        Bilingual(
            f"共收到意见{total}条" + (f"：{zh}。" if zh else "。"),
            f"{counted(total, 'opinions')} received" + (f": {en}." if en else "."),
        )
    )


def guide_of(row: Consultation, on: date) -> Guide:
    """How an opinion on this consultation is given."""
    return Guide(
        code=f"{_CODE}{row.pk}",
        title=Bilingual(f"对“{row.name}”的意见", f"An opinion on “{row.name}”"),
        kind=Bilingual("公开征求意见", "Public consultation"),
        applies="opinion/submit",
        answers={"consultation": row.case.number if row.case is not None else ""},
        asks_who=False,
        published_as=("consultations", row.pk),
        is_open=standing(row, on) == "open",
        published_on=row.opened_on,
    )


def _find(code: str, on: date) -> Guide | None:
    number = code.removeprefix(_CODE)
    if number == code or not number.isdecimal() or len(number) > 18:
        return None
    # Found after the last day, too: an opinion sent a minute late is refused with a sentence and nothing typed is lost.
    row = Consultation.objects.select_related("case").filter(opened_on__lte=on, pk=int(number)).first()
    return None if row is None else guide_of(row, on)


def _offers(row: Consultation, on: date) -> str:
    return f"{_CODE}{row.pk}" if standing(row, on) == "open" else ""


# Opinions are given from the consultation's own page, so the catalogue of services lists none of them.
guides.add(GuideSource(key="consultations", listed=lambda _on: (), find=_find))
publications.add(
    Publication(
        key="consultations",
        title=Bilingual("征求意见", "Public consultations"),
        summary=Bilingual(
            "正在征求意见的草案可以直接提出意见；结束后公布采纳情况",
            "Comment on drafts that are open; afterwards read what became of the opinions",
        ),
        room=Room.CONSULTATIONS,
        register=Consultation,
        rows=lambda on: Consultation.objects.filter(opened_on__lte=on),
        columns=("name", "opened_on", "closes_on"),
        details=("shortened_reason", "contact", "answered_on"),
        dated="opened_on",
        reaches=frozenset({"contact"}),
        standings=(
            Standing("open", Bilingual("正在征求", "Open"), _open, "green", is_open=True),
            Standing(
                "closed",
                Bilingual("已截止，正在汇总", "Closed, being summed up"),
                lambda on: Q(stopped_on__isnull=True, answered_on__isnull=True, closes_on__lt=on),
                "amber",
            ),
            Standing(
                "answered",
                Bilingual("已公布采纳情况", "Answered"),
                lambda on: Q(stopped_on__isnull=True, answered_on__lte=on),
            ),
            Standing("stopped", Bilingual("已终止", "Stopped"), lambda on: Q(stopped_on__lte=on)),
        ),
        told=standing,
        sections=sections,
        versions=versions,
        note=note,
        offers=_offers,
        duty=Duty(
            basis=Bilingual(
                "《重大行政决策程序暂行条例》第十五条、《优化营商环境条例》第六十二条",
                "Interim Regulation on Procedure for Major Administrative Decisions, art. 15; Regulation on Optimising"
                " the Business Environment, art. 62",
            ),
            within=Bilingual(
                "涉企文件、重大行政决策一般不少于30日，其他文件不少于7日",
                "Thirty days generally for what touches business and for major decisions, seven otherwise",
            ),
            masked=Bilingual("不公开提出意见的人", "Who gave an opinion is not shown"),
        ),
    )
)
