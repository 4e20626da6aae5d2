"""Adding, removing, pinning, sweeping and counting files."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from crm.shared.audit.models import AuditEntry
from crm.shared.errors import Conflict
from crm.shared.files import owners, services, storage
from crm.shared.files.models import LARGEST, FileUse, StoredFile
from crm.shared.files.names import FileError
from crm.shared.files.tests.samples import PDF, SVG, upload
from crm.shared.organisation.models import Organisation
from customers.tests.factories import AccountFactory, DealFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def account():
    return AccountFactory()


def add(account, *uploads):
    return services.add_files(
        owners.find("account"), account, uploads or [upload()], by=account.owner, now=NOW
    )


def on_disk():
    return sorted(storage.older_than(datetime.now(UTC).timestamp() + 60))


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def test_a_file_is_kept_under_a_random_name_and_read_back(account):
    [file] = add(account, upload("../Tekening.PDF", PDF))
    assert (file.name, file.kind, file.size) == ("Tekening.PDF", "pdf", len(PDF))
    assert (file.owner_kind, file.owner_id, file.account_id) == ("account", account.pk, account.pk)
    assert "ekening" not in file.path and "." not in file.path
    with storage.read(file.path) as content:
        assert content.read() == PDF
    assert os.stat(storage.folder() / file.path).st_mode & 0o777 == 0o600
    assert AuditEntry.objects.filter(verb="file.add", object_id=file.pk, account_id=account.pk)


def test_several_files_are_kept_together_or_not_at_all(account):
    with pytest.raises(FileError, match="SVG"):
        add(account, upload(), upload("logo.svg", SVG))
    assert not StoredFile.objects.exists()
    assert on_disk() == []
    assert len(add(account, upload("a.pdf"), upload("b.pdf"))) == 2
    assert len(on_disk()) == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose a file"),
        ([upload(content=b"")], "is empty"),
        ([upload(content=PDF + b"x" * LARGEST)], "larger than 10 MB"),
        ([upload(f"{n}.pdf") for n in range(11)], "at most 10"),
    ],
)
def test_what_is_too_little_or_too_much_is_refused(account, files, words):
    with pytest.raises(FileError, match=words):
        services.add_files(owners.find("account"), account, files, by=account.owner, now=NOW)
    assert not StoredFile.objects.exists()


def test_the_room_of_an_account_and_of_everything_is_kept(account):
    """One megabyte for an account, two in all: the second file of 700 kB is one too many."""
    Organisation.objects.update_or_create(
        pk=1, defaults={"files_account_mb": 1, "files_total_mb": 2}
    )
    big = PDF[:-6] + b" " * 700_000 + PDF[-6:]
    add(account, upload("a.pdf", big))
    with pytest.raises(FileError, match="one account may take 1 MB"):
        add(account, upload("b.pdf", big))
    add(AccountFactory(), upload("c.pdf", big))
    with pytest.raises(FileError, match="all files together may take 2 MB"):
        add(AccountFactory(), upload("d.pdf", big))
    assert len(on_disk()) == 2
    assert FileUse.objects.get(account_id=0).bytes == 2 * len(big)


def test_a_removed_file_leaves_the_disk_when_that_is_certain(
    account, django_capture_on_commit_callbacks
):
    [file] = add(account)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_file(file, by=account.owner)
        assert len(on_disk()) == 1
    assert on_disk() == []
    assert not StoredFile.objects.exists()
    assert not FileUse.objects.exclude(bytes=0, files=0).exists()
    assert AuditEntry.objects.filter(verb="file.remove", account_id=account.pk)
    with pytest.raises(Conflict):
        services.remove_file(file, by=account.owner)


def test_housekeeping_removes_what_no_row_names_after_a_day(account):
    [file] = add(account)
    orphan = storage.write(upload().file)
    now = datetime.now(UTC)
    assert services.sweep(now) == 0
    assert services.sweep(now + timedelta(days=2)) == 1
    assert on_disk() == [file.path]
    assert orphan.path != file.path


def test_a_path_that_is_not_ours_is_never_opened():
    for path in ("../settings.py", "/etc/passwd", "ab/../../x", "AB/" + "0" * 32):
        with pytest.raises(ValueError, match="."):
            storage.read(path)


def test_five_files_can_be_pinned(account):
    files = add(account, *[upload(f"{n}.pdf") for n in range(6)])
    for file in files[:5]:
        services.pin_file(file, by=account.owner, now=NOW)
        services.pin_file(file, by=account.owner, now=NOW)
    with pytest.raises(FileError, match="pinned already"):
        services.pin_file(files[5], by=account.owner, now=NOW)
    services.unpin_file(files[0], by=account.owner)
    services.pin_file(files[5], by=account.owner, now=NOW)
    assert StoredFile.objects.pinned().count() == 5
    assert AuditEntry.objects.filter(verb="file.pin").count() == 6


def test_stored_room_is_compared_with_the_files(account, capsys):
    add(account)
    call_command("check_figures", "files")
    FileUse.objects.update(bytes=5)
    with pytest.raises(CommandError, match="2 stored"):
        call_command("check_figures", "files")
    call_command("check_figures", "files", mend=True)
    call_command("check_figures", "files")
    assert FileUse.objects.get(account_id=account.pk).bytes == len(PDF)
    AccountFactory()
    FileUse.objects.create(account_id=999_999, bytes=7, files=1)
    assert [d.pk for d in services.compare_use(NOW)] == [999_999]


def test_files_hang_on_what_is_registered(account):
    deal = DealFactory(account=account)
    [file] = services.add_files(owners.find("deal"), deal, [upload()], by=account.owner, now=NOW)
    assert file.account_id == account.pk
    assert owners.find("deal").title(deal) == deal.title
    assert owners.find("moon") is None
