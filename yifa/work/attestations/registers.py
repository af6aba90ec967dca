"""Which register was attested complete for which year, by whom."""

from __future__ import annotations

from yifa.cases.registers.columns import count, day, day_or_none, text
from yifa.cases.registers.register import THIRTY_YEARS, Register
from yifa.law.text import Bilingual


class Attestation(Register):
    """A register that is complete for a year, as its keeper said and another person confirmed."""

    title = Bilingual("登记完整确认", "Registers attested complete")
    retention = THIRTY_YEARS

    register_name = text("登记簿", "Register", 120)
    period_year = count("年度", "Year")
    attested_by = text("确认人", "Attested by", 80, personal=True)
    attested_on = day("确认日期", "Attested on")
    confirmed_on = day_or_none("核对日期", "Confirmed on")
