"""Saved web pages: the text that the page was made for, without its navigation, sidebars and footers.

The main text is found by what it is, not by the name of a site's template: whole sentences that are not links. Every block
of a page has a weight, the number of characters of the sentences in it; the main text is the smallest block that holds nearly
all the weight. The page's heading is kept with it and, where the site states it (in its meta tags, or a line with 发布时间), the
day of publication. Everything in the main text is kept, for a dropped paragraph would be a figure lost; only links, buttons
and lines that any site adds (打印、关闭、上一篇) are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from typing import Any, Final

from lxml import etree, html

from yifa.extraction.errors import CannotRead
from yifa.extraction.plain import Decoded, decode, without_controls
from yifa.extraction.result import Extracted, Kind
from yifa.extraction.typed import as_written
from yifa.law.signs import without_width

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_XML_HEAD: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_SILENT: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "link",
        "meta",
        "select",
        "input",
        "button",
        "textarea",
        "option",
        "datalist",
        "label",
        "nav",
        "aside",
        "dialog",
        # What was taken back.
        "del",
        "s",
        "strike",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LISTS: Final = frozenset({"div", "ul", "ol", "dl", "table", "section", "p"})
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"text-decoration(?:-line)?\s*:\s*line-through|"
    r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|(?:text-indent|left|top|margin-left)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CSS_RULE: Final = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,4000})\}")
_CSS_MEDIA: Final = re.compile(r"@media([^{}]{0,200})\{")
# A selector whose parts name tags, classes and ids: p.x, .a.b, #main > .copy li. What asks for more is not looked at.
_PART: Final = re.compile(r"(?:[a-z][a-z0-9]*|\*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_NAMES: Final = re.compile(r"[.#][\w-]+")
_MOST_PARTS: Final = 6
_WHITE: Final = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_WHITE_BEHIND: Final = re.compile(
    r"background(?:-color)?\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))",
    re.IGNORECASE,
)
_LONGEST_CSS: Final = 400_000
_APPARATUS: Final = re.compile(
    r"(?:^|[^a-z])(?:nav|navbar|menu|footer|foot|copyright|share|bdshare|breadcrumb|crumbs?|position|location|toolbar|tools|"
    r"sidebar|related|relevant|recommend|qrcode|ewm|login|search|pager|prevnext|print|friendlink|links)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[，。；：、！？]")
_HOLDS_NEARLY_ALL: Final = 0.88
_SHARE_OF_LINKS: Final = 0.5
_SPACE: Final = re.compile(r"[ \t\r\n\f\v\xa0]+")
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_ADDED: Final = re.compile(
    r"(?:[【\[（(「]?\s*(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|收藏(?:本页)?|纠错|朗读|分享(?:到)?|扫一扫.{0,20}|"
    r"字体|字号|字体大小|大|中|小|上一(?:篇|页|条).{0,80}|下一(?:篇|页|条).{0,80}|附件下载|相关(?:链接|新闻|文章|阅读|稿件)|保护视力色|"
    r"微信|微博|QQ空间|您(?:现在|当前)?(?:所在)?的?位置.{0,120}|当前位置.{0,120}|(?:浏览|阅读|点击)(?:次数|量|数).{0,20}|责任编辑.{0,20}|"
    r"主办(?:单位)?[:：].{0,60}|承办(?:单位)?[:：].{0,60}|版权所有.{0,80}|网站(?:标识码|地图).{0,60}|.{0,12}ICP备.{0,40}|.{0,8}公网安备.{0,40})"
    r"\s*[】\]）)」:：|]?\s*)+"
)
_MARKS_ALONE: Final = re.compile(r"[\s|:：>＞»·\[\]【】（）()_\-—=*.]+")
_STATED_DAY: Final = re.compile(
    r"(?:发布|发文|公开|信息|更新|生成)?(?:时间|日期)\s*[:：]?\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_ABOUT_THE_PAGE: Final = re.compile(
    r"(?:发布|发文|公开|更新|生成)(?:时间|日期)\s*[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]|(?:信息|稿件|文章)?来源\s*[:：].{0,40}(?:时间|日期|字体)"
)
_DAY: Final = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_DAY_NAMES: Final = ("pubdate", "publishdate", "pubtime", "publishtime", "date", "article:published_time")
_TITLE_NAMES: Final = ("articletitle", "og:title")
_LONGEST_CELL: Final = 160
_MOST_COLUMNS: Final = 64
_TOO_SHORT: Final = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page. ``weight``: characters of it that belong to sentences and to no link."""

    text: str
    weight: int = 0


def from_web(data: bytes) -> Extracted:
    """The main text of a page. Raises CannotRead: empty, in an unknown encoding, or a page without text."""
    found = _DECLARED.search(data[:8192])
    decoded = decode(data, found[1].decode("ascii", errors="ignore") if found else "")
    return _read(decoded)


def from_archive(data: bytes) -> Extracted:
    """The main text of a page saved in one file (MHTML). Raises CannotRead."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return _read(decode(payload, part.get_content_charset("")))
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                decoded = decode(payload, part.get_content_charset(""))
                return Extracted(
                    as_written(decoded.text.replace("\r\n", "\n")),
                    Kind.PLAIN,
                    decoded.encoding,
                    decoded.notes,
                )
    raise CannotRead(
        zh="是网页存档，但里面没有网页正文；请在浏览器中重新保存为网页。",
        en="is a saved web archive without a page in it; save the page again.",
    )


def _read(decoded: Decoded) -> Extracted:
    text, title, published_on = _told_by(decoded.text, with_hidden=False)
    if len(text) < _TOO_SHORT:
        # Some sites hide the text until a script shows it; a page whose text is short is looked at with what it hides.
        more = _told_by(decoded.text, with_hidden=True)
        if len(more[0]) > 3 * len(text):
            text, title, published_on = more
    if not text.strip():
        raise CannotRead(
            zh="是网页，但里面没有正文（可能由脚本显示）；请在浏览器中打开后另存，或复制文字粘贴。",
            en="is a web page without text in it, perhaps shown by a script; open it, then save it or paste its text.",
        )
    return Extracted(
        text=f"{text}\n",
        kind=Kind.WEB,
        encoding=decoded.encoding,
        notes=decoded.notes,
        title=title,
        published_on=published_on,
    )


def _told_by(page: str, *, with_hidden: bool) -> tuple[str, str, date | None]:
    """Main text, title and day of publication of a page."""
    root = _tree(page)
    title, published_on = _stated(root)
    hiding = _Hiding.of(root)
    body = root.find("body") if root.tag == "html" else root
    body = root if body is None else body
    _prune(body, hiding, with_hidden=with_hidden)
    main = _main(body)
    told = [line.text for line in _lines(main)]
    seen_on = _seen_day((*told[:12], *(line.text for line in _lines(body))))
    lines = _with_title(title, [line for line in told if not _is_added(line)], is_whole=main is body)
    return without_controls("\n".join(lines)), title, published_on or seen_on


def _tree(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # A character that no page may hold would stop the parser.
    clean = without_controls(_XML_HEAD.sub("", text))
    try:
        root = html.document_fromstring(clean.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None:
        raise CannotRead(
            zh="是网页，但内容残缺，读不出正文；请重新保存。",
            en="is a web page too damaged to read; save it again.",
        )
    return root


def _stated(root: Any) -> tuple[str, date | None]:
    """Title and day of publication as the page states them in its head, else its h1 or title."""
    title, day = "", None
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name in _TITLE_NAMES and content and not title:
            title = content
        elif name in _DAY_NAMES and day is None:
            day = _day(_DAY.search(content))
    for name in ("h1", "title"):
        if not title:
            found = next(root.iter(name), None)
            title = "" if found is None else _SPACE.sub(" ", "".join(found.itertext())).strip()
            if name == "title":
                # 某市科学技术局2020年度法治政府建设报告_某市人民政府: the site's name stands behind a mark.
                title = max(re.split(r"\s*[_|]\s*|\s+[-—–]+\s+|-(?=\S{2,20}$)", title), key=len, default="")
    return title.strip()[:200], day


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a selector: a tag or none, and the classes and ids that an element must have."""

    tag: str
    names: frozenset[str]

    def fits(self, element: Any) -> bool:
        """Whether an element is meant by it."""
        if self.tag and element.tag != self.tag:
            return False
        return not self.names or self.names <= _names_of(element)


@dataclass(frozen=True, slots=True)
class _Hiding:
    """What the page's style sheets hide, by the last part of each selector: its parts from the last to the first."""

    selectors: tuple[tuple[_Part, ...], ...]

    @classmethod
    def of(cls, root: Any) -> _Hiding:
        """From the style sheets within the page, without those for printing."""
        found: set[tuple[_Part, ...]] = set()
        for sheet in root.iter("style"):
            if "print" in (sheet.get("media") or "").lower():
                continue
            css = _CSS_COMMENT.sub("", "".join(sheet.itertext()))[:_LONGEST_CSS]
            for selectors, rules in _CSS_RULE.findall(_without_print(css)):
                if _HIDDEN.search(rules) is not None:
                    found.update(parts for one in selectors.split(",") if (parts := _parts(one)))
        return cls(tuple(sorted(found, key=len)))

    def hides(self, element: Any) -> bool:
        """Whether an element is hidden by a rule."""
        return any(parts[0].fits(element) and _within(element, parts[1:]) for parts in self.selectors)


def _parts(selector: str) -> tuple[_Part, ...]:
    """The parts of a selector, the last first; none where it asks for more than tags, classes and ids, or for a tag alone."""
    pieces = selector.replace(">", " ").split()
    if not 0 < len(pieces) <= _MOST_PARTS or any(_PART.fullmatch(one) is None for one in pieces):
        return ()
    parts = tuple(
        _Part(
            "" if (tag := re.split(r"[.#]", one)[0].lower()) == "*" else tag,
            frozenset(name.lower() for name in _NAMES.findall(one)),
        )
        for one in reversed(pieces)
    )
    return parts if any(part.names for part in parts) else ()


def _within(element: Any, parts: tuple[_Part, ...]) -> bool:
    """Whether elements around it fit the parts, from within outwards."""
    at = 0
    for around in element.iterancestors():
        if at == len(parts):
            break
        if parts[at].fits(around):
            at += 1
    return at == len(parts)


def _names_of(element: Any) -> frozenset[str]:
    names = [f".{name}" for name in (element.get("class") or "").lower().split()]
    if element.get("id"):
        names.append(f"#{element.get('id').lower()}")
    return frozenset(names)


def _without_print(css: str) -> str:
    """A style sheet without its blocks for printing; other conditions are taken as met."""
    pieces: list[str] = []
    at = 0
    for found in _CSS_MEDIA.finditer(css):
        if found.start() < at:
            continue
        depth, end = 1, found.end()
        while end < len(css) and depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        pieces.append(css[at : found.start()])
        if "print" not in found[1].lower():
            pieces.append(css[found.end() : end - 1])
        at = end
    pieces.append(css[at:])
    return "".join(pieces)


def _prune(body: Any, hiding: _Hiding, *, with_hidden: bool) -> None:
    """Takes out what is never text: scripts, controls, hidden parts."""
    doomed = [
        element
        for element in body.iter()
        if not isinstance(element.tag, str)
        or (
            element is not body
            and (
                element.tag in _SILENT or (not with_hidden and (_is_hidden(element) or hiding.hides(element)))
            )
        )
    ]
    for element in doomed:
        parent = element.getparent()
        if parent is not None:
            _drop(element, parent)


def _drop(element: Any, parent: Any) -> None:
    # A reference such as &#1; becomes a character that lxml gives and does not take back.
    tail = without_controls(element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = without_controls(before.tail or "") + tail
    else:
        parent.text = without_controls(parent.text or "") + tail
    parent.remove(element)


def _is_hidden(element: Any) -> bool:
    style = element.get("style") or ""
    return (
        element.get("hidden") is not None
        or _HIDDEN.search(style) is not None
        # White on white; on a ground of another element white may be seen.
        or (_WHITE.search(style) is not None and _WHITE_BEHIND.search(style) is not None)
    )


def _main(body: Any) -> Any:
    """The smallest block that holds nearly all the page's sentences, without the apparatus inside it."""
    weights = _weights(body)
    whole = weights.get(body, 0)
    if not whole:
        return body
    _take_out_apparatus(body, weights, whole)
    weights = _weights(body)
    whole = weights.get(body, 0)
    main = body
    while True:
        inner = max(
            (child for child in main if isinstance(child.tag, str)),
            key=lambda child: weights.get(child, 0),
            default=None,
        )
        # A single paragraph is not descended into: the lines around it are its heading.
        if inner is None or inner.tag in {"p", "span", "font", "b", "strong", "tr", "td", "tbody"}:
            if (
                inner is not None
                and inner.tag in {"tr", "td", "tbody"}
                and weights[inner] >= whole * _HOLDS_NEARLY_ALL
            ):
                main = inner
                continue
            return main
        if weights.get(inner, 0) < whole * _HOLDS_NEARLY_ALL:
            return main
        main = inner


def _take_out_apparatus(body: Any, weights: dict[Any, int], whole: int) -> None:
    """Blocks that are named as navigation or footer, or are mostly links, and hold little of the text."""
    doomed = []
    linked = _mostly_links(body)
    for element in body.iter():
        if element is body or element.tag not in _BLOCKS or weights.get(element, 0) > whole * 0.2:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag == "footer" or _APPARATUS.search(named) or element in linked:
            doomed.append(element)
    for element in doomed:
        parent = element.getparent()
        if parent is not None:
            _drop(element, parent)


def _mostly_links(body: Any) -> set[Any]:
    """Blocks with three links or more, whose text is for the larger part that of links; one pass."""
    told: dict[Any, tuple[int, int, int]] = {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        links, linked, length = told.setdefault(element, (0, 0, 0))
        if event == "start":
            continue
        own = len((element.text or "").strip()) + length
        told[element] = (links + 1, own, own) if element.tag == "a" else (links, linked, own)
        links, linked, length = told[element]
        parent = element.getparent()
        if element is not body and parent is not None:
            before = told[parent]
            tail = len((element.tail or "").strip())
            told[parent] = (before[0] + links, before[1] + linked, before[2] + length + tail)
    return {
        element
        for element, (links, linked, length) in told.items()
        if element.tag in _LISTS and links >= 3 and linked > _SHARE_OF_LINKS * length
    }


def _weights(body: Any) -> dict[Any, int]:
    """For each element the characters of its text that belong to sentences and to no link; one pass, no recursion."""
    weights: dict[Any, int] = {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            weights.setdefault(element, 0)
            continue
        own = 0 if element.tag == "a" else _of_sentences(element.text) + weights[element]
        weights[element] = own
        parent = element.getparent()
        if element is not body and parent is not None:
            weights[parent] = weights.get(parent, 0) + own + _of_sentences(element.tail)
    return weights


def _of_sentences(text: str | None) -> int:
    if not text:
        return 0
    kept = text.strip()
    return len(kept) if len(kept) > 12 or _SENTENCE.search(kept) else 0


def _lines(main: Any) -> Iterator[_Line]:
    """The lines of a block in reading order: one for each paragraph, and one for each row of a table."""
    covered = _covered(main)
    rows = {row: joined for row in main.iter("tr") if (joined := _row(row, covered))}
    inside: Any = None
    pieces: list[str] = []
    for event, element in etree.iterwalk(main, events=("start", "end")):
        if inside is not None:
            if event == "end" and element is inside:
                inside = None
                if element is not main and element.tail:
                    pieces.append(element.tail)
            continue
        if event == "start":
            if element in rows:
                yield from _told(pieces)
                pieces = []
                yield _Line(rows[element])
                inside = element
                continue
            if element.tag in _BLOCKS or element.tag == "br":
                yield from _told(pieces)
                pieces = []
            if element.text:
                pieces.append(element.text)
        else:
            if element.tag in _BLOCKS:
                yield from _told(pieces)
                pieces = []
            if element is not main and element.tail:
                pieces.append(element.tail)
    yield from _told(pieces)


def _told(pieces: list[str]) -> Iterator[_Line]:
    text = _flat("".join(pieces))
    if text:
        yield _Line(text, _of_sentences(text))


def _flat(text: str) -> str:
    """Without the line breaks and spaces of the page's source: none beside a Chinese character, one elsewhere."""

    text = without_width(text)

    def space(found: re.Match[str]) -> str:
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        if not before or not after:
            return ""
        if ("\n" in found[0] or "\r" in found[0]) and (_WIDE.match(before) or _WIDE.match(after)):
            return ""
        return " "

    return _SPACE.sub(space, text).strip(" \u3000")


def _covered(main: Any) -> dict[Any, frozenset[int]]:
    """For each row the columns that cells of rows above it cover."""
    found: dict[Any, frozenset[int]] = {}
    for table in main.iter("table"):
        below: dict[int, int] = {}
        for row in table.iter("tr"):
            taken = frozenset(place for place, left in below.items() if left > 0)
            if taken:
                found[row] = taken
            below = {place: left - 1 for place, left in below.items() if left > 1}
            place = 0
            for cell in row.iterchildren("td", "th"):
                while place in taken:
                    place += 1
                down, across = _span(cell, "rowspan"), _span(cell, "colspan")
                if down > 1:
                    below.update((place + beside, down - 1) for beside in range(across))
                place += across
    return found


def _span(cell: Any, name: str) -> int:
    given = (cell.get(name) or "1").strip()
    return (
        max(1, min(int(given), _MOST_COLUMNS))
        if given.isascii() and given.isdigit() and len(given) < 5
        else 1
    )


def _row(row: Any, covered: dict[Any, frozenset[int]]) -> str:
    """A row of a table of data as one line, its cells parted by tabs; empty for a row that only lays the page out.

    A cell that lies over several columns or rows is said once; what it covers is empty, so that columns stay under their heads.
    """
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    taken = covered.get(row, frozenset())
    if len(cells) + len(taken) < 2:
        return ""
    texts: list[str] = []
    for cell in cells:
        if next(cell.iter("table"), None) is not None:
            return ""
        line = _flat("".join(cell.itertext()))
        if len(line) > _LONGEST_CELL or len(list(cell.iter("p", "div", "li"))) > 6:
            return ""
        while len(texts) in taken:
            texts.append("")
        texts.append(line)
        texts.extend([""] * (_span(cell, "colspan") - 1))
    return "\t".join(texts).rstrip() if any(texts) else ""


def _seen_day(lines: Iterable[str]) -> date | None:
    """The day that a short line says the page was published on."""
    for line in lines:
        found = _STATED_DAY.search(line) if len(line) < 200 else None
        if found is not None:
            return _day(found)
    return None


def _with_title(title: str, lines: list[str], *, is_whole: bool) -> list[str]:
    """The lines, below the page's title where they do not begin with it."""
    start = _SPACE.sub("", "".join(lines[:6]))
    bare = _SPACE.sub("", title)
    if is_whole or not bare or bare in start or _SENTENCE.search(bare):
        return lines
    return [title, *lines]


def _is_added(line: str) -> bool:
    return len(line) < 160 and (
        _ADDED.fullmatch(line) is not None
        or _MARKS_ALONE.fullmatch(line) is not None
        or (len(line) < 120 and "。" not in line and _ABOUT_THE_PAGE.search(line) is not None)
    )


def is_archive(start: bytes) -> bool:
    """Whether bytes begin like a page saved in one file."""
    lowered = start[:2048].lower()
    return b"mime-version:" in lowered and (
        b"multipart/" in lowered or b"text/html" in lowered or b"text/plain" in lowered
    )
