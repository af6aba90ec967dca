"""What the catalogue says of the item that is applied for: its name, its kind and its limits are nobody's to type."""

from __future__ import annotations

from typing import Final

from yifa.cases.acting.computing import Facts, computation
from yifa.procedure import Json
from yifa.work.services.registers import ServiceItem

_SAID: Final = {
    "item-name": "name",
    "item-kind": "item_kind",
    "item-promised-days": "promised_days",
    "item-statutory-days": "statutory_days",
    "item-statutory-unit": "statutory_unit",
}


def _item(facts: Facts) -> ServiceItem | None:
    code = str(facts.answers.get("item_code") or "").strip()
    return facts.here("item", lambda: ServiceItem.standing(code, facts.on))


def _register(name: str, column: str) -> None:
    @computation(name)
    def said(facts: Facts) -> Json:
        item = _item(facts)
        # What goes by a procedure of its own has other kinds and limits; a guard says which.
        is_here = item is not None and (column == "name" or item.applied_for_by == "application/apply")
        value: Json = getattr(item, column) if is_here else None
        return value


for _name, _column in _SAID.items():
    _register(_name, _column)
