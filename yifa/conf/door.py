"""The guard at the door: what no page could make sense of is answered before it reaches one, with a sentence.

PostgreSQL keeps no U+0000 in a text and no half of a character (a lone surrogate), and Python reads no number of more than some
thousand digits. Wherever such a thing went, it would end in an error of the program. It is looked for here, once: in the path,
the query, the headers that are kept, the cookies, the form with its file names, and in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _

MOST_DIGITS: Final = 18
"""Of a number in an address: a page, a year, a key; PostgreSQL's bigint holds as many."""
MOST_DIGITS_TYPED: Final = 1000
"""Of a number anywhere else. A form says of its own fields what is too long; this is what would break a parser."""
MOST_DEPTH: Final = 64
"""Of JSON within JSON."""
LONGEST_QUERY: Final = 8192

_HEADERS: Final = (
    "HTTP_HOST",
    "HTTP_USER_AGENT",
    "HTTP_REFERER",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_ACCEPT_LANGUAGE",
)
_LONG_NUMBER: Final = re.compile(rf"[0-9]{{{MOST_DIGITS_TYPED + 1}}}")
_BROKEN: Final = re.compile("[\0\ud800-\udfff]")
# Words that are looked for, not numbers that are reckoned with.
_SOUGHT: Final = frozenset({"q", "number", "code"})


class Door:
    """Middleware; stands behind the language (its sentences are read) and before everything that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        problem = _address(request) or _body(request)
        if problem is not None:
            return refused(problem)
        return self.get_response(request)

    def process_view(
        self, _request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """What the address was taken apart into: a key that is a number is one that PostgreSQL can hold.

        A code of many digits (a service item's has twenty and more) is a text, and passes.
        """
        if any(isinstance(value, int) and value >= 10**MOST_DIGITS for value in kwargs.values()):
            return refused(_too_long())
        return None


def refused(sentence: str) -> HttpResponse:
    """The page that says why, in the language of the reader; it asks neither session nor database."""
    return HttpResponse(loader.get_template("400.html").render({"reason": sentence}), status=400)


def _address(request: HttpRequest) -> str | None:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return _("地址太长。请回到上一页，从页面上的链接重新进入。")
    if _is_broken([request.path_info, *(str(request.META.get(name, "")) for name in _HEADERS)]):
        return _unreadable()
    if _is_broken(_pairs(request.COOKIES.items())) or _is_broken(_lists(request.GET)):
        return _unreadable()
    numbers = [value for key, values in request.GET.lists() if key not in _SOUGHT for value in values]
    if any(_is_long_number(one) for one in numbers):
        return _too_long()
    return None


def _too_long() -> str:
    return _("地址中的数字太长。请回到上一页，从页面上的链接重新进入。")


def _body(request: HttpRequest) -> str | None:
    if request.method not in ("POST", "PUT", "PATCH"):
        return None
    if request.content_type == "application/json":
        return _json(request)
    if request.content_type not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return None
    texts = [*_lists(request.POST), *_pairs((key, one.name or "") for key, one in _files(request))]
    if _is_broken(texts):
        return _unreadable()
    if any(_LONG_NUMBER.search(one) for one in texts):
        return _("所填内容中有过长的数字，没有保存。请返回核对后重新填写。")
    return None


def _json(request: HttpRequest) -> str | None:
    try:
        text = request.body.decode("utf-8")
    except RequestDataTooBig:
        raise
    except UnicodeDecodeError:
        return _unreadable()
    if _LONG_NUMBER.search(text) or _depth(text) > MOST_DEPTH:
        return _("提交的 JSON 中有过长的数字，或者层次太深；请改正后重新提交。")
    try:
        said = json.dumps(json.loads(text), ensure_ascii=False) if text.strip() else ""
    except (ValueError, RecursionError):
        return _("提交的内容不是 JSON；请改正后重新提交。")
    # A NUL comes out of dumps as \\u0000, half a character as itself.
    return _unreadable() if "\\u0000" in said or _BROKEN.search(said) else None


def _depth(text: str) -> int:
    """How deep brackets nest outside of strings; more than a parser written with recursion bears ends it."""
    depth = deepest = 0
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _unreadable() -> str:
    return _("地址或所填内容中有不能处理的字符，没有保存。请返回，删去从别处粘贴来的不可见字符后重新提交。")


def _is_broken(texts: Iterable[str]) -> bool:
    return any(_BROKEN.search(one) for one in texts)


def _is_long_number(text: str) -> bool:
    plain = text.strip().lstrip("+-")
    return len(plain) > MOST_DIGITS and plain.isdecimal()


def _lists(data: Any) -> Iterator[str]:
    for key, values in data.lists():
        yield key
        yield from values


def _pairs(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, value in items:
        yield key
        yield value


def _files(request: HttpRequest) -> Iterator[tuple[str, Any]]:
    for key, files in request.FILES.lists():
        for one in files:
            yield key, one
