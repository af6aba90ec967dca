"""Takes the pictures of README.md and README.zh.md from a running demonstration (``make demo``), in both languages.

    python scripts/readme_pictures.py http://127.0.0.1:8000

Each is the page as somebody opens it, in a window of one size. A picture that is too large for a README fails.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import CHROMIUM, FLAGS

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "pictures"
# As make demo prints it.
PASSWORD: Final = "yifa-demonstration"  # noqa: S105
LARGEST_BYTES: Final = 150_000
WIDTH, HEIGHT = 1200, 560


@dataclass(frozen=True)
class Picture:
    """A page to show: its address, who is signed in (nobody for the portal), and what of it stands at the top."""

    name: str
    address: str
    officer: str = ""
    click: str = ""
    at: str = ""


PICTURES: Final = (
    Picture("today", "/desk/", "director"),
    Picture(
        "matter",
        "/desk/matters/?state=open",
        "director",
        click='main a[href^="/desk/matters/2"] >> nth=0',
        at=".procedure-picture",
    ),
    Picture("figure", "/desk/figures/recognition.platforms/2020/", "lawyer"),
    Picture("report", "/luohe-kj/reports/2020/", at="figure.official-chart >> nth=0"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("site", help="address of the demonstration, such as http://127.0.0.1:8000")
    site = parser.parse_args().site.rstrip("/")
    FOLDER.mkdir(exist_ok=True)
    too_large = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language, short in (("zh-hans", "zh"), ("en", "en")):
            for picture in PICTURES:
                path = FOLDER / f"{picture.name}-{short}.png"
                _take(browser, site, picture, language, path)
                size = path.stat().st_size
                too_large += size > LARGEST_BYTES
                print(f"{path.relative_to(ROOT)} {size / 1000:.0f} kB")
        browser.close()
    return 1 if too_large else 0


def _take(browser: Browser, site: str, picture: Picture, language: str, path: Path) -> None:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(180_000)
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page = context.new_page()
    if picture.officer:
        _sign_in(page, site, picture.officer)
    page.goto(site + picture.address)
    if picture.click:
        page.click(picture.click)
    page.wait_for_load_state("networkidle")
    if picture.at:
        page.locator(picture.at).first.evaluate("each => each.scrollIntoView({block: 'center'})")
    page.screenshot(path=str(path))
    context.close()


def _sign_in(page: Page, site: str, officer: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill('input[name="login"]', officer)
    page.fill('input[name="password"]', PASSWORD)
    page.press('input[name="password"]', "Enter")
    page.wait_for_url("**/desk/**")


if __name__ == "__main__":
    raise SystemExit(main())
