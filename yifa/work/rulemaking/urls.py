"""Addresses of the field's own pages: the library of documents, a document, two versions side by side, clean-up drives."""

from __future__ import annotations

from django.urls import path

from yifa.work.rulemaking import pages

app_name = "rulemaking"

urlpatterns = [
    path("", pages.library, name="library"),
    path("compare/", pages.compared, name="compare"),
    path("drives/", pages.drives, name="drives"),
    path("drives/<int:pk>/", pages.drive, name="drive"),
    path("drives/<int:pk>/begin/", pages.begin_items, name="drive-begin"),
    path("<int:pk>/", pages.document, name="document"),
]
