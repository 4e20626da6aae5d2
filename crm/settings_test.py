"""Settings of the tests: the product's own, with what tests need changed and nothing else."""

import os

os.environ["KRING_MODE"] = "development"

from crm.settings import *  # noqa: E402, F403
from crm.settings import BASE_DIR, DATABASES, SQLITE  # noqa: E402

if SQLITE:  # never in memory: the live server's threads share one file
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "test.sqlite3")}
DEBUG = False
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "tests-only-" + "s" * 50
TOKEN_KEY = "tests-only-" + "t" * 50
LANGUAGE_CODE = "en"
SITE_URL = "https://kring.test"
HTTPS = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True  # serves static/ itself; no collected folder is needed
LOGGING = {"version": 1, "disable_existing_loggers": True}
