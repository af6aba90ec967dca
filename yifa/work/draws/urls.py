"""Addresses of draws on the public's site."""

from __future__ import annotations

from django.urls import path

from yifa.work.draws import pages

app_name = "draws"

urlpatterns = [
    path("<slug:bureau>/draws/", pages.draws, name="list"),
    path("<slug:bureau>/draws/verify/", pages.verify, name="verify"),
    path("<slug:bureau>/draws/<str:number>.json", pages.file, name="file"),
    path("<slug:bureau>/draws/<str:number>/", pages.draw, name="draw"),
]
