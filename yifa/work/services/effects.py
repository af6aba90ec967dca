"""What the tables of services cannot say: which item of the catalogue is applied for, and a contract changed by its number."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.cases.models import Case, LogEntry
from yifa.cases.told import links
from yifa.cases.told.letters import item_basis
from yifa.work.services.registers import Application, ServiceItem, TechnicalContract


@column_value("item-applied-for")
def item_applied_for(of: EffectContext) -> ServiceItem | None:
    """The item of the catalogue that stands, by its code; where the procedure asks none, the one that it handles."""
    code = of.text("item_code")
    if code:
        return ServiceItem.standing(code, of.on)
    rows = ServiceItem.objects.filter(withdrawn_on=None, handled_by="technical_contract")
    return rows.order_by("-id").first()


@column_value("kind-of-item")
def kind_of_item(of: EffectContext) -> str:
    """What kind of service it is, where the application does not say."""
    item = item_applied_for(of)
    return item.item_kind if item is not None else "public_service"


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
