"""Catalogs of the interface: every sentence is Chinese where it is used, and English in the catalog of its own package.

``yifa/<package>/locale/en/LC_MESSAGES/django.po`` belongs to the package whose templates and code hold the sentences.
Compiled catalogs (``.mo``) are made when they are older than their source and are not kept under version control. No
outside program is needed: Babel reads and writes catalogs, Django's own reader finds sentences in templates.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE: Final = Path(__file__).resolve().parent.parent
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]")
_FUNCTIONS: Final = {
    # name: positions of (context, singular, plural) among the arguments
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}


@dataclass(frozen=True, order=True)
class Sentence:
    """One sentence of the interface and where it stands."""

    path: Path
    line: int
    msgid: str
    plural: str | None = None
    context: str | None = None


def catalog_paths() -> list[Path]:
    """All English catalogs."""
    return sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/django.po"))


def compile_stale() -> list[Path]:
    """Compiles the catalogs whose ``.mo`` is missing or older; gives those it compiled."""
    compiled = []
    for path in catalog_paths():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        scratch = target.with_suffix(".mo.new")
        with scratch.open("wb") as file:
            write_mo(file, _read(path))
        scratch.replace(target)
        compiled.append(target)
    return compiled


def sentences() -> list[Sentence]:
    """Every sentence in the package's templates and code, in order of place."""
    found: list[Sentence] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        found.extend(in_code(path, path.read_text(encoding="utf-8")))
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            found.extend(in_template(path, path.read_text(encoding="utf-8")))
    return sorted(found)


def in_code(path: Path, source: str) -> Iterator[Sentence]:
    """Sentences that Python code passes to gettext's functions as literals."""
    for node in ast.walk(ast.parse(source, filename=str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        positions = _FUNCTIONS.get(name)
        if positions is None:
            continue
        context, singular, plural = (_literal(node, position) for position in positions)
        if singular:
            yield Sentence(path, node.lineno, singular, plural, context)


def in_template(path: Path, source: str) -> Iterator[Sentence]:
    """Sentences of ``translate`` and ``blocktranslate`` and of ``_("…")`` in a template."""
    from django.utils.translation.template import templatize

    # Django rewrites the template as lines of calls, one for one, with anything else blanked out.
    for number, line in enumerate(templatize(source, origin=str(path)).splitlines(), start=1):
        for call in _calls(line):
            for sentence in in_code(path, call):
                yield Sentence(path, number, sentence.msgid, sentence.plural, sentence.context)


def untranslated() -> list[Sentence]:
    """Sentences for which no catalog of the package has English."""
    translated = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for path in catalog_paths()
        for message in _read(path)
        if message.id and not message.fuzzy and all(_forms(message.string))
    }
    return [one for one in sentences() if _chinese(one.msgid) and (one.context, one.msgid) not in translated]


def placeholder_faults() -> list[str]:
    """Translations whose placeholders (``%(minutes)s``) are not those of the sentence: such a page would fail or lie."""
    faults = []
    for path in catalog_paths():
        for message in _read(path):
            wanted = {name for form in _forms(message.id) for name in _PLACEHOLDER.findall(form)}
            for form in _forms(message.string):
                given = set(_PLACEHOLDER.findall(form))
                # One form of a plural may leave the number out ("one case"); none may ask for what is not there.
                if form and (given - wanted or (wanted - given and len(_forms(message.string)) == 1)):
                    faults.append(f"{path.relative_to(PACKAGE.parent)}: {form}: {sorted(wanted ^ given)}")
    return faults


def update() -> list[Path]:
    """Adds sentences that no catalog knows to their package's catalog, without English yet; gives the changed catalogs."""
    known = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for path in catalog_paths()
        for message in _read(path)
    }
    changed: dict[Path, Catalog] = {}
    for one in sentences():
        if not _chinese(one.msgid) or (one.context, one.msgid) in known:
            continue
        known.add((one.context, one.msgid))
        path = catalog_of(one.path)
        catalog = changed.get(path)
        if catalog is None:
            catalog = changed[path] = _read(path) if path.exists() else _empty()
        catalog.add((one.msgid, one.plural) if one.plural else one.msgid, context=one.context)
    for path, catalog in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, omit_header=False, sort_output=True)
    return sorted(changed)


def catalog_of(path: Path) -> Path:
    """The catalog for sentences of ``path``: its application's own."""
    parts = path.relative_to(PACKAGE).parts
    depth = 2 if parts[0] == "work" and len(parts) > 2 else 1
    return PACKAGE.joinpath(*parts[:depth], "locale", "en", "LC_MESSAGES", "django.po")


def _empty() -> Catalog:
    return Catalog(
        locale="en",
        charset="utf-8",
        project="Yifa",
        header_comment="# English of the interface.",
        fuzzy=False,
    )


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8", abort_invalid=True)


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


def _literal(call: ast.Call, position: int | None) -> str | None:
    if position is None or position >= len(call.args):
        return None
    try:
        value = ast.literal_eval(call.args[position])
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _calls(line: str) -> Iterator[str]:
    """The gettext calls in a line of Django's rewritten template, each as parseable code."""
    for name in ("npgettext", "pgettext", "ngettext", "gettext", "_"):
        start = line.find(f" {name}(")
        while start != -1:
            # The call ends at the first closing bracket up to which it parses; brackets within strings do not parse.
            end = line.find(")", start)
            while end != -1:
                call = line[start : end + 1].strip()
                try:
                    ast.parse(call)
                except SyntaxError:
                    end = line.find(")", end + 1)
                    continue
                yield call
                break
            start = line.find(f" {name}(", start + 1)


def _chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)
