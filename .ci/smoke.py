"""Ask a running production server for the pages that need no log-in; usage: smoke.py PORT."""

import re
import sys
import time
import urllib.error
import urllib.request

PORT = int(sys.argv[1])
PAGES = {"/healthz": 200, "/readyz": 200, "/accounts/login/": 200, "/k/": 200, "/nothing/": 404}
HEADERS = {"Host": "crm.example.nl", "X-Forwarded-Proto": "https"}


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects."""

    def redirect_request(self, *args):
        """Return nothing: a redirect is an answer."""


OPENER = urllib.request.build_opener(Stay)


def ask(path, headers=HEADERS):
    """Return status, headers and text of a page."""
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers=headers)  # noqa: S310
    try:
        answer = OPENER.open(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers, answer.read().decode(errors="replace")


for _attempt in range(100):
    try:
        ask("/healthz")
        break
    except OSError:
        time.sleep(0.1)

wrong = []
for path, expected in PAGES.items():
    status, headers, text = ask(path)
    if status != expected:
        wrong.append(f"{path} answered {status}, not {expected}")
    if "unsafe" in headers.get("Content-Security-Policy", "unsafe"):
        wrong.append(f"{path} has no strict Content-Security-Policy")
    for asset in re.findall(r'(?:src|href)="(/static/[^"#]+)', text):
        if ask(asset)[0] != 200:
            wrong.append(f"{path} names {asset}, which is not there")
status, headers, _text = ask("/accounts/login/", {"Host": "crm.example.nl"})
if status != 301 or not headers["Location"].startswith("https://"):
    wrong.append(f"http is not sent to https: {status}")
if ask("/", {**HEADERS, "Host": "evil.example"})[0] != 400:
    wrong.append("a foreign Host header is accepted")
if "Strict-Transport-Security" not in ask("/accounts/login/")[1]:
    wrong.append("no HSTS")
status, headers, _text = ask("/customers/")
if status != 302 or "/accounts/login/" not in headers["Location"]:
    wrong.append(f"/customers/ is open to strangers: {status}")
sys.exit("\n".join(wrong) or 0)
