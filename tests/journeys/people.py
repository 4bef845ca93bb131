"""People who walk through the college in a real browser, and how each looks at a page."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import faults_of, press
from tests.college.signin.conftest import app_code, last_code


@dataclass
class Person:
    """Someone with a browser of their own. Every page they pass is looked at."""

    browser: Browser
    home: str
    width: int = 1280
    script: bool = True
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context = self._context(self.script)
        self.page = self.context.new_page()

    def _context(self, script: bool) -> BrowserContext:
        size = {"width": self.width, "height": 800}
        return self.browser.new_context(viewport=size, java_script_enabled=script, accept_downloads=True)

    def goes_to(self, path: str) -> Page:
        self.page.goto(self.home + path)
        return self.looks()

    def presses(self, name: str | Callable) -> Page:
        """Press the button or follow the link with this name, and look at what comes."""
        press(self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first)
        return self.looks()

    def looks(self) -> Page:
        """One heading, no fault, nothing to scroll sideways for."""
        where = self.page.url.removeprefix(self.home)
        assert self.page.locator("h1").count() == 1, where
        assert "Server Error" not in self.page.title(), where
        if self.script:
            self._sees_no_fault(self.page, where)
        else:
            self._looks_with_script(where)
        self.seen.append(where)
        return self.page

    def _looks_with_script(self, where: str) -> None:
        """axe is a script itself, so it looks at the same page over a second shoulder."""
        second = self._context(True)
        second.add_cookies(self.context.cookies())
        page = second.new_page()
        page.goto(self.page.url)
        self._sees_no_fault(page, where)
        second.close()

    def _sees_no_fault(self, page: Page, where: str) -> None:
        assert (where, faults_of(page)) == (where, [])
        assert (where, page.evaluate("document.documentElement.scrollWidth")) <= (where, self.width)

    def signs_in(self, email: str, *, app: bool = False) -> Page:
        """By the code that comes by mail; `app` for those whose second step is asked."""
        self.goes_to("/accounts/login/")
        self.page.get_by_label("E-mail").fill(email)
        self._presses_the_button()
        self.looks()
        self.page.get_by_label("Code").fill(last_code())
        self._presses_the_button()
        if app:
            self.looks()
            self.page.get_by_label("Code").fill(app_code())
            self._presses_the_button()
        return self.looks()

    def _presses_the_button(self) -> None:
        press(self.page.locator("main form button").first)

    def leaves(self) -> None:
        self.context.close()


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment on the wall clock of the college, in winter."""
    return dt.datetime.combine(day, dt.time(hour, minute), dt.UTC)
