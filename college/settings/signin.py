"""How people sign in: codes by e-mail, passkeys, second steps, an organisation's own sign-in.

No passwords. What these settings mean stands in allauth's documentation; why
they are so stands in the README's decisions.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from environs import Env

env = Env()

AUTH_USER_MODEL = "college.User"
AUTHENTICATION_BACKENDS = ["enrolment.learners.backend.OneQueryBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"

# Long enough for a form begun and not finished; who is signed in is held to less by IdleMiddleware.
SESSION_COOKIE_AGE = 3 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Codes by e-mail --------------------------------------------------------------------

ACCOUNT_ADAPTER = "college.signin.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "college.signin.forms.SignInForm",
    "request_login_code": "college.signin.forms.AskForCodeForm",
    "confirm_login_code": "college.signin.forms.EnterCodeForm",
}
# allauth's limits are the coarse ones; the exact ones per address and per code are in college/signin/forms.py.
# A ward or a library shares one network address: leave room.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,20/d/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
if env.str("CLIENT_IP_HEADER", ""):
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.str("CLIENT_IP_HEADER")

# Passkeys and second steps ------------------------------------------------------------

MFA_ADAPTER = "college.signin.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey counts as two steps only behind a PIN, face or finger
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody makes an account here for an address they can't read
MFA_TOTP_TOLERANCE = 1  # clocks of phones run fast and slow
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_TRUST_ENABLED = True  # for trainers alone: courses.second_factor.TrainersTrustStage
MFA_TRUST_COOKIE_AGE = timedelta(weeks=16)
MFA_FORMS = {
    "authenticate": "college.signin.forms.SecondStepForm",
    "reauthenticate": "college.signin.forms.SecondStepAgainForm",
    "activate_totp": "college.signin.forms.SetUpAppForm",
    "add_webauthn": "college.signin.passkeys.AddForm",
    "edit_webauthn": "college.signin.passkeys.NameForm",
    "login_webauthn": "college.signin.passkeys.SignInForm",
    "authenticate_webauthn": "college.signin.passkeys.SecondStepForm",
    "reauthenticate_webauthn": "college.signin.passkeys.AgainForm",
}
# Dotted names, because the first stage knows no roles and the last one does.
SECOND_FACTOR_STAGES = ["allauth.mfa.stages.AuthenticateStage", "courses.second_factor.TrainersTrustStage"]

# An organisation's own sign-in: absent until it is named ---------------------------------

SOCIALACCOUNT_ADAPTER = "college.signin.adapters.OrganisationAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address that matches is no proof of who asks
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "organisation"
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_ORIGINS: list[str] = []
SOCIALACCOUNT_PROVIDERS: dict[str, dict] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_SERVER_URL:
    _parts = urlsplit(OIDC_SERVER_URL)
    OIDC_ORIGINS = [f"{_parts.scheme}://{_parts.netloc}"]  # the sign-in form may lead there
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sign-in",
            "name": env.str("OIDC_NAME", "your organisation"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_SECRET"),
            "settings": {"server_url": OIDC_SERVER_URL, "uid_field": "sub"},
        }
    ]
