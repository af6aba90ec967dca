"""The portal's public pages as files: a folder that opens from a disk, without a server and without scripts.

Pages are asked of the portal itself, as a visitor would, from its front page along its links; so the folder holds what the public
reads and nothing else. Links become relative; forms and scripts, which need a server, are left out, and what leads to them leads
to the site where its address is given. Beside the pages lie the lists as CSV, JSON and RSS, attachments, a sitemap, and the
digest of every file.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

import lxml.html
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from lxml import etree

from yifa.house.models import Bureau

_HTML: Final = "text/html"
# What asks or shows something of one visitor's own, or proves single entries: there is nothing of it without a server.
_LIVE: Final = ("search/", "progress/", "received/", "verify/", "log/", "witness/")
_LIVE_ENDINGS: Final = ("/apply/", "/draft/")
_FOLLOWED: Final = frozenset({"after"})
_IN_STYLE: Final = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)['\"]?\s*\)")
_LINKS: Final = (("a", "href"), ("link", "href"), ("img", "src"), ("source", "src"))


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. missing: addresses that pages lead to and that gave no answer to keep, with its status."""

    pages: int
    files: int
    size: int
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Site:
    """A site on its way into a folder."""

    base: str
    out: Path
    site: str
    get: Callable[[str], tuple[int, str, bytes]]
    digests: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    size: int = 0
    missing: list[str] = field(default_factory=list)
    styles: set[str] = field(default_factory=set)

    def write(self, name: str, content: bytes) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.digests[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)


def export(bureau: Bureau, out: Path, site: str = "") -> Exported:
    """Write a bureau's portal into a folder. site: the address of the portal that runs, for what needs it; may be empty."""
    made = _Site(f"/{bureau.code}/", out, site.rstrip("/"), _getter())
    waiting, seen = deque([made.base]), {made.base}
    with _connection_kept():
        _follow(waiting, seen, made)
    made.write("sitemap.xml", _sitemap(made))
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(made.digests.items()))
    (out / "SHA256SUMS").write_text(listed, encoding="utf-8")
    return Exported(len(made.pages), len(made.digests), made.size, tuple(made.missing))


def publish(bureau: Bureau, folder: Path, site: str = "") -> Exported:
    """Write a bureau's portal beside what stands in ``folder`` under its code, and put it in that place when it is whole: readers
    of the folder never see half of it. What was there before is removed. Raises OSError where the folder cannot be written."""
    place, new, old = (folder / f"{before}{bureau.code}" for before in ("", ".new-", ".old-"))
    for one in (new, old):
        shutil.rmtree(one, ignore_errors=True)
    new.mkdir(parents=True)
    made = export(bureau, new, site)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return made


@contextmanager
def _connection_kept() -> Iterator[None]:
    """One connection for all pages: a server would give it up after each."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def _follow(waiting: deque[str], seen: set[str], made: _Site) -> None:
    while waiting:
        address = waiting.popleft()
        status, kind, content = made.get(address)
        if status != 200:
            made.missing.append(f"{address} {status}")
            continue
        name = name_of(address, made.base, kind)
        if not kind.startswith(_HTML):
            made.write(name, content)
            continue
        page = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
        for next_one in _rewritten(page, address, name, made):
            if next_one not in seen:
                seen.add(next_one)
                waiting.append(next_one)
        made.write(name, b"<!doctype html>\n" + lxml.html.tostring(page, encoding="utf-8"))
        made.pages.append(name)


def name_of(address: str, base: str, kind: str = _HTML) -> str:
    """The file of an address: a page in a folder is its index, a list turned on has its place in the name."""
    parts = urlsplit(address)
    path = parts.path.removeprefix(base)
    if path.endswith("/") or not path:
        path += "index.html" if kind.startswith(_HTML) else "file"
    if parts.query:
        stem, dot, ending = path.rpartition(".")
        path = f"{stem}-{hashlib.sha256(parts.query.encode()).hexdigest()[:8]}{dot}{ending}"
    return path


def _rewritten(page: Any, address: str, name: str, made: _Site) -> Iterator[str]:
    """The page without what needs a server and with relative links; the addresses that it leads to."""
    for tag in ("script", "form"):
        for one in list(page.iter(tag)):
            one.drop_tree()
    for one in page.iter():
        for attribute in [key for key in one.attrib if key.startswith("hx-")]:
            del one.attrib[attribute]
    for tag, attribute in _LINKS:
        for one in list(page.iter(tag)):
            said = one.get(attribute)
            if not said or said.startswith("#"):
                continue
            target = urljoin(address, said)
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            fragment = f"#{parts.fragment}" if parts.fragment else ""
            if parts.path.startswith(settings.STATIC_URL):
                asset = _asset(parts.path.removeprefix(settings.STATIC_URL), made)
                one.set(attribute, _relative(asset, name))
            elif _is_kept(target, made.base):
                kept = target.partition("#")[0]
                file = _is_file(parts.path)
                one.set(
                    attribute, _relative(name_of(kept, made.base, "" if file else _HTML), name) + fragment
                )
                yield kept
            elif made.site:
                one.set(attribute, made.site + target)
            else:
                del one.attrib[attribute]


def _is_file(path: str) -> bool:
    return "/files/" in path and path.endswith("/")


def _is_kept(target: str, base: str) -> bool:
    parts = urlsplit(target)
    if not parts.path.startswith(base) or parts.path.endswith(_LIVE_ENDINGS):
        return False
    inside = parts.path.removeprefix(base)
    return not inside.startswith(_LIVE) and parse_qs(parts.query).keys() <= _FOLLOWED


def _relative(name: str, from_name: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(from_name) or ".")


def _asset(path: str, made: _Site) -> str:
    """A style sheet or picture with what it needs in turn; where it lies in the folder."""
    name = f"static/{path}"
    if name in made.styles:
        return name
    made.styles.add(name)
    found = finders.find(path) or _collected(path)
    if found is None:
        made.missing.append(settings.STATIC_URL + path)
        return name
    content = Path(found).read_bytes()
    if path.endswith(".css"):
        for said in _IN_STYLE.findall(content.decode()):
            _asset(posixpath.normpath(posixpath.join(posixpath.dirname(path), said.partition("#")[0])), made)
    made.write(name, content)
    return name


def _collected(path: str) -> str | None:
    kept = Path(settings.STATIC_ROOT or "") / path
    return str(kept) if settings.STATIC_ROOT and kept.is_file() else None


def _sitemap(made: _Site) -> bytes:
    urls = etree.Element("urlset", nsmap={None: "http://www.sitemaps.org/schemas/sitemap/0.9"})
    day = timezone.localdate().isoformat()
    for name in sorted(made.pages):
        url = etree.SubElement(urls, "url")
        address = name.removesuffix("index.html")
        etree.SubElement(url, "loc").text = f"{made.site}{made.base}{address}" if made.site else name
        etree.SubElement(url, "lastmod").text = day
    return bytes(etree.tostring(urls, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _getter() -> Callable[[str], tuple[int, str, bytes]]:
    """Asks the portal in this process, as a server would."""
    serve = get_wsgi_application()
    hosts = [one for one in settings.ALLOWED_HOSTS if one and not one.startswith((".", "*"))]

    def get(address: str) -> tuple[int, str, bytes]:
        parts = urlsplit(address)
        environ: dict[str, Any] = {}
        setup_testing_defaults(environ)
        environ |= {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "HTTP_HOST": hosts[0] if hosts else "localhost",
            "HTTP_ACCEPT_LANGUAGE": "zh-hans",
            "HTTP_X_FORWARDED_PROTO": "https",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
        }
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
            said.update(status=int(status[:3]), headers={key.lower(): value for key, value in headers})

        answer: Any = serve(environ, start)  # type: ignore[arg-type]
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return said["status"], said["headers"].get("content-type", ""), content

    return get
