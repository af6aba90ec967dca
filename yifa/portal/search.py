"""Search over what is public: items, rows of every publication, reports; by words, by synonyms, in Traditional characters, and
by the initials of the pinyin.

Every publication is asked as it stands, so that nothing is found that is not public on the day and nothing is missing that is;
what is asked of it are its own public words, never a column that is masked or sealed, because being found would tell. What a
word may also be called stands in ``synonyms.yaml``. Initials are compared with the items and with the latest rows of each
publication; the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

import yaml
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from opencc import OpenCC

from yifa.cases.registers.publicity import Guide, Publication, guides, publications
from yifa.interface.formats import language, show_date, words
from yifa.interface.initials import begins_like
from yifa.parties.models import PartyKind
from yifa.portal.reports import published_reports
from yifa.portal.site import PortalRequest, page, public
from yifa.procedure import types

_SYNONYMS: Final = Path(__file__).parent / "synonyms.yaml"
_SHOWN: Final = 6
_BY_INITIALS: Final = 200
_MOST_WORDS: Final = 6
_LONGEST: Final = 60
# A word asked for: the ways in which it may be written, any of which will do.
Word: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one place. more: the address of all of it, where there is more than is shown."""

    title: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    more: str = ""


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    # Words of Taiwan and Hong Kong as well as their characters: 資訊公開 is 信息公开 here.
    return OpenCC("tw2sp")


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in yaml.safe_load(_SYNONYMS.read_text(encoding="utf-8")))


def asked_words(text: str) -> tuple[Word, ...]:
    """What is asked for, word by word, each with what else it is called; in simplified characters."""
    typed = _converter().convert(text.strip()[:_LONGEST]).lower().split()[:_MOST_WORDS]
    return tuple(_called(one) for one in typed)


def _called(word: str) -> Word:
    found = [word]
    for group in _groups():
        for name in group:
            if name.lower() in word:
                found += [word.replace(name.lower(), other.lower()) for other in group if other != name]
    return tuple(dict.fromkeys(found))


def fits(text: str, asked: Sequence[Word]) -> bool:
    """Whether every word stands in a text in one of its forms."""
    low = text.lower()
    return all(any(form in low for form in word) for word in asked)


def public_rows(publication: Publication, rows: QuerySet[Any], asked: Sequence[Word]) -> QuerySet[Any]:
    """The rows in whose public words everything asked stands."""
    for word in asked:
        condition = Q(pk__in=())
        for column in publication.detailed:
            if column.name in publication.masks or column.personal:
                continue
            if column.is_sealed_in(publication.register):
                continue
            kind = column.kind_in(publication.register)
            for form in word:
                if kind is types.PARTY:
                    named = Q(**{f"{column.name}__name__icontains": form})
                    condition |= named & ~Q(**{f"{column.name}__kind": PartyKind.PERSON})
                elif kind is types.CHOICE:
                    keys = [key for key, title in column.choices.items() if key and form in title.zh.lower()]
                    condition |= Q(**{f"{column.name}__in": keys}) if keys else Q(pk__in=())
                elif kind.is_prose:
                    condition |= Q(**{f"{column.name}__icontains": form})
        rows = rows.filter(condition)
    return rows


@public
@require_safe
def search(request: PortalRequest) -> HttpResponse:
    """Everything public in which what is typed stands."""
    typed = request.GET.get("q", "").strip()[:_LONGEST]
    asked = asked_words(typed)
    initials = typed.isascii() and typed.isalpha() and len(typed) > 1
    found = [] if not asked else _found(request, typed, asked, initials=initials)
    others = sorted({form for word in asked for form in word[1:]})
    context = {
        "q": typed,
        "groups": found,
        "others": "、".join(others),
        "initials": initials,
        "latest": _BY_INITIALS,
    }
    return page(request, "portal/search.html", context, room="search")


def _found(request: PortalRequest, typed: str, asked: Sequence[Word], *, initials: bool) -> list[Group]:
    groups = [_items(request, typed, asked)]
    groups += [_rows(request, one, typed, asked, initials=initials) for one in publications]
    groups.append(_reports(request, asked))
    return [one for one in groups if one.lines]


def _items(request: PortalRequest, typed: str, asked: Sequence[Word]) -> Group:
    code = request.bureau.code
    found = guides_found(guides.listed(request.today), typed, asked)
    lines = [(words(one.title), words(one.kind), _address(code, one)) for one in found[: _SHOWN * 2]]
    address = f"{reverse('portal:services', args=[code])}?{urlencode({'q': typed})}"
    more = address if len(found) > len(lines) else ""
    return Group(_("办事"), lines, more)


def guides_found(listed: Sequence[Guide], typed: str, asked: Sequence[Word]) -> list[Guide]:
    """The items in which everything asked stands, or whose name the letters typed are the initials of."""
    return [one for one in listed if fits(_said(one), asked) or begins_like(typed, one.title.zh)]


def _said(guide: Guide) -> str:
    return " ".join((guide.title.zh, guide.title.en, guide.code, guide.conditions, guide.materials))


def _address(code: str, guide: Guide) -> str:
    if guide.published_as is not None:
        return reverse("portal:document", args=[code, *guide.published_as])
    return reverse("portal:guide", args=[code, guide.code])


def _rows(
    request: PortalRequest, publication: Publication, typed: str, asked: Sequence[Word], *, initials: bool
) -> Group:
    code, first = request.bureau.code, publication.shown[0]
    listed = publication.listed(request.today)
    rows = list(public_rows(publication, listed, asked)[: _SHOWN + 1])
    if initials and not rows and first.name not in publication.masks:
        latest = listed[:_BY_INITIALS]
        rows = [row for row in latest if begins_like(typed, publication.text(first, row))][: _SHOWN + 1]
    lines = [
        (
            publication.text(first, row, language()) or _("（无名称）"),
            show_date(getattr(row, publication.dated)),
            reverse("portal:document", args=[code, publication.key, row.pk]),
        )
        for row in rows[:_SHOWN]
    ]
    more = f"{reverse('portal:published', args=[code, publication.key])}?{urlencode({'q': typed})}"
    return Group(words(publication.title), lines, more if len(rows) > _SHOWN else "")


def _reports(request: PortalRequest, asked: Sequence[Word]) -> Group:
    lines = [
        (one.title, str(one.year), reverse("portal:report", args=[request.bureau.code, one.year]))
        for one in published_reports()
        if fits(f"{one.title} {one.year} 年度报告", asked)
    ]
    return Group(_("年度报告"), lines[:_SHOWN])
