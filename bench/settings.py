"""The college as production serves it, with the bench's plain anchors beside it.

`workplace.surroundings` sets the environment that production insists on.
"""

# ruff: noqa: F403, F405  it builds on production, as production builds on base
from college.settings.production import *

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "bench.anchors"]
SILENCED_SYSTEM_CHECKS = ["templates.E003"]  # the anchors' engine knows the same tag libraries
# The anchors' pages: Django's own engine with none of the college's context.
TEMPLATES = [
    *TEMPLATES,
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "anchors",
        "DIRS": [BASE_DIR / "bench" / "anchors" / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
STATIC_ROOT = MEDIA_ROOT.parent / "collected"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
