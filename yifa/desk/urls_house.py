"""Addresses of the house around the matters: registers, figures, law, publishing, oversight, house, parties, settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from yifa.desk import (
    figure_pages,
    law_pages,
    log_pages,
    oversight_pages,
    publishing_pages,
    register_excel,
    register_feeds,
    register_pages,
)

urlpatterns: list[URLPattern] = [
    path("registers/", register_pages.registers, name="registers"),
    path("registers/<str:key>/", register_pages.register, name="register"),
    path("registers/<str:key>/excel/", register_excel.excel, name="register-excel"),
    path("registers/<str:key>/template/", register_excel.template, name="register-template"),
    path("registers/<str:key>/import/", register_excel.take_in, name="register-import"),
    path("registers/<str:key>/feeds/<str:name>/", register_feeds.feed, name="register-feed"),
    path("registers/<str:key>/feeds/<str:name>/file/", register_feeds.feed_file, name="register-feed-file"),
    path("registers/<str:key>/<int:pk>/", register_pages.row, name="register-row"),
    path("record/<int:position>/receipt/", register_pages.receipt, name="register-receipt"),
    path("figures/", figure_pages.figures, name="figures"),
    path("figures/<str:code>/<int:year>/", figure_pages.one_figure, name="figure"),
    path("figures/<str:code>/<int:year>/excel/", figure_pages.figure_excel, name="figure-excel"),
    path("law/", law_pages.law, name="law"),
    path("law/procedures/<slug:key>/", law_pages.procedure, name="procedure"),
    path("law/procedures/<slug:key>/check/", law_pages.procedure_check, name="procedure-check"),
    path("law/procedures/<slug:key>/dcr/", law_pages.export_dcr, name="procedure-dcr"),
    path("law/procedures/<slug:key>/bpmn/", law_pages.export_bpmn, name="procedure-bpmn"),
    path("law/statutes/<slug:key>/", law_pages.statute, name="statute"),
    path("publishing/", publishing_pages.publishing, name="publishing"),
    path("oversight/", oversight_pages.oversight, name="oversight"),
    path("oversight/late/", oversight_pages.late, name="oversight-late"),
    path("oversight/refusals/", oversight_pages.refusals, name="oversight-refusals"),
    path("oversight/late-entries/", oversight_pages.late_entries, name="oversight-late-entries"),
    path("oversight/returns/", oversight_pages.returns, name="oversight-returns"),
    path("oversight/days/", log_pages.days, name="oversight-days"),
    path("oversight/log/", log_pages.log, name="oversight-log"),
    path("oversight/log/checkpoint/", log_pages.checkpoint, name="oversight-checkpoint"),
]
