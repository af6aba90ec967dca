"""Addresses of the policies' pages: on the desk, and on the portal for whoever opened a matter."""

from __future__ import annotations

from django.urls import path

from yifa.work.entitlements import pages

app_name = "entitlements"

urlpatterns = [
    path("desk/policies/", pages.policies, name="policies"),
    path("desk/policies/of/<int:pk>/", pages.of_party, name="party"),
    path("desk/policies/<slug:key>/", pages.policy, name="policy"),
    path("<slug:bureau>/progress/<str:number>/policies/", pages.mine, name="mine"),
]
