"""Addresses of the money's pages, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.funds import pages

app_name = "funds"

urlpatterns = [path("", pages.flows, name="flows")]
