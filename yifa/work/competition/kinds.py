"""The closed sets of values of a review, with their words."""

from __future__ import annotations

from typing import Final

from yifa.law.text import Bilingual

OUTCOMES: Final = {
    "no_restriction": Bilingual("没有限制竞争内容", "No restriction"),
    "amended": Bilingual("修改后符合标准", "Amended"),
    "exception": Bilingual("适用例外规定", "Exception"),
    "may_not_issue": Bilingual("不得出台", "May not be issued"),
}
MEASURES: Final = {
    "normative_document": Bilingual("规范性文件", "Normative document"),
    "major_decision": Bilingual("重大行政决策", "Major decision"),
    "policy_document": Bilingual("其他政策性文件", "Other policy document"),
    "guide": Bilingual("申报通知、指南", "Call or guide"),
    "tender": Bilingual("采购、招标文件", "Procurement or tender document"),
    "agreement": Bilingual("招商、合作协议等", "Agreement or other single measure"),
}
LEVELS: Final = {
    "department": Bilingual("本局", "This bureau"),
    "joint": Bilingual("多部门联合", "Several departments"),
    "government": Bilingual("政府", "The government"),
}
GROUNDS: Final = {
    "security": Bilingual("国家安全和发展利益", "Security"),
    "science": Bilingual("科学技术进步、自主创新", "Science and technology"),
    "public_interest": Bilingual("社会公共利益", "Public interest"),
    "law": Bilingual("法律、行政法规规定的其他情形", "Law or regulation"),
}
ENDINGS: Final = {
    "expired": Bilingual("期限届满", "Its period ended"),
    "condition_met": Bilingual("终止条件满足", "The condition was met"),
    "repealed": Bilingual("提前废止、修改", "Repealed or amended early"),
    "never_issued": Bilingual("没有出台", "Never issued"),
}
