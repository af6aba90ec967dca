"""Addresses of time in post, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.personnel import pages

app_name = "personnel"

urlpatterns = [path("", pages.time_in_post, name="time-in-post")]
