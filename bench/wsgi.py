"""One server for all that is compared: the same workers, other middleware by address."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

# As `wagtail start` writes it.
PLAIN = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
]


def through(middleware: list[str]) -> WSGIHandler:
    with override_settings(MIDDLEWARE=middleware, SECURE_SSL_REDIRECT=False):
        return WSGIHandler()


college = get_wsgi_application()
handlers = {
    "/bench/bare/": through(PLAIN),
    "/bench/plain/": through(PLAIN),
    "/bench/enrol/": through([]),
}


def application(environ, start_response):
    return handlers.get(environ["PATH_INFO"], college)(environ, start_response)
