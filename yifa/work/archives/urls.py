"""Addresses of the archives' page, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.archives import pages

app_name = "archives"

urlpatterns = [path("", pages.due, name="due")]
