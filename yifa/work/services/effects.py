"""What services write: the catalogue, each application's course, and technical contracts registered."""

from __future__ import annotations

from django.db.models import F

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.models import Case, LogEntry
from yifa.cases.told import links
from yifa.cases.told.letters import item_basis
from yifa.parties.models import Party
from yifa.work.services.registers import Application, ServiceItem, TechnicalContract

TECHNICAL_CONTRACT = "技术合同认定登记"


@effect("item/publish")
def publish_item(of: EffectContext) -> None:
    """An item is in the catalogue once it is published."""
    ServiceItem.objects.create(
        **of.row,
        item_code=of.text("item_code"),
        name=of.text("name"),
        name_en=of.text("name_en"),
        item_kind=of.text("item_kind"),
        basis=of.text("basis"),
        conditions=of.text("conditions"),
        materials=of.text("materials"),
        statutory_days=of.number("statutory_days") or 0,
        statutory_unit=of.text("statutory_unit", "none"),
        promised_days=of.number("promised_days") or 0,
        visits=of.number("visits") or 0,
        online=of.flag("online"),
        fee=of.flag("fee"),
        result_name=of.text("result_name"),
        place=of.text("place"),
        phone=of.text("phone"),
        published_on=of.day("published_on") or of.on,
    )


@effect("item/publish-change")
def publish_change(of: EffectContext) -> None:
    """The item stands as changed."""
    ServiceItem.objects.filter(case=of.case).update(
        name=of.text("name"),
        name_en=of.text("name_en"),
        basis=of.text("basis"),
        conditions=of.text("conditions"),
        materials=of.text("materials"),
        promised_days=of.number("promised_days") or 0,
        visits=of.number("visits") or 0,
        online=of.flag("online"),
        published_on=of.day("change_published_on") or of.on,
    )


@effect("item/withdraw")
def withdraw_item(of: EffectContext) -> None:
    """The item leaves the catalogue; its history stays."""
    ServiceItem.objects.filter(case=of.case).update(withdrawn_on=of.day("withdrawn_on") or of.on)


@effect("application/apply")
def apply(of: EffectContext) -> None:
    """An application is entered when it comes in."""
    _enter(of, of.text("item_name"), of.text("item_kind"))


@effect("permit/apply")
def apply_for_permit(of: EffectContext) -> None:
    """The same, for a permit."""
    _enter(of, of.text("item_name"), "permit")


@effect("technical-contract/apply")
def apply_for_registration(of: EffectContext) -> None:
    """The registration of a technical contract is an application as well."""
    _enter(of, TECHNICAL_CONTRACT, "confirmation")


def _enter(of: EffectContext, item_name: str, item_kind: str) -> None:
    item = (
        ServiceItem.objects.filter(item_code=of.text("item_code"), withdrawn_on=None).order_by("-id").first()
        if of.text("item_code")
        else ServiceItem.objects.filter(name=item_name, withdrawn_on=None).order_by("-id").first()
    )
    Application.objects.create(
        **of.row,
        item=item,
        item_name=item_name,
        item_kind=item_kind or (item.item_kind if item else "public_service"),
        applicant=of.party,
        applied_on=of.on,
    )


def _set(of: EffectContext, **values: object) -> None:
    Application.objects.filter(case=of.case).update(**values)


@effect("acceptance/ask-correction")
def ask_correction(of: EffectContext) -> None:
    """How often an applicant was sent back is counted, for it should be once."""
    Application.objects.filter(case=of.case).update(corrections=F("corrections") + 1)


@effect("acceptance/accept")
def accept(of: EffectContext) -> None:
    """The decision's clock starts."""
    _set(of, accepted_on=of.on)


@effect("permit/grant")
@effect("application/grant")
def grant(of: EffectContext) -> None:
    """Decided in the applicant's favour."""
    _set(of, decided_on=of.on, outcome="granted")


@effect("permit/refuse")
@effect("application/refuse")
def refuse(of: EffectContext) -> None:
    """Decided against the applicant."""
    _set(of, decided_on=of.on, outcome="refused")


@effect("acceptance/refuse-acceptance")
def refuse_acceptance(of: EffectContext) -> None:
    """Closed without acceptance."""
    _set(of, completed_on=of.on, outcome="not_accepted")


@effect("acceptance/end-uncorrected")
def end_uncorrected(of: EffectContext) -> None:
    """Closed because what was missing never came."""
    _set(of, completed_on=of.on, outcome="ended")


@effect("acceptance/withdraw")
def withdraw(of: EffectContext) -> None:
    """Withdrawn by the applicant."""
    _set(of, completed_on=of.on, outcome="withdrawn")


@effect("permit/deliver")
@effect("application/deliver")
def deliver(of: EffectContext) -> None:
    """The applicant has the result: the matter is completed for whoever asked."""
    _set(of, completed_on=of.on, visits=of.number("visits"))


@effect("application/rate")
def rate(of: EffectContext) -> None:
    """The applicant's own judgement."""
    _set(of, rating=of.text("rating"))


@effect("technical-contract/register")
def register(of: EffectContext) -> None:
    """The contract counts in the year of its registration, with the amounts that the examiner confirmed."""
    _set(of, decided_on=of.on, completed_on=of.on, outcome="granted", visits=0)
    TechnicalContract.objects.create(
        **of.row,
        name=of.text("contract_name"),
        seller=_party_name(of, "seller"),
        buyer=_party_name(of, "buyer"),
        contract_class=of.text("class_confirmed") or of.text("contract_class"),
        amount_fen=of.number("amount_confirmed") or of.number("amount") or 0,
        technical_amount_fen=of.number("technical_amount_confirmed") or of.number("technical_amount") or 0,
        certificate_number=of.text("certificate_number"),
        registered_on=of.on,
    )


@effect("technical-contract-elsewhere/enter")
def enter_registered(of: EffectContext) -> None:
    """A contract that was registered elsewhere counts in the year of that registration, once another person checked it."""
    TechnicalContract.objects.create(
        **of.row,
        name=of.text("contract_name"),
        seller=of.text("seller"),
        buyer=of.text("buyer"),
        contract_class=of.text("contract_class"),
        amount_fen=of.number("amount") or 0,
        technical_amount_fen=of.number("technical_amount") or 0,
        certificate_number=of.text("certificate_number"),
        registered_on=of.day("registered_on") or of.on,
    )


@effect("amending-technical-contract/record")
def record_change(of: EffectContext) -> None:
    """The contract stands as changed or rescinded; it stays in the year in which it was registered."""
    contract = TechnicalContract.objects.filter(certificate_number=of.text("certificate_number"))
    recorded_on = of.day("recorded_on") or of.on
    if of.text("change_kind") == "rescission":
        contract.update(rescinded_on=recorded_on)
        return
    changed: dict[str, object] = {"changed_on": recorded_on}
    if of.number("new_amount") is not None:
        changed["amount_fen"] = of.number("new_amount")
    if of.number("new_technical_amount") is not None:
        changed["technical_amount_fen"] = of.number("new_technical_amount")
    if of.text("new_certificate_number"):
        changed["certificate_number"] = of.text("new_certificate_number")
    contract.update(**changed)


@effect("technical-contract/refuse")
def refuse_registration(of: EffectContext) -> None:
    """Marked 未予登记 and returned."""
    _set(of, decided_on=of.on, completed_on=of.on, outcome="refused")


def _party_name(of: EffectContext, name: str) -> str:
    """The name of a party answer, which is the party's key or, from the portal, a name as typed."""
    value = of.all_answers.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        party = Party.objects.filter(pk=value).first()
        return party.name if party else ""
    return of.text(name)


@item_basis("acceptance/accept")
def basis_of_item(case: Case, until: int) -> str:
    """On what the item applied for rests, by its catalogue entry as it was published at an entry of the log."""
    application = Application.objects.filter(case=case).select_related("item__case").first()
    item = None if application is None else application.item
    if item is None or item.case is None:
        return ""
    published = (
        LogEntry.objects.filter(
            bureau_id=case.bureau_id,
            case_id=item.case.pk,
            step__in=("publish", "publish-change"),
            position__lte=until,
        )
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    answers = links.answers_of(item.case, published) if published is not None else {}
    return str(answers.get("basis") or item.basis)
