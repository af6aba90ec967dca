"""Addresses of the desk: matters, and the house around them."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [path("", include("yifa.desk.urls_matters"))]
if find_spec("yifa.desk.urls_house") is not None:
    urlpatterns.append(path("", include("yifa.desk.urls_house")))
