"""Questions about pages."""

from wagtail.models import Page, PageViewRestriction, Site


def public_page_at(site: Site | None, path: str) -> Page | None:
    """The live page at `path` below the home of `site`; None where some page of it is closed to the public."""
    if site is None or PageViewRestriction.objects.exists():
        return None
    return Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}").first()
