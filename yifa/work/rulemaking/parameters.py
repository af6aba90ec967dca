"""What provinces and bureaus set for normative documents; defaults as most places have it."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

FIELD: Final = "rulemaking"
_PROVINCE: Final = Bilingual("省规范性文件管理规定", "The province's rules on normative documents")
_HOUSE: Final = Bilingual("本局规范性文件管理制度", "The bureau's rules on normative documents")
_YEARS: Final = Bilingual("年", "years")

NUMBERED_BY: Final = parameters.add(
    Parameter(
        "rulemaking_numbered_by",
        FIELD,
        Bilingual("规范性文件由谁统一编号", "Who numbers normative documents"),
        ParameterKind.CHOICE,
        "bureau",
        Bilingual(
            "国办发〔2018〕37号二（八）和省的规定",
            "State Council General Office notice 37 of 2018, 2(8), and the province",
        ),
        choices={
            "bureau": Bilingual("本局办公室", "The bureau's office"),
            "elsewhere": Bilingual("本级司法行政部门", "The justice bureau of the same level"),
        },
    )
)
NUMBER_MARK: Final = parameters.add(
    Parameter(
        "rulemaking_number_mark",
        FIELD,
        Bilingual("规范性文件发文字号的后缀", "What follows the organ's mark in a document's number"),
        ParameterKind.TEXT,
        "规",
        _PROVINCE,
        help=Bilingual("机关代字之后的字，例如“规”：漯科规〔2025〕1号", "Such as 规 in 漯科规〔2025〕1号"),
    )
)
FILING_WITHIN: Final = parameters.add(
    Parameter(
        "rulemaking_filing_within",
        FIELD,
        Bilingual("规范性文件备案期限", "Limit for filing a normative document"),
        ParameterKind.CHOICE,
        "days_15",
        _PROVINCE,
        choices={
            "days_15": Bilingual("公布之日起15日", "15 days of publication"),
            "days_30": Bilingual("公布之日起30日", "30 days of publication"),
            "working_days_3": Bilingual("公布之日起3个工作日", "3 working days of publication"),
        },
    )
)
VALID_YEARS: Final = parameters.add(
    Parameter(
        "rulemaking_valid_years",
        FIELD,
        Bilingual("规范性文件有效期上限", "Longest validity of a normative document"),
        ParameterKind.NUMBER,
        5,
        _PROVINCE,
        unit=_YEARS,
        floor=1,
        ceiling=10,
    )
)
TRIAL_YEARS: Final = parameters.add(
    Parameter(
        "rulemaking_trial_years",
        FIELD,
        Bilingual("暂行、试行文件有效期上限", "Longest validity of an interim or trial document"),
        ParameterKind.NUMBER,
        2,
        _PROVINCE,
        unit=_YEARS,
        floor=1,
        ceiling=3,
    )
)
COMMENCEMENT_GAP: Final = parameters.add(
    Parameter(
        "rulemaking_commencement_gap",
        FIELD,
        Bilingual("公布与施行之间的间隔", "Days between publication and commencement"),
        ParameterKind.NUMBER,
        30,
        _PROVINCE,
        unit=Bilingual("日", "days"),
        help=Bilingual("公布后不足此间隔即施行的，应当说明理由", "To take effect sooner needs a reason"),
        floor=0,
        ceiling=90,
    )
)
CLEANUP_YEARS: Final = parameters.add(
    Parameter(
        "rulemaking_cleanup_years",
        FIELD,
        Bilingual("全面清理的间隔", "Years between clean-ups of the whole register"),
        ParameterKind.NUMBER,
        2,
        Bilingual("国发〔2010〕33号", "State Council opinion 33 of 2010"),
        unit=_YEARS,
        floor=1,
        ceiling=5,
        bounds=_HOUSE,
    )
)
