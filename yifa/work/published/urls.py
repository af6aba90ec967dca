"""Addresses of the published reports, in the reports room of the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.published import entering, pages

app_name = "published"

urlpatterns = [
    path("", entering.reports, name="list"),
    path("compare/", pages.compare, name="compare"),
    path("<str:number>/", pages.report, name="report"),
    path("<str:number>/keep/", pages.keep, name="keep"),
    path("<str:number>/faults/", pages.faults, name="faults"),
]
