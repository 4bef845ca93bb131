"""A college that is open. Refuses to start half-configured and says what is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

_wanted = {
    "SECRET_KEY": "a long random text, kept secret",
    "SEAL_KEYS": "one or more keys, newest first, parted by commas; they seal the most private text",
    "ALLOWED_HOSTS": "the site's host names, parted by commas",
    "DATABASE_URL": "where the database is, such as postgres://college:…@localhost/college",
    "BASE_URL": "the site's own address, such as https://college.example.org",
    "MAIL_URL": "how mail leaves, such as smtp://user:…@mail.example.org:587?tls=True",
    "MAIL_FROM": "the address that mail comes from",
}
if MAIL_PROVIDER:
    del _wanted["MAIL_URL"]
_missing = [f"  {name}: {what}" for name, what in _wanted.items() if not env.str(name, "")]
if _missing:
    raise ImproperlyConfigured("The college can't start. Missing in the environment:\n" + "\n".join(_missing))

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
SEAL_KEYS = env.list("SEAL_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
_wrong = []
if len(SECRET_KEY) < 50:
    _wrong.append("SECRET_KEY is shorter than 50 characters.")
if "*" in ALLOWED_HOSTS:
    _wrong.append("ALLOWED_HOSTS may not hold a bare *.")
if not BASE_URL.startswith("https://"):
    _wrong.append("BASE_URL must begin with https://.")
if env.bool("DEBUG", False) or env.bool("DEMONSTRATION", False):
    _wrong.append("DEBUG and DEMONSTRATION can't be switched on here.")
if _wrong:
    raise ImproperlyConfigured("The college can't start. " + " ".join(_wrong))

DATABASES = {"default": database(env.str("DATABASE_URL"))}

if MAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
else:
    _mail = env.dj_email_url("MAIL_URL")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST = _mail["EMAIL_HOST"]
    EMAIL_PORT = _mail["EMAIL_PORT"]
    EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
