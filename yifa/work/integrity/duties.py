"""What is published of credit records: permits and penalties, and nothing else (双公示).

国发〔2016〕33号 五（十九）: within seven working days of the decision. Lists of honour and of dishonesty are published only
where a law, regulation or central document provides the list; the bureau has no such list of its own, so none is shown. A
record that was withdrawn, or whose time has passed, is shown no longer. Persons are masked.
"""

from __future__ import annotations

from django.db.models import Q

from yifa.cases.registers.publicity import Duty, Publication, Room, publications
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified
from yifa.work.integrity.registers import CreditRecord

publications.add(
    Publication(
        key="double-publicity",
        title=Bilingual("行政许可和行政处罚公示", "Permits and penalties"),
        summary=Bilingual(
            "行政许可、行政处罚信用信息双公示", "The double publicity of permits and penalties"
        ),
        room=Room.DISCLOSURE,
        register=CreditRecord,
        rows=lambda on: CreditRecord.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            record_kind__in=("licence", "penalty"),
            decided_on__lte=on,
        ),
        columns=("subject", "record_kind", "document_number", "decided_on"),
        details=("content", "valid_until"),
        dated="decided_on",
        filters=("record_kind",),
        duty=Duty(
            basis=Bilingual(
                "国发〔2016〕33号第五条第（十九）项",
                "State Council Guiding Opinion No. 33 of 2016, item 5(19)",
            ),
            within=Bilingual("作出决定之日起7个工作日内", "within 7 working days of the decision"),
            masked=Bilingual(
                "自然人姓名脱敏，不公开证件号码；已修复和期满的不再公示",
                "Persons are masked and never numbered; what was repaired or has run out is shown no longer",
            ),
            verified=Verified.MEMORY,
        ),
    )
)
