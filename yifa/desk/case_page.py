"""A case on one page: left the work, right the matter; and the proof of one of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yifa.cases.errors import RecordProblem
from yifa.cases.library import is_in_files
from yifa.cases.log import record
from yifa.cases.models import DeskItem, Draft, ReadingKind
from yifa.cases.told import notes
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, viewers_only
from yifa.desk.answers import listed
from yifa.desk.case_picks import related_lines
from yifa.desk.desk_acts import ACTS, item_title
from yifa.desk.law_lines import LawLine, ReasonLine, law_line, reason_lines, who_takes
from yifa.desk.matter import Matter, officer_names
from yifa.desk.opening import openers
from yifa.desk.proofs import Proof, proof_of
from yifa.desk.receipts import receipt_number, tell
from yifa.desk.timeline import history, letter_name
from yifa.house.acting import officer_key
from yifa.interface.formats import language, show_date, words
from yifa.procedure import Option, Procedure, Step
from yifa.procedure.marking import ACTOR, CLOSED, DORMANT, EXCLUDED, ONCE
from yifa.procedure.model import Separation
from yifa.procedure.picture import render_svg

_ENTRIES: Final = 20
_NEVER: Final = frozenset({ONCE, EXCLUDED, DORMANT, CLOSED})


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list of what can be done. ``people``: how many take part. ``draft``: it is being typed."""

    key: str
    title: str
    says: str
    url: str
    owed: bool
    main: bool
    is_return: bool
    closes: bool
    people: int
    who: str
    reasons: list[ReasonLine]
    draft: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a case as the officer finds them."""

    mine: list[StepLine]
    returns: list[StepLine]
    others: list[StepLine]
    barred: list[StepLine]
    over: list[StepLine]


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Somebody who took part in a step that is kept apart from others: what they took, and which steps are closed to them."""

    name: str
    is_me: bool
    took: str
    barred: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A separation of which some step was taken, and by whom."""

    law: LawLine
    people: list[KeptApart]


@viewers_only
def case(request: DeskRequest, number: str) -> HttpResponse:
    """The case page. ``?timeline=all`` shows every entry."""
    seat = request.seat
    matter = Matter.find(seat, number)
    one = matter.case
    knowing.note_case(seat, one, ReadingKind.OPENED)
    everything = request.GET.get("timeline") == "all"
    told = history(one, None if everything else _ENTRIES)
    drafts = set(Draft.objects.filter(case=one, officer=seat.officer).values_list("step", flat=True))
    context: dict[str, Any] = {
        "matter": matter,
        "case": one,
        "picture_url": reverse("desk:picture", args=[number]),
        "procedure_title": words(matter.procedure.title),
        "told": tell(request, number),
        "owed": matter.owed_lines(),
        "steps": _steps(matter, drafts) if seat.works else None,
        "facts": _facts(matter),
        "picture": picture(matter),
        "apart": _apart(matter),
        "history": told,
        "all_url": f"{matter.url}?timeline=all#timeline",
        "items": _items(matter),
        "notes": [
            (words(note.title), words(note.mark), note.tone, note.says, note.url or _case_url(note.number))
            for note in notes.of_case(one)
        ],
        "related": related_lines(one),
        "beginnings": openers(seat, one) if seat.works and one.is_open else [],
        "acts": _desk_acts(matter) if seat.works and one.is_open else [],
        "evidence_url": reverse("desk:evidence", args=[number]),
        "package_url": "" if matter.case.is_open else reverse("desk:archive-package", args=[number]),
        "procedure_url": procedure_url(matter),
    }
    return render(request, "desk/case.html", context)


def _case_url(number: str) -> str:
    return reverse("desk:case", args=[number]) if number else ""


@viewers_only
def whole_picture(request: DeskRequest, number: str) -> HttpResponse:
    """The picture of the procedure on a page of its own."""
    matter = Matter.find(request.seat, number)
    context = {
        "matter": matter,
        "procedure_title": words(matter.procedure.title),
        "picture": picture(matter),
        "procedure_url": procedure_url(matter),
    }
    return render(request, "desk/picture.html", context)


@viewers_only
def entry(request: DeskRequest, number: str, version: int) -> HttpResponse:
    """The proof of the n-th entry of a case."""
    matter = Matter.find(request.seat, number)
    try:
        position = record.position_in_case(matter.case, version)
    except RecordProblem as problem:
        raise Http404 from problem
    if request.method == "POST":
        # A new head is signed now, so that a fresh entry has its proof at once.
        record.integrate(request.bureau, request.now)
    proof = proof_of(request.bureau, position)
    if proof is None:
        raise Http404
    context = {
        "matter": matter,
        "version": version,
        "proof": proof,
        "receipt_number": receipt_number(request.bureau.code, position),
        "receipt_url": reverse("desk:entry-receipt", args=[number, version]),
        "waits": _waits(proof),
        "log_name": request.bureau.code,
    }
    return render(request, "desk/entry.html", context)


@viewers_only
def entry_receipt(request: DeskRequest, number: str, version: int) -> HttpResponse:
    """The receipt of an entry as a file, its answers opened: whoever may see the case may prove what it says."""
    matter = Matter.find(request.seat, number)
    try:
        position = record.position_in_case(matter.case, version)
    except RecordProblem as problem:
        raise Http404 from problem
    knowing.note_case(request.seat, matter.case, ReadingKind.EVIDENCE)
    text = record.receipt(request.bureau, position, with_answers=True, now=request.now).to_json()
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="receipt-{receipt_number(request.bureau.code, position)}.json"'
    )
    return answer


def _waits(proof: Proof) -> bool:
    """Whether the entry is not under a signed head yet, which is no fault."""
    return not proof.holds and not proof.head_size


def _steps(matter: Matter, drafts: set[str]) -> Steps:
    found = Steps([], [], [], [], [])
    # The steps of an obligation stand in the order of its rule: what is usual first.
    order: dict[str, tuple[int, int]] = {}
    for number, item in enumerate(matter.owed):
        for place, key in enumerate(item.steps):
            order.setdefault(key, (place, number))
    for key, option in matter.options.items():
        step = option.step
        line = StepLine(
            key=key,
            title=words(step.title),
            says=words(step.says) or _after(step),
            url=matter.step_url(key),
            owed=key in order,
            main=key in order and order[key][0] == 0,
            is_return=step.return_of is not None,
            closes=step.closes,
            people=option.people,
            who=who_takes(matter.procedure, key),
            # What bars everybody comes before what bars this officer.
            reasons=reason_lines(sorted(option.reasons, key=lambda reason: reason.code == ACTOR)),
            draft=key in drafts,
        )
        _place(found, line, option)
    last = (len(matter.options), 0)
    for lines in (found.mine, found.others):
        lines.sort(key=lambda line: order.get(line.key, last))
    return found


def _after(step: Step) -> str:
    """What taking a step brings about, where its file says nothing of it."""
    if step.produces:
        titles = listed(letter_name(kind) for kind in step.produces.values())
        return str(_("生成《%(titles)s》")) % {"titles": titles}
    return str(_("办理后事项办结")) if step.closes else ""


def _place(found: Steps, line: StepLine, option: Option) -> None:
    codes = {reason.code for reason in option.reasons}
    if option.possible:
        (found.returns if line.is_return else found.mine).append(line)
    elif codes & _NEVER or any(
        reason.code.startswith("procedure/") and reason.code != ACTOR for reason in option.reasons
    ):
        found.over.append(line)
    elif codes == {ACTOR}:
        found.others.append(line)
    else:
        found.barred.append(line)


def _facts(matter: Matter) -> list[tuple[str, str]]:
    one = matter.case
    facts = [
        (_("编号"), one.number),
        (_("种类"), words(matter.procedure.title)),
        (_("相对人"), one.party.name if one.party is not None else ""),
        (_("信用代码"), one.party.uscc if one.party is not None else ""),
        (_("开始日期"), show_date(one.opened_on)),
        (_("办结日期"), show_date(one.closed_on)),
        (_("科室"), words(one.department.title) if one.department is not None else ""),
        (_("经办人"), one.assignee.name if one.assignee is not None else ""),
        (_("程序文本"), _text_of(matter.procedure)),
    ]
    return [(str(name), str(value)) for name, value in facts if value]


def _text_of(procedure: Procedure) -> str:
    """Since when the text stands that the matter runs under, and whether it is no longer in the files."""
    first = show_date(procedure.in_force.first)
    if is_in_files(procedure):
        return str(_("%(first)s起") % {"first": first})
    return str(_("%(first)s起；现行文件已改，本事项仍按开始时留存的文本办理") % {"first": first})


def picture(matter: Matter) -> SafeString:
    """The picture of the procedure with where the case stands. The drawing escapes every word that it holds."""
    drawn = render_svg(
        matter.procedure,
        matter.marking,
        language=language(),
        today=matter.seat.on,
        calendar=matter.calendar,
        ident="case-picture",
    )
    return mark_safe(drawn)  # noqa: S308


def procedure_url(matter: Matter) -> str:
    """The procedure in the library; empty where there is no such room."""
    try:
        return reverse("desk:procedure", args=[matter.procedure.key])
    except NoReverseMatch:
        return ""


def _apart(matter: Matter) -> list[Apart]:
    """Separations of which some step was taken: who did what, which later steps are closed to them, by which article."""
    rules = [
        rule
        for rule in matter.procedure.separations
        if isinstance(rule.relation, Separation)
        and any(key in matter.marking.people for group in rule.relation.groups for key in group)
    ]
    if not rules:
        return []
    names = officer_names({key for parts in matter.marking.people.values() for key in parts[0]})
    found = []
    for rule in rules:
        assert isinstance(rule.relation, Separation)
        found.append(Apart(law_line(rule), _sides(matter, rule.relation, names)))
    return found


def _sides(matter: Matter, relation: Separation, names: Mapping[str, str]) -> list[KeptApart]:
    """Everybody who took part in a step of a separation, side by side."""
    mine = officer_key(matter.seat.officer.pk)
    titles = {key: words(step.title) for key, step in matter.procedure.steps.items()}
    people = matter.marking.people
    lines = []
    for place, group in enumerate(relation.groups):
        others = [key for number, other in enumerate(relation.groups) if number != place for key in other]
        took: dict[str, list[str]] = {}
        for key in group:
            for officer in people[key][0] if key in people else ():
                took.setdefault(officer, []).append(titles[key])
        lines += [
            KeptApart(names[officer], officer == mine, listed(taken), listed(titles[key] for key in others))
            for officer, taken in sorted(took.items(), key=lambda item: names[item[0]])
        ]
    return lines


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Something that one officer sent another about the case, not answered yet."""

    kind: str
    sender: str
    recipient: str
    sent: str
    answer_by: str
    url: str


def _items(matter: Matter) -> list[ItemLine]:
    rows = (
        DeskItem.objects.filter(case=matter.case, answered_position__isnull=True)
        .select_related("sender", "recipient")
        .order_by("id")[:20]
    )
    mine = matter.seat.officer.pk
    return [
        ItemLine(
            kind=item_title(row),
            sender=row.sender.name,
            recipient=row.recipient.name,
            sent=show_date(row.sent_on),
            answer_by=show_date(row.answer_by_on),
            url=reverse("desk:item", args=[row.pk]) if row.recipient_id == mine else "",
        )
        for row in rows
    ]


def _desk_acts(matter: Matter) -> list[tuple[str, str]]:
    number = matter.case.number
    return [(str(one.verb), reverse("desk:desk-act", args=[number, key])) for key, one in ACTS.items()]
