"""The closed sets of credit records, in the words of the law and of the receivers."""

from __future__ import annotations

from typing import Final

from yifa.law.text import Bilingual

RECORD_KINDS: Final = {
    "honour": Bilingual("荣誉信息", "Honours"),
    "administrative_confirmation": Bilingual("行政确认", "Administrative confirmations"),
    "department_announcement": Bilingual("部门公告", "Department announcements"),
    "licence": Bilingual("行政许可", "Permits"),
    "penalty": Bilingual("行政处罚", "Penalties"),
    "commitment": Bilingual("信用承诺", "Commitments"),
    "research_dishonesty": Bilingual("科研失信", "Research dishonesty"),
    "other": Bilingual("其他", "Other"),
}
LISTS: Final = {
    "red": Bilingual("红榜", "Red list"),
    "black": Bilingual("失信名单", "Dishonesty list"),
    "none": Bilingual("不列名单", "No list"),
}
PLATFORMS: Final = {
    "enterprise_credit": Bilingual("国家企业信用信息公示系统", "National enterprise credit publicity system"),
    "credit_china": Bilingual("信用中国", "Credit China"),
    "local": Bilingual("地方信用平台", "Local credit platform"),
}
GRADES: Final = {
    "": Bilingual("未区分", "Not graded"),
    "not_adverse": Bilingual("不适用", "Not adverse"),
    "minor": Bilingual("轻微", "Minor"),
    "general": Bilingual("一般", "General"),
    "serious": Bilingual("严重", "Serious"),
}
LICENCE_KINDS: Final = {
    "ordinary": Bilingual("普通", "Ordinary"),
    "concession": Bilingual("特许", "Concession"),
    "accreditation": Bilingual("认可", "Accreditation"),
    "approval": Bilingual("核准", "Approval"),
    "registration": Bilingual("登记", "Registration"),
    "other": Bilingual("其他", "Other"),
}
PENALTY_KINDS: Final = {
    # 行政处罚法第九条；拘留不由科技主管部门作出。
    "warning": Bilingual("警告", "Warning"),
    "public_criticism": Bilingual("通报批评", "Public criticism"),
    "fine": Bilingual("罚款", "Fine"),
    "confiscation": Bilingual("没收违法所得、没收非法财物", "Confiscation"),
    "suspended_licence": Bilingual("暂扣许可证件", "Licence suspended"),
    "lowered_grade": Bilingual("降低资质等级", "Qualification lowered"),
    "revoked_licence": Bilingual("吊销许可证件", "Licence revoked"),
    "restricted_business": Bilingual("限制开展生产经营活动", "Business restricted"),
    "suspended_business": Bilingual("责令停产停业", "Business suspended"),
    "closed": Bilingual("责令关闭", "Ordered to close"),
    "barred": Bilingual("限制从业", "Barred from the trade"),
    "other": Bilingual("其他", "Other"),
}
