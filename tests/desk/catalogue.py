"""One item of the catalogue as it is published, for whoever takes applications for it."""

from __future__ import annotations

from datetime import date

from tests.hands import hands
from yifa.house.models import Bureau
from yifa.work.services.registers import ServiceItem

CODE = "411100000010"


def published_item(bureau: Bureau) -> ServiceItem:
    """The voucher, with two papers."""
    with hands():
        return ServiceItem.objects.create(
            bureau=bureau,
            log_position=0,
            recorded_on=date(2020, 1, 2),
            item_code=CODE,
            name="科技创新券申领",
            item_kind="public_service",
            promised_days=8,
            statutory_days=20,
            statutory_unit="working_days",
            visits=0,
            online=True,
            fee=False,
            basis="创新券管理办法",
            conditions="在本市注册的企业",
            materials="申请表\n购买合同",
            published_on=date(2020, 1, 2),
        )
