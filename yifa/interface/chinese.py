"""Marks what is Chinese in a page that is in English (WCAG 2.2, 3.1.2), so that it is read aloud as Chinese.

Names, titles and texts stand in the record in Chinese, and no template knows beforehand in which language a value is. So the
finished page is gone through once: every run of Chinese gets ``<span lang="zh-CN">``, and where no span may stand (an option, a
field's content, the words of a picture) the element itself is marked. What is marked already stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from yifa.interface.formats import is_english

_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CHINESE: Final = (
    r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee"
    r"\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff"
)
# A run of Chinese with the figures and letters that stand within it: 漯科〔2020〕5号.
_RUN: Final = re.compile(rf"[{_CHINESE}](?:[{_CHINESE}0-9A-Za-z.%/·-]*[{_CHINESE}])?")
_TOKEN: Final = re.compile(
    r"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|[^<]+|<", re.DOTALL
)
_LANG: Final = re.compile(r"\slang\s*=\s*[\"']?(zh[^\s\"'>]*)?", re.IGNORECASE)
_VALUES: Final = re.compile(r"\s(?:value|placeholder|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)

# Elements whose words no element may stand around, and those whose words are none of a reader's.
_PLAIN: Final = frozenset({"title", "option", "textarea", "text", "tspan", "desc"})
_UNREAD: Final = frozenset({"script", "style", "template"})
_VOID: Final = frozenset({"input", "img", "br", "hr", "meta", "link", "wbr", "col", "source"})
_MARK: Final = ' lang="zh-CN"'


def mark_chinese(html: str) -> str:
    """The page with every run of Chinese marked. The page itself is in another language."""
    return "".join(_marked(html)) if _HAN.search(html) else html


def _marked(html: str) -> Iterator[str]:
    left_alone, depth = "", 0
    plain = False
    end = len(html)
    for found in _TOKEN.finditer(html):
        name = (found[2] or "").lower()
        whole = found[0]
        if left_alone:
            if name == left_alone and not whole.endswith("/>"):
                depth += -1 if found[1] else 1
                left_alone = left_alone if depth else ""
            yield whole
        elif not name:
            yield whole if plain or whole.startswith("<") else _in_spans(whole)
        elif found[1]:
            plain = plain and name not in _PLAIN
            yield whole
        elif name in _UNREAD or _is_marked(name, found[3]):
            if name not in _VOID and not whole.endswith("/>"):
                left_alone, depth = name, 1
            yield whole
        elif name in _PLAIN:
            plain = True
            stop = html.find("<", found.end())
            yield _on_tag(whole) if _HAN.search(html[found.end() : end if stop < 0 else stop]) else whole
        else:
            yield _on_tag(whole) if name in _VOID and _has_chinese_value(found[3]) else whole


def _is_marked(name: str, attributes: str) -> bool:
    """Whether an element says that it is in Chinese; the page's own element says what the page is in."""
    found = _LANG.search(attributes) if name != "html" else None
    return found is not None and bool(found[1])


def _has_chinese_value(attributes: str) -> bool:
    return any(_HAN.search(one[1] or one[2] or "") for one in _VALUES.finditer(attributes))


def _on_tag(tag: str) -> str:
    close = len(tag) - (2 if tag.endswith("/>") else 1)
    return tag if _LANG.search(tag) else tag[:close].rstrip() + _MARK + tag[close:]


def _in_spans(text: str) -> str:
    if not _HAN.search(text):
        return text
    return _RUN.sub(lambda run: f"<span{_MARK}>{run[0]}</span>" if _HAN.search(run[0]) else run[0], text)


class MarkChinese:
    """Middleware: goes through pages in English before they are sent. Stands within the one that knows the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            isinstance(response, HttpResponse)
            and is_english()
            and response.headers.get("Content-Type", "").startswith("text/html")
        ):
            page = response.content.decode(response.charset)
            response.content = mark_chinese(page).encode(response.charset)
        return response
