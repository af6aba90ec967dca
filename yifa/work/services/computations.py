"""What the catalogue says of an item that is applied for: name, kind, limits and papers are nobody's to type."""

from __future__ import annotations

from typing import Final

from yifa.cases.acting.computing import Facts, computation, listing
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


_SEVERAL: Final = 2


def _papers(facts: Facts) -> list[str]:
    """The papers that the item's guide asks for, one a line."""
    item = _item(facts)
    return (
        [] if item is None else list(dict.fromkeys(filter(None, map(str.strip, item.materials.splitlines()))))
    )


@listing("papers-of-item")
def papers_of_item(facts: Facts) -> list[str]:
    """The checklist of what is handed in."""
    return _papers(facts)


@computation("papers-missing")
def papers_missing(facts: Facts) -> Json:
    """What has to be corrected, told once and whole (行政许可法 第三十二条): the papers that were not ticked when the application
    was taken in, and what the officer adds. None where nothing was ticked off: it is then typed.
    """
    given = facts.answers.get("papers_given")
    if not isinstance(given, list) or not given:
        return None
    told = [f"缺少材料：{one}" for one in _papers(facts) if one not in given]
    also = str(facts.answers.get("also_missing") or "").strip()
    lines = [*told, *([also] if also else [])]
    if len(lines) < _SEVERAL:
        return lines[0] if lines else None
    return "\n".join(f"{place}. {one}" for place, one in enumerate(lines, 1))
