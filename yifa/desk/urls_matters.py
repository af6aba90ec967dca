"""Addresses of today, matters and their papers."""

from __future__ import annotations

from django.urls import URLPattern, path

from yifa.desk import today

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
]
