"""A printed page may take pictures from our own folders, and from nowhere else."""

import pytest
from PIL import Image

fetcher = pytest.importorskip("college.paper.fetcher")


@pytest.fixture
def folders(tmp_path):
    static, media, outside = tmp_path / "static", tmp_path / "media", tmp_path / "outside"
    for folder in (static, media / "deep", outside):
        folder.mkdir(parents=True)
    for file in (static / "logo.png", media / "deep" / "a b.jpg", outside / "secret.png"):
        Image.new("RGB", (2, 2)).save(file)
    (media / "letter.pdf").write_bytes(b"%PDF")
    (media / "link.png").symlink_to(outside / "secret.png")
    (media / "way").symlink_to(outside)
    (static / "twin.png").symlink_to(static / "logo.png")
    return {"/static/": [str(static)], "/media/": [str(media)]}


@pytest.fixture
def opened(folders):
    taker = fetcher.PaperFetcher(roots=folders, pictures={"qr:code": b"picture"})
    return lambda url: taker(url).read()


def test_our_own_files_are_opened(opened):
    for url in ("static/logo.png", "static/twin.png", "media/deep/a%20b.jpg", "static/logo.png?v=2"):
        assert opened(f"https://paper.invalid/{url}")


def test_a_picture_handed_over_is_opened(opened):
    assert opened("qr:code") == b"picture"


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.invalid/media/link.png",
        "https://paper.invalid/media/way/secret.png",
        "https://paper.invalid/media/../outside/secret.png",
        "https://paper.invalid/media/%2e%2e/outside/secret.png",
        "https://paper.invalid/media/deep/..%2f..%2foutside/secret.png",
        "https://paper.invalid/media//etc/passwd",
        "https://paper.invalid/media/letter.pdf",
        "https://paper.invalid/media/nothing.png",
        "https://paper.invalid/media/",
        "https://paper.invalid/media/logo.png%00.png",
        "https://paper.invalid/outside/secret.png",
        "https://paper.invalid:443/static/logo.png",
        "https://someone@paper.invalid/static/logo.png",
        "http://paper.invalid/static/logo.png",
        "https://paper.invalid.elsewhere.example/static/logo.png",
        "https://elsewhere.example/static/logo.png",
        "file:///etc/hostname",
        "ftp://elsewhere.example/x.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "qr:other",
        "picture:logo",
        "no address at all",
        "https://[broken/static/logo.png",
    ],
)
def test_everything_else_is_refused(opened, url):
    with pytest.raises(ValueError):
        opened(url)


def test_no_handler_is_left_that_could_open_an_address(folders):
    taker = fetcher.PaperFetcher(roots=folders)
    assert taker.handlers == [] and taker.handle_open == {}
