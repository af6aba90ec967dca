"""Addresses of today, matters and their papers."""

from __future__ import annotations

from django.urls import URLPattern, path

from yifa.desk import (
    agenda_pages,
    case_page,
    counter,
    deadlines,
    desk_acts,
    matters,
    need_pages,
    notice_pages,
    opening,
    papers,
    saved_lists,
    screening_views,
    search_page,
    steps,
    today,
    together_pages,
)

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("search/", search_page.find, name="search"),
    path("agenda/", agenda_pages.agenda, name="agenda"),
    path("agenda/feeds/open/", agenda_pages.open_feed, name="agenda-open"),
    path("agenda/feeds/<int:pk>/close/", agenda_pages.close_feed, name="agenda-close"),
    path("notices/", notice_pages.notices, name="notices"),
    path("notices/seen/", notice_pages.seen, name="notices-seen"),
    path("notices/choose/", notice_pages.choose, name="notices-choose"),
    path("items/<int:item_id>/", desk_acts.item, name="item"),
    path("matters/", matters.matters, name="matters"),
    path("lists/keep/", saved_lists.keep, name="list-keep"),
    path("lists/<int:pk>/forget/", saved_lists.forget, name="list-forget"),
    path("counter/", counter.counter, name="counter"),
    path("matters/together/", together_pages.together, name="together"),
    path("matters/together/<int:pk>/", together_pages.done, name="together-done"),
    path("matters/open/", opening.choose, name="open"),
    path("matters/open/<str:procedure>/<str:step>/", steps.start, name="start"),
    path("matters/open/<str:procedure>/<str:step>/draft/", steps.autosave, name="start-draft"),
    path("matters/<str:number>/", case_page.case, name="case"),
    path("matters/<str:number>/picture/", case_page.whole_picture, name="picture"),
    path("matters/<str:number>/steps/<str:step>/", steps.step, name="step"),
    path("matters/<str:number>/steps/<str:step>/draft/", steps.autosave, name="draft"),
    path("matters/<str:number>/screening/<str:step>/", screening_views.screening, name="screening"),
    path("matters/<str:number>/deadlines/<path:rule_id>/", deadlines.deadline, name="deadline"),
    path("matters/<str:number>/entries/<int:version>/", case_page.entry, name="entry"),
    path(
        "matters/<str:number>/entries/<int:version>/receipt/", case_page.entry_receipt, name="entry-receipt"
    ),
    path("matters/<str:number>/why/", need_pages.say_why, name="say-why"),
    path(
        "matters/<str:number>/entries/<int:version>/show/<str:field>/",
        need_pages.show_answer,
        name="show-answer",
    ),
    path("matters/<str:number>/acts/<str:act>/", desk_acts.desk_act, name="desk-act"),
    path("matters/<str:number>/files/<int:file_id>/", papers.file, name="file"),
    path("matters/<str:number>/letters/<int:letter_id>/", papers.letter, name="letter"),
    path("matters/<str:number>/letters/<int:letter_id>/<str:form>/", papers.letter_file, name="letter-file"),
    path("matters/<str:number>/evidence/", papers.evidence, name="evidence"),
    path("matters/<str:number>/archive-package/", papers.archive_package, name="archive-package"),
]
