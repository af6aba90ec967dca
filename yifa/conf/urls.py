"""Who answers which address: the staff's desk, the machine's door, signing in, and everything else the portal."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
for _address, _module in (
    ("desk/reports/", "yifa.report.urls"),
    ("desk/", "yifa.desk.urls"),
    ("api/", "yifa.api.urls"),
    ("", "yifa.portal.urls"),
):
    if find_spec(_module) is not None:
        urlpatterns.append(path(_address, include(_module)))
