"""What a page says when the machine beneath fails: a full disk, a database that is starting or away, a folder that is empty.

Such a page is made without templates, files, sessions or the database, any of which may be what fails. It stands in both
languages, says what happened, that nothing was half done, and what to do; its status is 503, and Retry-After says when to come
again. Every other failure is the ordinary page of an error.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.defaults import server_error

from yifa.law.text import Bilingual

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What fails. event: its word in the technical log. seconds: after which it is worth trying again."""

    event: str
    title: Bilingual
    says: Bilingual
    seconds: int


DISK_FULL: Final = Trouble(
    "disk_full",
    Bilingual("磁盘已满", "The disk is full"),
    Bilingual(
        "服务器的磁盘已满，现在不能保存。请告诉系统管理员清出空间（上传的文件、数据库或者临时文件夹所在的磁盘），之后再办理。",
        "The server's disk is full and nothing can be saved now. Ask the system administrator to make room where uploads, the "
        "database and temporary files lie; then try again.",
    ),
    300,
)
READ_ONLY: Final = Trouble(
    "read_only",
    Bilingual("现在只能查看", "Nothing can be changed now"),
    Bilingual(
        "磁盘或者数据库处于只读状态（备库，或者磁盘出错），现在不能保存。请告诉系统管理员。",
        "The disk or the database takes no changes (a standby, or a fault of the disk). Tell the system administrator.",
    ),
    300,
)
STARTING: Final = Trouble(
    "database_starting",
    Bilingual("数据库正在启动", "The database is starting"),
    Bilingual(
        "数据库正在启动或者恢复，通常一两分钟就好。请稍等片刻再试。",
        "The database is starting or recovering, which mostly takes a minute or two. Wait a moment and try again.",
    ),
    30,
)
UNREACHABLE: Final = Trouble(
    "database_unreachable",
    Bilingual("连不上数据库", "The database cannot be reached"),
    Bilingual(
        "现在连不上数据库：它可能停了，或者正在重新启动。请稍后再试；"
        "几分钟后还不行的，请告诉系统管理员检查数据库服务和 DATABASE_URL。",
        "The database cannot be reached: it may have stopped or be restarting. Try again later; if it lasts, ask the system "
        "administrator to look at the database server and at DATABASE_URL.",
    ),
    60,
)
BUSY: Final = Trouble(
    "database_busy",
    Bilingual("系统正忙", "Too busy just now"),
    Bilingual(
        "同时办理的人多，这一步等得太久，没有办成。请稍等片刻再试。",
        "Many are at work, and this step waited too long and was not done. Wait a moment and try again.",
    ),
    10,
)
TOO_SLOW: Final = Trouble(
    "worker_out_of_time",
    Bilingual("等得太久", "This took too long"),
    Bilingual(
        "这一页用的时间超过了限度，已经停下，系统管理员从运行日志里看得到。请稍后再试；仍然这样的，请缩小范围（例如年度、条件）再查。",
        "This page took longer than is allowed and was stopped; the system administrator finds it in the technical log. "
        "Try again later; if it lasts, ask for less, such as one year.",
    ),
    60,
)
NO_STATIC: Final = Trouble(
    "static_files_missing",
    Bilingual("界面文件不全", "Files of the interface are missing"),
    Bilingual(
        "界面所用的文件（YIFA_HOME 下的 static 文件夹）是空的或者不全，多见于从备份恢复之后。"
        "请系统管理员运行 yifa manage collectstatic --noinput，再重新启动 yifa serve。",
        "The files of the interface (folder static in YIFA_HOME) are missing, as happens after a restore. The system "
        "administrator should run yifa manage collectstatic --noinput and start yifa serve anew.",
    ),
    300,
)

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
# PostgreSQL's states: https://www.postgresql.org/docs/current/errcodes-appendix.html
_STATES: Final = {
    "53100": DISK_FULL,
    "57P03": STARTING,
    "57P01": UNREACHABLE,
    "57P02": UNREACHABLE,
    "53300": BUSY,
    "57014": BUSY,
    "55P03": BUSY,
    "40P01": BUSY,
    "25006": READ_ONLY,
    "25P03": BUSY,
}
# libpq gives no state for what a server says before a session begins; in English, since the server is asked so.
_WORDS: Final = (
    (("starting up", "not yet accepting connections", "recovery", "shutting down"), STARTING),
    (("too many clients", "too many connections", "remaining connection slots"), BUSY),
    (("No space left on device",), DISK_FULL),
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What of the machine failed, if it was that: the error, or one that it was raised from."""
    for one in _causes(error):
        found = _trouble(one)
        if found is not None:
            return found
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _trouble(error: BaseException) -> Trouble | None:
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    if isinstance(state, str) and state in _STATES:
        return _STATES[state]
    if isinstance(error, OperationalError | InterfaceError):
        if isinstance(state, str) and not state.startswith("08"):
            return None
        said = str(error)
        return next((found for words, found in _WORDS if any(word in said for word in words)), UNREACHABLE)
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return DISK_FULL
        return READ_ONLY if error.errno == errno.EROFS else None
    if isinstance(error, ValueError) and "staticfiles manifest" in str(error):
        return NO_STATIC
    return None


def failed(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``: a sentence where the machine failed, else the ordinary page of an error."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is None:
        return server_error(request)
    return answer(trouble, typed=request.method == "POST")


def answer(trouble: Trouble, *, typed: bool = False) -> HttpResponse:
    """The page. typed: something was sent that is not saved, but is still in the browser."""
    logger.error(trouble.event)
    response = HttpResponse(page(trouble, typed=typed), status=503)
    response.headers["Retry-After"] = str(trouble.seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


_NOTHING_DONE: Final = Bilingual(
    "这一步没有办成，也没有留下一半。", "The step was not taken, and nothing of it is left half done."
)
_STILL_THERE: Final = Bilingual(
    "您填写的内容还在浏览器里：请不要关闭这一页，按“后退”回到表单，恢复后再提交。",
    "What you typed is still in the browser: do not close this page; go back to the form and send it again later.",
)


def page(trouble: Trouble, *, typed: bool) -> str:
    """The page's text; see ``answer``."""

    def told(code: str, language: str, level: int) -> str:
        words = [trouble.says, *((_NOTHING_DONE, _STILL_THERE) if typed else ())]
        said = "".join(f"<p>{escape(one.in_language(code))}</p>" for one in words)
        return f'<section lang="{language}"><h{level}>{escape(trouble.title.in_language(code))}</h{level}>{said}</section>'

    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(trouble.title.zh)} · {escape(trouble.title.en)}</title></head>"
        f"<body><main>{told('zh-hans', 'zh-CN', 1)}<hr>{told('en', 'en', 2)}</main></body></html>\n"
    )


Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class CheckedFirst:
    """An application that answers once ``check`` has passed.

    A check that fails stops the program (what it raises goes up). Where the database cannot be asked yet, as when both were
    started together or it restarts, the program goes on, says so to whoever asks, and checks again with the next request.
    """

    def __init__(self, application: Wsgi, check: Callable[[], None]) -> None:
        self._application = application
        self._check = check
        self._passed = False
        self._try()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        trouble = None if self._passed else self._try()
        if trouble is None:
            return self._application(environ, start_response)
        response = answer(trouble, typed=environ.get("REQUEST_METHOD") == "POST")
        start_response(f"503 {response.reason_phrase}", list(response.items()))
        return [response.content]

    def _try(self) -> Trouble | None:
        try:
            self._check()
        except (DatabaseError, InterfaceError, OSError) as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            return trouble
        self._passed = True
        return None
