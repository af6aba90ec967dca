"""Addresses of the board of indicators, on the desk."""

from __future__ import annotations

from django.urls import path

from yifa.work.boards import pages

app_name = "boards"

urlpatterns = [
    path("", pages.board, name="board"),
    path("<int:year>/<slug:key>/", pages.proof, name="proof"),
    path("<int:year>/<slug:key>/proof.zip", pages.packed, name="packed"),
]
