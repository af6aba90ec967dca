"""Addresses of the field's own pages: the consultations, and the opinions on one."""

from __future__ import annotations

from django.urls import path

from yifa.work.consultation import pages

app_name = "consultation"

urlpatterns = [
    path("", pages.consultations, name="list"),
    path("<int:pk>/", pages.opinions, name="opinions"),
]
