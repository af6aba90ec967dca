"""What every desk does around the steps: hand over, ask for an opinion and give it, urge, copy to, take note.

Each is a small form of its own; what the act refuses comes back with everything in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yifa.cases.acting import handling
from yifa.cases.acting.act import Actor, Receipt
from yifa.cases.errors import CaseMoved, CasesError
from yifa.cases.models import ActContent, DeskItem, DeskItemKind
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.matter import Matter
from yifa.desk.people import Colleague, by_department, colleagues
from yifa.desk.receipts import remember
from yifa.desk.uploads import arrived
from yifa.house.models import Department, Officer
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual
from yifa.procedure.types import Unreadable, read_day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class DeskAct:
    """A desk act as a form. ``several``: more than one officer; ``text_needed``: it says nothing without words."""

    verb: _StrPromise
    lead: _StrPromise
    whom: _StrPromise
    text: _StrPromise
    several: bool = False
    text_needed: bool = True
    asks_department: bool = False
    asks_day: bool = False


ACTS: Final = {
    handling.HAND_OVER: DeskAct(
        _("移交"),
        _("把事项交给另一位有职权的人员，或者交给一个科室。移交不改变任何期限。"),
        _("移交给"),
        _("移交理由"),
        asks_department=True,
    ),
    handling.ASK_OPINION: DeskAct(
        _("征求意见"),
        _("请另一位人员书面答复，会出现在对方的“今日”中。征求意见不停止期限。"),
        _("征求谁的意见"),
        _("征求的问题"),
        asks_day=True,
    ),
    handling.URGE: DeskAct(
        _("催办"), _("提醒应当办理的人员，并记入记录。催办不改变任何期限。"), _("催办对象"), _("催办内容")
    ),
    handling.COPY_TO: DeskAct(
        _("抄送"),
        _("让其他人员知道此事项的情况，并记入记录。"),
        _("抄送对象"),
        _("附言"),
        several=True,
        text_needed=False,
    ),
}


@dataclass(slots=True)
class DeskForm:
    """The form as typed, and what is wrong with it."""

    officers: list[str] = field(default_factory=list)
    department: str = ""
    text: str = ""
    answer_by: str = ""
    problems: dict[str, Bilingual] = field(default_factory=dict)
    notice: Bilingual | None = None

    @classmethod
    def sent(cls, data: QueryDict) -> DeskForm:
        """The form as it was sent."""
        return cls(
            data.getlist("officers"),
            data.get("department", ""),
            data.get("text", ""),
            data.get("answer_by", ""),
        )

    def shown_problems(self) -> dict[str, str]:
        """What is wrong, in the reader's language, by field."""
        return {key: words(problem) for key, problem in self.problems.items()}


@workers_only
@require_http_methods(["GET", "POST"])
def desk_act(request: DeskRequest, number: str, act: str) -> HttpResponse:
    """The form of one desk act."""
    described = ACTS.get(act)
    if described is None:
        raise Http404
    matter = Matter.find(request.seat, number)
    people = colleagues(request.seat)
    form = DeskForm.sent(request.POST) if request.method == "POST" else DeskForm()
    if request.method == "POST":
        receipt = _do(request, matter, act, described, form, people)
        if receipt is not None:
            remember(request, handling.TITLES[act], receipt)
            return redirect("desk:case", number)
    owed = [matter.procedure.steps[key].by for item in matter.owed for key in item.steps]
    able = {one.value for one in people if any(one.may_take(by) for by in owed if by.by_office)}
    context = {
        "matter": matter,
        "act": described,
        "key": act,
        "form": form,
        "problems": form.shown_problems(),
        "groups": by_department(people),
        "able": able if act == handling.HAND_OVER else frozenset(),
        "departments": Department.objects.filter(is_active=True) if described.asks_department else (),
    }
    return render(request, "desk/desk_act.html", context, status=422 if request.method == "POST" else 200)


def _do(
    request: DeskRequest,
    matter: Matter,
    act: str,
    described: DeskAct,
    form: DeskForm,
    people: list[Colleague],
) -> Receipt | None:
    chosen = [one.officer for one in people if one.value in form.officers]
    department = _department(form) if described.asks_department else None
    if not chosen and department is None:
        form.problems["officers"] = Bilingual("请选择人员", "choose somebody")
    if described.text_needed and not form.text.strip():
        form.problems["text"] = Bilingual("必填，请填写", "is required; fill it in")
    answer_by = _answer_by(form) if described.asks_day else None
    if form.problems:
        return None
    try:
        return _enter(request, matter, act, form.text.strip(), chosen, department, answer_by)
    except CaseMoved as moved:
        form.notice = moved.text
    except CasesError as refused:
        form.notice = refused.text
    return None


def _enter(
    request: DeskRequest,
    matter: Matter,
    act: str,
    text: str,
    chosen: list[Officer],
    department: Department | None,
    answer_by: date | None,
) -> Receipt:
    case_id, now, actor = matter.case.pk, request.now, Actor.officer(request.officer)
    if act == handling.HAND_OVER:
        to = chosen[0] if chosen else None
        return handling.hand_over(case_id, actor=actor, to=to, department=department, reason=text, now=now)
    if act == handling.ASK_OPINION:
        return handling.ask_opinion(
            case_id, actor=actor, of=chosen[0], question=text, answer_by_on=answer_by, now=now
        )
    if act == handling.URGE:
        return handling.urge(case_id, actor=actor, officer=chosen[0], words=text, now=now)
    return handling.copy_to(case_id, actor=actor, officers=chosen, words=text, now=now)


def _department(form: DeskForm) -> Department | None:
    if not form.department.isdecimal():
        return None
    return Department.objects.filter(pk=int(form.department), is_active=True).first()


def _answer_by(form: DeskForm) -> date | None:
    if not form.answer_by.strip():
        return None
    try:
        return read_day(form.answer_by)
    except Unreadable as fault:
        form.problems["answer_by"] = fault.text
        return None


@workers_only
@require_http_methods(["GET", "POST"])
def item(request: DeskRequest, item_id: int) -> HttpResponse:
    """What somebody sent the officer: an opinion to give, an urging or a copy to take note of."""
    found = (
        DeskItem.objects.select_related("case", "sender")
        .filter(pk=item_id, recipient_id__in=request.seat.answers_for)
        .first()
    )
    if found is None:
        raise Http404
    opinion = request.POST.get("opinion", "")
    notice: Bilingual | None = None
    if request.method == "POST":
        try:
            receipt = _answer(request, found, opinion)
        except CasesError as refused:
            notice = refused.text
        else:
            kind = handling.GIVE_OPINION if found.kind == DeskItemKind.OPINION else handling.TAKE_NOTE
            remember(request, handling.TITLES[kind], receipt)
            return redirect("desk:case", found.case.number)
    matter = Matter.find(request.seat, found.case.number)
    context = {
        "matter": matter,
        "item": found,
        "kind": item_title(found),
        "is_opinion": found.kind == DeskItemKind.OPINION,
        "text": words_of_items([found]).get(found.log_position, ""),
        "sent": show_date(found.sent_on),
        "answer_by": show_date(found.answer_by_on),
        "opinion": opinion,
        "notice": notice,
        "answered": found.answered_position is not None,
    }
    return render(request, "desk/item.html", context, status=200 if notice is None else 422)


def _answer(request: DeskRequest, found: DeskItem, opinion: str) -> Receipt:
    actor = Actor.officer(request.officer)
    if found.kind != DeskItemKind.OPINION:
        return handling.take_note(found.pk, actor=actor, now=request.now)
    files = [arrived(one, "opinion") for one in request.FILES.getlist("files")]
    return handling.give_opinion(found.pk, actor=actor, opinion=opinion, files=files, now=request.now)


_ITEM_ACTS: Final = {
    DeskItemKind.OPINION: handling.ASK_OPINION,
    DeskItemKind.URGE: handling.URGE,
    DeskItemKind.COPY: handling.COPY_TO,
}


def item_title(found: DeskItem) -> str:
    """What was sent, by the act that sent it."""
    return words(handling.TITLES[_ITEM_ACTS[DeskItemKind(found.kind)]])


def words_of_items(items: list[DeskItem]) -> dict[int, str]:
    """What was written with each of these, by the position of its entry; one query."""
    if not items:
        return {}
    rows = ActContent.objects.filter(
        bureau_id=items[0].bureau_id, position__in=[one.log_position for one in items]
    ).values_list("position", "answers")
    found = {}
    for position, answers in rows:
        for key in ("question", "words"):
            if key in answers:
                found[position] = str(answers[key][1] or "")
    return found
