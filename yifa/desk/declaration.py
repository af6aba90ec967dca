"""What government applications may not do, and how each ban is met here: said on a page, and checked against the running program.

《政务移动互联网应用程序规范化管理办法》 (国办函〔2026〕12号, 25 January 2026) lists five things that whoever runs a
government application may not let happen. It is written for applications on phones; the same is declared for these pages.
The text was read at second hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render

from yifa.cases.library import library
from yifa.desk.access import DeskRequest
from yifa.desk.law_words import VERIFIED
from yifa.desk.phrases import listed
from yifa.interface.formats import words
from yifa.law.text import Bilingual
from yifa.procedure.model import Verified
from yifa.procedure.types import every_type

RULE: Final = Bilingual(
    "《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号，2026年1月25日）",
    "Measures for the Standardised Management of Mobile Government Applications (Guo Ban Han [2026] No. 12, 25 January 2026)",
)


@dataclass(frozen=True, slots=True)
class Ban:
    """Something that may not happen, and how it does not happen here."""

    key: str
    banned: Bilingual
    met: Bilingual


BANS: Final = (
    Ban(
        "repeated-reporting",
        Bilingual(
            "随意或者重复要求基层填表、报数、交材料", "Asking for forms, numbers and papers at will or again"
        ),
        Bilingual(
            "办理一步，登记簿、数据和报告都由它得出，不另外报数；已经知道的（相对人、代码、以前的答案）自动带出；"
            "每一步旁边都写着依据哪一条。",
            "Taking a step fills registers, figures and reports; nothing is reported apart. What is known already is filled in, "
            "and every step says which article asks for it.",
        ),
    ),
    Ban(
        "check-in-points-online-time",
        Bilingual(
            "打卡签到、积分排名、统计在线时长等强制性功能",
            "Check-ins, points, rankings, counts of time online",
        ),
        Bilingual(
            "没有签到、积分、排名，也不计算在线时长；“今日”只按期限排列应办的事；工作日历只看机关整体，不统计个人。"
            "登录只为安全而记。",
            "There are no check-ins, points or rankings, and no time online is computed. Today lists what is owed by "
            "its deadlines; the days of work are the bureau's as a whole. Log-ins are kept for security alone.",
        ),
    ),
    Ban(
        "forced-use",
        Bilingual(
            "强制推广下载使用，考核通报安装使用率，强制要求定期登录",
            "Forced download and use, reports of rates of use, compulsory regular log-ins",
        ),
        Bilingual(
            "用浏览器打开，没有可下载的应用；不显示谁多久没有登录，也不统计使用率；不登录不影响已办的事，期限照法律计算。",
            "It opens in a browser and there is nothing to download. It shows nobody's absence and no rate of use; "
            "limits run by the law, whether somebody signs in or not.",
        ),
    ),
    Ban(
        "assessment-by-application",
        Bilingual(
            "把应用作为日常考核、线上督查检查的主要载体，以点赞量、投票数、转发量、学习时长等作为考评依据",
            "Using the application as the main means of daily assessment; likes, votes, forwards and learning time as its basis",
        ),
        Bilingual(
            "没有点赞、投票、转发；不记学习时长；监督看的是法定期限和被拒绝的办理，不给人打分。",
            "There are no likes, votes or forwards, and no learning time. Oversight looks at limits of the law and at "
            "refused acts, and gives nobody a mark.",
        ),
    ),
    Ban(
        "compulsory-photographs",
        Bilingual(
            "非必要强制要求上传工作照片、视频和轨迹",
            "Compulsory photographs, videos and tracks of work without need",
        ),
        Bilingual(
            "程序语言里没有拍照、视频、位置这类问题；要文件的地方写明要什么、依据哪一条；页面不请求位置和摄像头。",
            "The language of procedures has no question for photographs, videos or places. Where a file is asked for "
            "it says which and why; no page asks for a position or a camera.",
        ),
    ),
    Ban(
        "business",
        Bilingual("利用政务应用从事经营性活动", "Doing business through a government application"),
        Bilingual(
            "没有广告、推销和收费；开放源代码，在本单位的服务器上运行。",
            "No advertisements, sales or fees; open source, running on the bureau's own server.",
        ),
    ),
)

_BANNED_NAMES: Final = re.compile(
    r"(^|_)(check_?ins?|points?|rank|ranking|online_(time|minutes|seconds)|(study|learning)_(time|minutes|hours)"
    r"|likes?|votes?_online|latitude|longitude|geolocation|track)($|_)"
)
_BANNED_TYPES: Final = frozenset({"photo", "video", "location", "track", "check_in"})


def banned_fields() -> Iterator[str]:
    """Fields of the running program's tables whose name says that they hold what is banned: ``app.model.field``."""
    for model in apps.get_models():
        options = model._meta  # noqa: SLF001  (Django's public name for it)
        # Tables of the framework and of sign-in are not the bureau's business data.
        if not model.__module__.startswith("yifa."):
            continue
        for field in options.concrete_fields:
            if _BANNED_NAMES.search(field.name):
                yield f"{options.label_lower}.{field.name}"


def banned_questions() -> Iterator[str]:
    """Types of question that procedures could ask and that are banned."""
    yield from sorted(_BANNED_TYPES & {kind.key for kind in every_type()})


def declaration(request: DeskRequest) -> HttpResponse:
    """Each ban, how it is met, and what was just looked through."""
    asked = {
        question.type
        for procedure in library()
        for step in procedure.steps.values()
        for question in step.asks.values()
    }
    return render(
        request,
        "desk/settings/declaration.html",
        {
            "rule": words(RULE),
            "verified": words(VERIFIED[Verified.SECOND_HAND]),
            "bans": [(words(ban.banned), words(ban.met)) for ban in BANS],
            "tables": sum(model.__module__.startswith("yifa.") for model in apps.get_models()),
            "fields": list(banned_fields()),
            "questions": list(banned_questions()),
            "types": listed(words(kind.called) for kind in every_type() if kind in asked),
        },
    )
