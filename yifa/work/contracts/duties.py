"""What is published of contracts: procurement contracts whose publication is on record, and no others.

政府采购法实施条例 §50: within two working days of signing, save State and business secrets. Other contracts are not government
information that must be published by itself.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from yifa.cases.models import LogEntry
from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.work.contracts.registers import Contract

publications.add(
    Publication(
        key="procurement-contracts",
        title=Bilingual("政府采购合同公告", "Procurement contracts"),
        summary=Bilingual("已公告的政府采购合同", "Procurement contracts that were published"),
        room=Room.DISCLOSURE,
        register=Contract,
        rows=lambda on: Contract.objects.filter(
            Exists(
                LogEntry.objects.filter(
                    bureau_id=OuterRef("bureau_id"), case_id=OuterRef("case_id"), step="publish"
                )
            ),
            signed_on__lte=on,
        ),
        columns=("name", "contract_number", "counterparty", "amount_fen", "signed_on"),
        dated="signed_on",
        duty=Duty(
            basis=Bilingual(
                "《政府采购法实施条例》第五十条", "Regulation on the Government Procurement Law, art. 50"
            ),
            within=Bilingual("签订之日起2个工作日内", "within 2 working days of signing"),
            masked=Bilingual("不公开国家秘密和商业秘密", "State and business secrets are left out"),
        ),
    )
)
