"""Addresses of the public's pages. The bureau stands first in each, so that a link says whose page it is."""

from __future__ import annotations

from django.urls import path

from yifa.portal import (
    about,
    applying,
    catalogue,
    consulting,
    document,
    home,
    progress,
    published,
    reports,
    search,
    verify,
)

app_name = "portal"

_B = "<slug:bureau>/"

urlpatterns = [
    path("", home.root, name="root"),
    path(_B, home.home, name="home"),
    path(f"{_B}services/", catalogue.services, name="services"),
    path(f"{_B}services/<str:code>/", catalogue.guide, name="guide"),
    path(f"{_B}services/<str:code>/apply/", applying.apply, name="apply"),
    path(f"{_B}services/<str:code>/apply/check/", applying.check, name="check"),
    path(f"{_B}services/<str:code>/draft/", applying.draft, name="draft"),
    path(f"{_B}received/", applying.received, name="received"),
    path(f"{_B}progress/", progress.ask, name="progress"),
    path(f"{_B}progress/leave/", progress.leave, name="leave"),
    path(f"{_B}progress/<str:number>/", progress.case, name="case"),
    path(f"{_B}progress/<str:number>/steps/<slug:step>/", progress.step, name="step"),
    path(f"{_B}progress/<str:number>/deadline/", progress.deadline, name="deadline"),
    path(f"{_B}progress/<str:number>/letters/<int:pk>.pdf", progress.letter, name="letter"),
    path(f"{_B}progress/<str:number>/results/<int:pk>/", progress.result, name="result"),
    path(f"{_B}progress/<str:number>/receipts/<int:version>.json", progress.receipt, name="receipt"),
    path(f"{_B}consultations/", consulting.consultations, name="consultations"),
    path(f"{_B}policies/", published.policies, name="policies"),
    path(f"{_B}disclosure/", published.disclosure, name="disclosure"),
    path(f"{_B}voices/", published.voices, name="voices"),
    path(f"{_B}published/<slug:key>/", published.published, name="published"),
    path(f"{_B}published/<slug:key>.csv", published.as_csv, name="csv"),
    path(f"{_B}published/<slug:key>.json", published.as_json, name="json"),
    path(f"{_B}published/<slug:key>.rss", published.as_rss, name="rss"),
    path(f"{_B}published/<slug:key>/<int:pk>/", document.document, name="document"),
    path(f"{_B}published/<slug:key>/<int:pk>/files/<int:file>/", document.attachment, name="attachment"),
    path(f"{_B}published/<slug:key>/<int:pk>/compare/", document.compare, name="compare"),
    path(f"{_B}reports/", reports.reports, name="reports"),
    path(f"{_B}reports/<int:year>/", reports.report, name="report"),
    path(f"{_B}reports/<int:year>/difference/", reports.difference, name="report-difference"),
    path(f"{_B}reports/<int:year>/editions/<int:edition>/", reports.report, name="report-edition"),
    path(
        f"{_B}reports/<int:year>/editions/<int:edition>/figures/<str:figure>/",
        reports.figure,
        name="edition-figure",
    ),
    path(
        f"{_B}reports/<int:year>/editions/<int:edition>/files/<str:name>", reports.paper, name="edition-paper"
    ),
    path(f"{_B}reports/<int:year>/figures/<str:figure>/", reports.figure, name="figure"),
    path(f"{_B}reports/<int:year>/files/<str:name>", reports.paper, name="paper"),
    path(f"{_B}search/", search.search, name="search"),
    path(f"{_B}about/", about.about, name="about"),
    path(f"{_B}about/accessibility/", about.accessibility, name="accessibility"),
    path(f"{_B}about/privacy/", about.privacy, name="privacy"),
    path(f"{_B}about/sitemap/", about.sitemap, name="sitemap"),
    path(f"{_B}sitemap.xml", about.sitemap_xml, name="sitemap-xml"),
    path(f"{_B}verify/", verify.verify, name="verify"),
    path(f"{_B}log/checkpoint", verify.checkpoint, name="checkpoint"),
    path(f"{_B}log/public-key", verify.public_key, name="public-key"),
    path(f"{_B}witness/add-checkpoint", verify.add_checkpoint, name="add-checkpoint"),
    path(f"{_B}log/tile/<path:path>", verify.tile, name="tile"),
]
