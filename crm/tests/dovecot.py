"""A real IMAP server for the tests marked `imap`: Dovecot on a free port, with a mailbox thrown away after.

A plugin of the root conftest. Without Dovecot those tests skip, unless KRING_REQUIRE_IMAP is set. It
needs no root: all its users are the one that runs the tests (as root: nobody).
"""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"
PASSWORD = 'g&heim "één"'  # noqa: S105  what a password may hold
MAILBOXES = 60  # one a test
CONFIG = """
base_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
disable_plaintext_auth = no
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
{certificate}
passdb {{
  driver = passwd-file
  args = username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
auth_failure_delay = 0
"""


def pytest_collection_modifyitems(items):
    """Skip what needs a mail server when there is none."""
    if Path(DOVECOT).exists():
        return
    reason = "no Dovecot here (apt-get install dovecot-imapd)"
    if os.environ.get("KRING_REQUIRE_IMAP"):
        raise pytest.UsageError(f"KRING_REQUIRE_IMAP is set: {reason}")
    for item in items:
        if item.get_closest_marker("imap"):
            item.fixturenames.clear()
            item.add_marker(pytest.mark.skip(reason=reason))


def free_port():
    """Return a port nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class MailServer:
    """The server, and one mailbox of it per test."""

    home: Path
    port: int
    tls_port: int
    process: subprocess.Popen | None = None
    user: str = ""
    free: list[str] = field(default_factory=list)

    @property
    def certificate(self) -> str:
        """Return the self-signed certificate it shows."""
        return str(self.home / "certificate.pem")

    def url(self, folder="INBOX", *, scheme="imap", password=PASSWORD):
        """Return the address of a folder of the mailbox, as MAILBOX_URL takes it."""
        port = self.tls_port if scheme == "imaps" else self.port
        where = f"{quote(self.user, safe='')}:{quote(password, safe='')}@localhost:{port}"
        return f"{scheme}://{where}/{quote(folder)}"

    def client(self):
        """Log in as a mail program would."""
        box = imaplib.IMAP4("localhost", self.port, timeout=10)
        box.authenticate("PLAIN", lambda asked: f"\0{self.user}\0{PASSWORD}".encode())
        return box

    def deliver(self, *mails, folder="INBOX"):
        """Put mails into the mailbox."""
        box = self.client()
        box.create(f'"{folder}"')
        for raw in mails:
            answer, data = box.append(f'"{folder}"', None, None, raw)
            assert answer == "OK", data
        box.logout()

    def flags(self, folder="INBOX"):
        """Return which mails of the mailbox are seen, in order."""
        box = self.client()
        box.select(f'"{folder}"', readonly=True)
        _answer, rows = box.fetch("1:*", "(FLAGS)")
        box.logout()
        return [b"\\Seen" in row for row in rows if row]

    def hang_up_on_everybody(self):
        """Break off every session, as a server does that is restarted."""
        subprocess.run(["doveadm", "-c", self.home / "conf", "kick", "*"], check=False, timeout=20)


def make_certificate(home):
    """Write a certificate for localhost that nobody signed."""
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost", "-keyout", home / "key.pem",
            "-out", home / "certificate.pem",
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


@pytest.fixture(scope="session")
def dovecot():
    """Start the server once; stop it at the end. Its folder is not pytest's, which others may not enter."""
    home = Path(tempfile.mkdtemp(prefix="dovecot"))
    home.chmod(0o755)
    account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    make_certificate(home)
    for name in ("mail", "run"):
        (home / name).mkdir()
    server = MailServer(home, free_port(), free_port())
    (home / "conf").write_text(
        CONFIG.format(
            home=home,
            user=account.pw_name,
            group=grp.getgrgid(account.pw_gid).gr_name,
            port=server.port,
            tls_port=server.tls_port,
            ssl="yes",
            certificate=f"ssl_cert = <{home}/certificate.pem\nssl_key = <{home}/key.pem",
        )
    )
    names = [f"klachten{number}@kring.test" for number in range(MAILBOXES)]
    (home / "users").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}::::::\n" for name in names))
    server.free = names
    if os.getuid() == 0:
        shutil.chown(home / "mail", account.pw_uid, account.pw_gid)
    server.process = subprocess.Popen([DOVECOT, "-F", "-c", home / "conf"])
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("localhost", server.port), 1).close()
            break
        except OSError:
            assert time.monotonic() < end and server.process.poll() is None, (
                home / "log"
            ).read_text()
            time.sleep(0.05)
    yield server
    server.process.terminate()
    server.process.wait(20)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def mailbox(dovecot):
    """Give the test a mailbox of its own."""
    dovecot.user = dovecot.free.pop()
    return dovecot
