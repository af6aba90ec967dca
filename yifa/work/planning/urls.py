"""Addresses of the ledger of the annual plan, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.planning import pages

app_name = "planning"

urlpatterns = [
    path("", pages.ledger, name="ledger"),
    path("excel/", pages.excel, name="ledger-excel"),
    path("import/", pages.take_in, name="ledger-import"),
    path("<str:number>/unchanged/", pages.unchanged, name="unchanged"),
]
