"""What a bureau says of its site in the foot of every page."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified

UNSET: Final = "未填写"
_BASIS: Final = Bilingual(
    "政府网站发展指引（国办发〔2017〕47号）：页面底部标明主办单位、联系方式、网站标识码、备案编号和站点地图",
    "Guide to the development of government websites (2017, No. 47): the foot of a page names sponsor, contact, site code,"
    " filing numbers and the site map",
)


def _said(key: str, zh: str, en: str) -> Parameter:
    return parameters.add(
        Parameter(
            key,
            "portal",
            Bilingual(zh, en),
            ParameterKind.TEXT,
            UNSET,
            _BASIS,
            help=Bilingual("没有的不填，页面就不显示", "Left out of the page where there is none"),
            verified=Verified.MEMORY,
        )
    )


SPONSOR: Final = _said("portal_sponsor", "网站主办单位", "Sponsor of the site")
SITE_CODE: Final = _said("portal_site_code", "政府网站标识码", "Government site code")
FILING: Final = _said("portal_filing", "ICP备案编号", "ICP filing number")
POLICE: Final = _said("portal_police", "公安机关备案编号", "Filing number with the police")
COMPLAINTS: Final = _said("portal_complaints_phone", "监督投诉电话", "Telephone for complaints")
