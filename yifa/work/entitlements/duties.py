"""What an enterprise reads of the policies when it has opened a matter of its own with number and code."""

from __future__ import annotations

from yifa.cases.registers.publicity import ApplicantPage, applicant_pages
from yifa.law.text import Bilingual
from yifa.parties.models import PartyKind

applicant_pages.append(
    ApplicantPage(
        "entitlements:mine",
        Bilingual("可以享受的政策", "Policies that you may have"),
        shown=lambda party: party.kind == PartyKind.ENTERPRISE,
    )
)
