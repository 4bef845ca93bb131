"""What the tests run on: as production, but with a database, keys and post that vanish."""

import tempfile

from .base import *

SECRET_KEY = "only-for-the-tests-" + "x" * 40
SEAL_KEYS = ["only-for-the-tests"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DATABASES = {"default": database(env.str("DATABASE_URL", "sqlite:///college-tests.sqlite3"))}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="college-media-"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PAPER_STRICT = True  # a picture missing from a printed page fails the test
# A test's rows vanish without a commit, so pages kept from it would outlive it.
CACHES["pages"] = CACHES["parts"] = CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
