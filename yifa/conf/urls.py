"""Who answers which address: the staff's desk, the machine's door, signing in, and everything else the portal."""

from __future__ import annotations

from importlib.util import find_spec

from allauth.account.urls import urlpatterns as account_urls
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from yifa.desk.agenda_pages import feed

# Of allauth's pages those that need no e-mail: accounts and forgotten passwords are the system administrator's business.
_ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # says that there is none
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include([one for one in account_urls if one.name in _ACCOUNT_PAGES])),
    # allauth's middleware asks for this name; nobody changes an address here.
    path("accounts/email/", RedirectView.as_view(url="/desk/"), name="account_email"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    # A calendar program signs in by the secret in its address alone.
    path("calendar/<slug:code>/<str:token>.ics", feed, name="agenda-feed"),
    path("language/", include("django.conf.urls.i18n")),
]
for _address, _module in (
    ("desk/reports/published/", "yifa.work.published.urls"),
    ("desk/reports/", "yifa.report.urls"),
    ("desk/personal-data/", "yifa.work.privacy.urls"),
    ("desk/archives/", "yifa.work.archives.urls"),
    ("desk/ledger/", "yifa.work.planning.urls"),
    ("desk/money/", "yifa.work.funds.urls"),
    ("desk/statistics/", "yifa.work.statistics.urls"),
    ("desk/indicators/", "yifa.work.boards.urls"),
    ("desk/time-in-post/", "yifa.work.personnel.urls"),
    ("desk/first-responsible-person/", "yifa.work.leadership.urls"),
    ("desk/registers/documents/", "yifa.work.rulemaking.urls"),
    ("desk/registers/opinions/", "yifa.work.consultation.urls"),
    ("", "yifa.work.draws.urls"),
    ("", "yifa.work.entitlements.urls"),
    ("desk/", "yifa.desk.urls"),
    ("", "yifa.portal.urls"),
):
    if find_spec(_module) is not None:
        urlpatterns.append(path(_address, include(_module)))

handler500 = "yifa.conf.trouble.failed"
