"""Where files stand: below MEDIA_ROOT, outside the web root, under random names without extension."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

CHUNK = 256 * 1024
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


@dataclass(frozen=True)
class Written:
    """A file as it was written: its path below the folder of files, and the hash of its content."""

    path: str
    sha256: str


def folder() -> Path:
    """Return the folder of files."""
    return Path(settings.MEDIA_ROOT) / "files"


def _full(path: str) -> Path:
    """Return where a stored path stands; ValueError for anything that is not one of ours."""
    if not NAME.fullmatch(path):
        raise ValueError(path)
    return folder() / path


def write(stream: IO[bytes]) -> Written:
    """Write a stream under a random name, readable for this process's user only."""
    name = secrets.token_hex(16)
    path = f"{name[:2]}/{name}"
    target, digest = _full(path), hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    stream.seek(0)
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            while data := stream.read(CHUNK):
                digest.update(data)
                out.write(data)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Written(path, digest.hexdigest())


def read(path: str) -> IO[bytes]:
    """Open a file for reading; FileNotFoundError when it is gone."""
    return _full(path).open("rb")


def remove(path: str) -> None:
    """Take a file away; one that is gone already is no error."""
    _full(path).unlink(missing_ok=True)


def older_than(moment: float) -> Iterator[str]:
    """Yield the paths of files last written before a moment (seconds since 1970), folder by folder."""
    if not folder().is_dir():
        return
    for part in sorted(folder().iterdir()):
        if not part.is_dir():
            continue
        for file in sorted(part.iterdir()):
            path = f"{part.name}/{file.name}"
            if NAME.fullmatch(path) and file.stat().st_mtime < moment:
                yield path
