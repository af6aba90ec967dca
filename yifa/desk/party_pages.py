"""Parties: enterprises, institutions and people, each entered once; a party's page with everything that concerns it.

Doubles are looked for before a second entry is made, and merged by a plan that is shown first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db.models import ForeignKey, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.models import Case, ReadingKind
from yifa.cases.orders import house_acts
from yifa.cases.orders.party_acts import enter_party
from yifa.cases.registers.register import Register, registry
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, NotYours, Seat, workers_only
from yifa.desk.overseeing import procedure_title
from yifa.desk.register_pages import row_of, shown_columns
from yifa.desk.register_tables import Order, Table, address, heads_of, page_of, reached
from yifa.desk.small_forms import Control, SmallForm
from yifa.house.powers import SYSTEM_ADMINISTRATOR
from yifa.interface.formats import show_date, show_moment, words
from yifa.law.identifiers import IdentifierProblem, mask_address, mask_phone, mask_resident_id, normalise
from yifa.law.text import Bilingual
from yifa.parties.facts import pages as party_links
from yifa.parties.merging import MergeRefused, Plan, plan
from yifa.parties.models import Party, PartyKind
from yifa.parties.names import normalised
from yifa.parties.register import PartyRefused, doubles_of
from yifa.parties.standing import standings_of

_ROWS: Final = 10
_CASES: Final = 20
KINDS: Final = {
    PartyKind.ENTERPRISE: Bilingual("企业", "Enterprise"),
    PartyKind.INSTITUTION: Bilingual("机构", "Institution"),
    PartyKind.PERSON: Bilingual("自然人", "Person"),
}
FIELDS: Final = {
    "uscc": Bilingual("统一社会信用代码", "Credit code"),
    "resident_id": Bilingual("公民身份号码", "Resident number"),
    "legal_representative": Bilingual("法定代表人", "Legal representative"),
    "phone": Bilingual("电话", "Telephone"),
    "address": Bilingual("地址", "Address"),
    "division_code": Bilingual("行政区划代码", "Division code"),
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party in a list."""

    name: str
    url: str
    kind: str
    code: str
    address: str
    merged_into: str


@workers_only
def parties(request: DeskRequest) -> HttpResponse:
    """Parties, the latest entered first; looked for by a part of the name or by a code."""
    sought, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    rows = Party.objects.select_related("merged_into")
    if sought:
        code = normalise(sought)
        # A person is found by their whole name or number: who looks for one knows them, and nobody leafs through people.
        rows = rows.filter(
            Q(name_normalised__contains=normalised(sought)) & ~Q(kind=PartyKind.PERSON)
            | Q(name_normalised=normalised(sought))
            | Q(uscc__startswith=code)
            | Q(resident_id=code)
        )
    else:
        rows = rows.filter(merged_into__isnull=True).exclude(kind=PartyKind.PERSON)
    if kind in PartyKind.values:
        rows = rows.filter(kind=kind)
    asked = {"q": sought, "kind": kind}
    page = page_of(rows, Order(), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(
        request,
        "desk/parties/list.html",
        {
            "sought": sought,
            "kinds": [(key.value, words(title), key.value == kind) for key, title in KINDS.items()],
            "narrowed": bool(sought or kind),
            "rows": [_line(one) for one in page.rows],
            "previous_url": address(asked, before=page.before) if page.before else "",
            "next_url": address(asked, after=page.after) if page.after else "",
        },
    )


def _line(one: Party) -> PartyLine:
    return PartyLine(
        one.name,
        party_url(one),
        words(KINDS[PartyKind(one.kind)]),
        one.uscc or (mask_resident_id(one.resident_id) if one.resident_id else ""),
        mask_address(one.address) if one.kind == PartyKind.PERSON else one.address,
        one.merged_into.name if one.merged_into is not None else "",
    )


def party_url(one: Party) -> str:
    """A party's page."""
    return reverse("desk:party", args=[one.pk])


# One party ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a register about a party."""

    title: str
    url: str
    table: Table
    more: bool


@workers_only
def party(request: DeskRequest, pk: int) -> HttpResponse:
    """A party: what is known of it, its cases, and every register's rows about it; one query for each register."""
    found = _find(pk)
    now = knowing.reader()
    if now is not None and not now.may_see(found):
        raise knowing.NeedToKnow(party=found)
    if found.kind == PartyKind.PERSON:
        knowing.note(request.seat, ReadingKind.OPENED, party=found)
    cases = list(Case.objects.filter(party=found).select_related("party").order_by("-pk")[: _CASES + 1])
    return render(
        request,
        "desk/parties/party.html",
        {
            "pk": found.pk,
            "name": found.name,
            "kind": words(KINDS[PartyKind(found.kind)]),
            "facts": _facts(found),
            "confirmed": found.uscc_confirmed_by.name if found.uscc_confirmed_by is not None else "",
            "confirmed_at": show_moment(found.uscc_confirmed_at),
            "merged_into": (found.merged_into.name, party_url(found.merged_into))
            if found.merged_into is not None
            else None,
            "merged_from": [(one.name, party_url(one)) for one in found.merged_from.all()[:_ROWS]],
            "cases": [
                (
                    one.number,
                    reverse("desk:case", args=[one.number]),
                    knowing.title_of(one),
                    procedure_title(one.procedure_key),
                    show_date(one.opened_on),
                    show_date(one.closed_on),
                )
                for one in cases[:_CASES]
            ],
            "more_cases": len(cases) > _CASES,
            "registers": [rows for register in registry.values() for rows in _rows(register, found)],
            "doubles": [
                (one.party.name, party_url(one.party), words(one.why), _percent(one.likeness), one.party.pk)
                for one in doubles_of(found)
            ]
            if found.merged_into is None
            else [],
            "standings": [
                (words(one.says), "red" if one.bars else "amber", show_date(one.until))
                for one in standings_of(found, request.today)
            ],
            "may_merge": _may_merge(request.seat),
            "pages": [(reverse(one.url_name, args=[found.pk]), words(one.title)) for one in party_links]
            if found.kind != PartyKind.PERSON
            else [],
        },
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of a party; ``url`` opens what is masked."""

    label: str
    text: str
    url: str = ""
    id: str = ""


_MASKS: Final[dict[str, Callable[[str], str]]] = {
    "resident_id": mask_resident_id,
    "phone": mask_phone,
    "address": mask_address,
}


def _facts(one: Party) -> list[Fact]:
    found = []
    for name, title in FIELDS.items():
        value = getattr(one, name)
        masks = one.kind == PartyKind.PERSON and value and name in _MASKS
        shown = _MASKS[name](value) if masks else str(value)
        url = reverse("desk:show-party", args=[one.pk, name]) if masks and shown != value else ""
        found.append(Fact(words(title), shown, url, f"fact-{name}"))
    return found


def _rows(register: type[Register], one: Party) -> list[Rows]:
    keys = [
        field.name
        for field in register._meta.concrete_fields  # noqa: SLF001  (Django's public name for it)
        if isinstance(field, ForeignKey) and field.related_model is Party
    ]
    if not keys:
        return []
    about = Q(*[(key, one.pk) for key in keys], _connector=Q.OR)
    columns = shown_columns(register)
    rows = register.objects.filter(about).select_related("case", *reached(register, columns))
    found = list(rows.order_by("-pk")[: _ROWS + 1])
    if not found:
        return []
    heads = heads_of(register, columns, Order(), {})
    table = Table(heads, tuple(row_of(register, row, columns) for row in found[:_ROWS]), "", "")
    url = f"{reverse('desk:register', args=[register.key()])}{address({}, **{keys[0]: one.name})}"
    return [Rows(words(register.title), url, table, len(found) > _ROWS)]


# Entering -----------------------------------------------------------------------------------------------------------------


@workers_only
def enter(request: DeskRequest) -> HttpResponse:
    """Enter a party; what is there already, or much like it, is shown before a second entry is made."""
    form = SmallForm(
        [
            Control(
                "kind",
                _("种类"),
                "select",
                required=True,
                value="enterprise",
                choices=[(key.value, words(title)) for key, title in KINDS.items()],
            ),
            Control("name", _("名称"), required=True, help=_("单位写全称，自然人写姓名。")),
            Control("uscc", words(FIELDS["uscc"]), help=_("18位，见营业执照或者登记证书。")),
            Control("resident_id", words(FIELDS["resident_id"]), help=_("只有自然人填。")),
            *(
                Control(name, words(FIELDS[name]))
                for name in ("legal_representative", "phone", "address", "division_code")
            ),
        ]
    )
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.take(request.POST):
        doubles = _alike(request, form)
        if doubles and "anyway" not in request.POST:
            context["doubles"] = doubles
        else:
            try:
                made = _enter(request, form)
            except PartyRefused as refused:
                form.refuse(refused.text, "uscc" if refused.confirmable else "name")
                context["confirmable"] = refused.confirmable
            except IdentifierProblem as refused:
                form.refuse(refused.text, "resident_id" if form.text("resident_id") else "uscc")
            else:
                if made.kind == PartyKind.PERSON:
                    knowing.note(request.seat, ReadingKind.ENTERED, party=made)
                messages.success(request, _("已登记“%(name)s”。") % {"name": made.name})
                return redirect(party_url(made))
    context["anyway"] = "anyway" in request.POST
    return render(request, "desk/parties/enter.html", context, status=422 if form.sent else 200)


def _enter(request: DeskRequest, form: SmallForm) -> Party:
    return enter_party(
        request.bureau,
        actor=Actor.officer(request.officer),
        kind=form.text("kind"),
        name=form.text("name"),
        uscc=form.text("uscc"),
        resident_id=form.text("resident_id"),
        legal_representative=form.text("legal_representative"),
        phone=form.text("phone"),
        address=form.text("address"),
        division_code=form.text("division_code"),
        confirmed_by=request.officer if "code_confirmed" in request.POST else None,
        now=request.now,
    )


def _alike(request: DeskRequest, form: SmallForm) -> list[tuple[str, str, str]]:
    """Parties that may be the one to be entered: name, address, why."""
    draft = Party(
        bureau=request.bureau,
        kind=form.text("kind"),
        name=form.text("name"),
        name_normalised=normalised(form.text("name")),
        uscc=normalise(form.text("uscc")),
    )
    return [(one.party.name, party_url(one.party), words(one.why)) for one in doubles_of(draft)]


# Merging ------------------------------------------------------------------------------------------------------------------


@workers_only
def merge(request: DeskRequest, pk: int, into_pk: int) -> HttpResponse:
    """Merge a double into the party that stays: the plan first, then (confirmed) as an act of the house."""
    if not _may_merge(request.seat):
        raise NotYours(
            zh="合并相对人由机关负责人、分管领导、科室负责人或者系统管理员办理。",
            en="Parties are merged by heads of the bureau and of departments, or by the system administrator.",
        )
    double, into = _find(pk), _find(into_pk)
    form = SmallForm([Control("reason", _("理由"), "long", required=True, help=_("凭什么认定是同一主体。"))])
    agreed: Plan | None = None
    try:
        agreed = plan(double, into)
        if request.method == "POST" and form.take(request.POST):
            house_acts.merge_parties(
                double,
                into,
                reason=form.text("reason"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
            messages.success(
                request, _("“%(double)s”已并入“%(into)s”。") % {"double": double.name, "into": into.name}
            )
            return redirect(party_url(into))
    except MergeRefused as refused:
        form.refuse(refused.text)
        form.sent = True
    return render(
        request,
        "desk/parties/merge.html",
        {
            "form": form,
            "double": (double.name, party_url(double)),
            "into": (into.name, party_url(into)),
            "plan": _shown_plan(agreed) if agreed is not None else None,
            "turned_url": reverse("desk:party-merge", args=[into_pk, pk]),
        },
        status=422 if form.sent else 200,
    )


def _shown_plan(agreed: Plan) -> dict[str, list[tuple[str, ...]]]:
    return {
        "moves": [(move.title, str(move.count)) for move in agreed.moves if move.count],
        "filled": [(words(FIELDS[name]), _hidden(name, value)) for name, value in agreed.filled.items()],
        "apart": [
            (words(FIELDS[name]), _hidden(name, theirs), _hidden(name, ours))
            for name, (theirs, ours) in agreed.kept_apart.items()
        ],
    }


def _hidden(name: str, value: str) -> str:
    return mask_resident_id(value) if name == "resident_id" else value


def _may_merge(seat: Seat) -> bool:
    return seat.leads or seat.holds(SYSTEM_ADMINISTRATOR)


def _find(pk: int) -> Party:
    found = Party.objects.select_related("merged_into", "uscc_confirmed_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _percent(likeness: float) -> str:
    return f"{likeness * 100:.0f}%"
