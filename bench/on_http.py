"""The college as production serves it, over plain HTTP for a browser on this machine; its files compressed."""

# ruff: noqa: F403, F405  it builds on the bench's settings, as those build on production
from bench.settings import *
from bench.sizes import TINY
from college.settings import base

if TINY:
    WHITENOISE_USE_FINDERS = True  # collecting and compressing takes a minute
else:
    STORAGES = base.STORAGES
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
# The prefix of production's names asks for HTTPS.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost"]
