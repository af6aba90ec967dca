"""The bureau itself: where it is, how it is made up and who leads it; what the site promises (accessibility, privacy); its map.

What an organ must say of itself: 政府信息公开条例 第二十条第二项 (functions, structure, address, hours, contact, names of those
responsible). What is told to those whose data is handled: 个人信息保护法 第十七条.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from yifa.cases.registers.publicity import guides, publications
from yifa.house.models import Department, Holding
from yifa.house.powers import DEPUTY_HEAD, HEAD
from yifa.interface.formats import words
from yifa.portal.applying import LATER
from yifa.portal.reports import published_reports
from yifa.portal.site import PortalRequest, kept_for, page, public, site_of

_DAY: Final = 24 * 60 * 60
_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who leads: name and post."""

    name: str
    post: str


@public
@require_safe
def about(request: PortalRequest) -> HttpResponse:
    """Contact, structure, and those responsible."""
    today = request.today
    now = Holding.objects.filter(Q(until_on=None) | Q(until_on__gte=today), from_on__lte=today)
    heads = now.filter(Q(post__powers__overlap=[HEAD, DEPUTY_HEAD]) | Q(post__is_head=True))
    leaders: list[Person] = []
    of_department: dict[int, list[Person]] = {}
    for one in heads.select_related("post", "officer").order_by("post_id", "id"):
        person = Person(one.officer.name, words(one.post.title))
        if {HEAD, DEPUTY_HEAD} & set(one.post.powers):
            leaders.append(person)
        else:
            of_department.setdefault(one.post.department_id, []).append(person)
    departments = [
        (words(one.title), of_department.get(one.pk, []))
        for one in Department.objects.filter(is_active=True).order_by("id")
    ]
    return page(request, "portal/about.html", {"leaders": leaders, "departments": departments}, room="about")


@public
@require_safe
def accessibility(request: PortalRequest) -> HttpResponse:
    """What the site does for everybody to be able to use it, and where it falls short."""
    return page(request, "portal/accessibility.html", {}, room="about")


@public
@require_safe
def privacy(request: PortalRequest) -> HttpResponse:
    """What is done with what people write here."""
    days = int(LATER.total_seconds()) // _DAY
    return page(request, "portal/privacy.html", {"days": days}, room="about")


@public
@require_safe
def sitemap(request: PortalRequest) -> HttpResponse:
    """Every room, list, item and report by name."""
    code = request.bureau.code
    groups = [
        (_("栏目"), [(one.title, one.url) for one in site_of(request.bureau).rooms]),
        (
            _("办事"),
            [
                (words(one.title), reverse("portal:guide", args=[code, one.code]))
                for one in guides.listed(request.today)
                if one.published_as is None
            ],
        ),
        (
            _("公开"),
            [(words(one.title), reverse("portal:published", args=[code, one.key])) for one in publications],
        ),
        (
            _("年度报告"),
            [(one.title, reverse("portal:report", args=[code, one.year])) for one in published_reports()],
        ),
        (
            _("关于"),
            [
                (_("机构和联系方式"), reverse("portal:about", args=[code])),
                (_("搜索"), reverse("portal:search", args=[code])),
                (_("无障碍声明"), reverse("portal:accessibility", args=[code])),
                (_("隐私声明"), reverse("portal:privacy", args=[code])),
            ],
        ),
    ]
    return page(request, "portal/sitemap.html", {"groups": [one for one in groups if one[1]]}, room="about")


@public
@require_safe
def sitemap_xml(request: PortalRequest) -> HttpResponse:
    """The same addresses for machines, with the rows of every list as far as its feed goes."""
    code = request.bureau.code
    names = ("home", "services", "consultations", "policies", "disclosure", "reports", "verify", "about")
    addresses = [reverse(f"portal:{name}", args=[code]) for name in names]
    addresses += [
        reverse("portal:guide", args=[code, one.code])
        for one in guides.listed(request.today)
        if one.published_as is None
    ]
    for one in publications:
        addresses.append(reverse("portal:published", args=[code, one.key]))
        keys = one.listed(request.today).values_list("pk", flat=True)[:_ROWS]
        addresses += [reverse("portal:document", args=[code, one.key, key]) for key in keys]
    addresses += [reverse("portal:report", args=[code, one.year]) for one in published_reports()]
    root = etree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address in addresses:
        etree.SubElement(etree.SubElement(root, "url"), "loc").text = request.build_absolute_uri(address)
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    response = HttpResponse(body, content_type="application/xml; charset=utf-8")
    kept_for(response, 3600)
    return response
