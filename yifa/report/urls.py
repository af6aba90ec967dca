"""Addresses of the reports room, under /desk/reports/."""

from __future__ import annotations

from django.urls import path

from yifa.report import pages

app_name = "report"

urlpatterns = [
    path("", pages.reports, name="list"),
    path("begin/", pages.begin, name="begin"),
    path("<int:year>/", pages.workspace, name="workspace"),
    path("<int:year>/date/", pages.set_date, name="date"),
    path("<int:year>/freeze/", pages.freeze, name="freeze"),
    path("<int:year>/outline/", pages.change_outline, name="outline"),
    path("<int:year>/consistency/", pages.consistent, name="consistency"),
    path("<int:year>/difference/", pages.difference, name="difference"),
    path("<int:year>/preview/", pages.preview, name="preview"),
    path("<int:year>/preview/figures/<str:figure>/", pages.preview_figure, name="preview-figure"),
    path("<int:year>/figures/", pages.figures, name="figures"),
    path("<int:year>/papers/<str:name>", pages.paper, name="paper"),
    path("<int:year>/source/<int:tie_id>/", pages.source, name="source"),
    path("<int:year>/untie/<int:tie_id>/", pages.untie, name="untie"),
    path("<int:year>/confirm/<path:passage>/", pages.confirm, name="confirm"),
    path("<int:year>/keep/<path:passage>/", pages.keep, name="keep"),
    path("<int:year>/forget/<path:passage>/", pages.forget, name="forget"),
    path("<int:year>/history/<path:passage>/", pages.history, name="history"),
    path("<int:year>/tie/<path:passage>/", pages.tie, name="tie"),
    path("<int:year>/replace/<path:passage>/", pages.replace, name="replace"),
    path("<int:year>/edit/<path:passage>/", pages.edit, name="edit"),
]
