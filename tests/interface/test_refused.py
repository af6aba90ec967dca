"""A refused form is said first: in the title and by the focus."""

from __future__ import annotations

import pytest
from django.test import Client

from yifa.interface.refused import say_first

PAGE = '<title>Apply</title><p role="status">x</p><div class="notice" role="alert"><h2>wrong</h2></div><div role="alert">2</div>'


def test_the_title_begins_with_the_word_and_the_first_alert_has_the_focus() -> None:
    said = say_first(PAGE, "请改正：")
    assert "<title>请改正：Apply</title>" in said
    assert '<div class="notice" role="alert" tabindex="-1" autofocus>' in said
    assert said.count("autofocus") == 1


def test_a_page_without_an_alert_keeps_its_focus() -> None:
    assert "autofocus" not in say_first("<title>x</title><p>y</p>", "!")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_page_is_longer_than_it_says(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    shown = client.get("/accounts/login/")
    refused = client.post("/accounts/login/", {"login": "nobody", "password": "错"})
    for page in (shown, refused):
        assert int(page["Content-Length"]) == len(page.content)
        assert page.content.rstrip().endswith(b"</html>")
