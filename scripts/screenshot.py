"""Takes a picture of a page in Debian's Chromium, signed in if asked: for looking at what was built.

    python scripts/screenshot.py URL out.png [--user NAME --password WORD] [--width 1280] [--language en] [--dark]

The session is kept beside the picture's folder (``.session-NAME.json``), so that the next picture signs in no more.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import CHROMIUM, FLAGS


def main() -> int:
    options = _options()
    parts = urlsplit(options.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    state = (
        options.picture.parent / f".session-{parts.port or 80}-{options.user}.json" if options.user else None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            viewport={"width": options.width, "height": options.height},
            color_scheme="dark" if options.dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            device_scale_factor=options.scale,
            storage_state=str(state) if state is not None and state.exists() else None,
        )
        for cookie in options.cookie:
            name, _, value = cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": origin}])
        context.add_cookies([{"name": "django_language", "value": options.language, "url": origin}])
        page = context.new_page()
        page.on("console", lambda message: print(f"console {message.type}: {message.text}", file=sys.stderr))
        page.on("pageerror", lambda error: print(f"script error: {error}", file=sys.stderr))
        try:
            response = page.goto(options.url, wait_until="networkidle")
            if state is not None and urlsplit(page.url).path.startswith("/accounts/login"):
                _sign_in(page, options.user, options.password)
                response = page.goto(options.url, wait_until="networkidle")
                context.storage_state(path=str(state))
            for selector in options.click:
                page.click(selector)
                page.wait_for_load_state("networkidle")
            page.screenshot(path=str(options.picture), full_page=not options.screen)
        except Error as error:
            print(error.message, file=sys.stderr)
            return 1
        finally:
            browser.close()
    print(f"{response.status if response else '?'} {page.url} → {options.picture}")
    return 0


def _sign_in(page: Page, user: str, password: str) -> None:
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--user", help="sign in with this name")
    parser.add_argument("--password", default="")
    parser.add_argument("--cookie", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--language", default="zh-hans")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--screen", action="store_true", help="the first screen only, not the whole page")
    parser.add_argument("--click", action="append", default=[], metavar="SELECTOR", help="click there first")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
