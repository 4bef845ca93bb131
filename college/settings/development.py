"""A laptop and the demonstration college: everything on, nothing secret, mail shown on a page."""

from .base import *

DEBUG = env.bool("DEBUG", True)
DEMONSTRATION = True
SECRET_KEY = "only-for-a-laptop-" + "x" * 40
SEAL_KEYS = ["only-for-a-laptop"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{BASE_DIR / 'college.sqlite3'}"))}
EMAIL_BACKEND = "college.outbox.development.ShownMailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Loading the demonstration edits and publishes some forty pages: a line each would hide the address to open.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}
