"""The address of the first responsible person's page, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.leadership import pages

app_name = "leadership"

urlpatterns = [path("", pages.in_person, name="in-person")]
