"""What the signed report on open government information (31 January) says of figures that the annual report tells as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from yifa.figures import elsewhere
from yifa.figures.elsewhere import Elsewhere
from yifa.law.text import Bilingual
from yifa.work.disclosure.registers import DisclosureReport

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@elsewhere.register
def disclosure_report(bureau: Bureau, year: int) -> Iterator[Elsewhere]:
    """The last signed one of the year: requests received and handled, as its table 3 has them."""
    found = (
        DisclosureReport.objects.of(bureau)
        .filter(report_year=year, signed_on__isnull=False)
        .select_related("case")
        .order_by("-id")
        .first()
    )
    if found is None:
        return
    paper = Bilingual(f"{year}年政府信息公开工作年度报告", f"Report on open government information of {year}")
    for code, value in (("disclosure.requests", found.received), ("disclosure.answered", found.handled)):
        yield Elsewhere(code, year, value, paper, found.signed_on, _place(found))


def _place(found: DisclosureReport) -> str:
    try:
        return "" if found.case is None else reverse("desk:case", args=[found.case.number])
    except NoReverseMatch:
        return ""
