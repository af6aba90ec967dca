"""The addresses of lists of what is to be erased, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.privacy import pages

app_name = "privacy"

urlpatterns = [
    path("due/", pages.due, name="due"),
    path("<str:number>/list/", pages.listed, name="list"),
]
