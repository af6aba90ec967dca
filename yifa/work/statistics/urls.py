"""Addresses of the statistics' pages, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.statistics import pages

app_name = "statistics"

urlpatterns = [path("", pages.series, name="series")]
