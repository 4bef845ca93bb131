"""How messages leave, and how answers come in. Everything here is optional: without it the office does it by hand."""

from environs import Env

env = Env()

# Texts and letters by GOV.UK Notify: texts where a template is named, letters where switched on.
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_TEXT_TEMPLATE = env.str("NOTIFY_TEXT_TEMPLATE", "")
NOTIFY_LETTERS = env.bool("NOTIFY_LETTERS", False)
NOTIFY_URL = env.str("NOTIFY_URL", "https://api.notifications.service.gov.uk")
# What Notify shows when it calls back, at /callbacks/texts/…: long and random, the same in Notify's settings.
NOTIFY_CALLBACK_TOKEN = env.str("NOTIFY_CALLBACK_TOKEN", "")

# A mail provider of anymail's list, such as "postmark", instead of SMTP; its keys as ANYMAIL_….
MAIL_PROVIDER = env.str("MAIL_PROVIDER", "")
ANYMAIL: dict[str, str | int] = {name: env.str(f"ANYMAIL_{name}") for name in env.list("MAIL_PROVIDER_KEYS", [])}
ANYMAIL["REQUESTS_TIMEOUT"] = 10
# Where replies go, if not to the address that mail comes from.
MAIL_REPLY_TO = env.str("MAIL_REPLY_TO", "")
