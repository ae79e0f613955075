"""ZIP and TAR archives and packed files: what is in them, unpacked one at a time and never by its own name."""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from toolkit.additions import Member, Reader

MOST_BYTES = 2_000_000_000
"""What an archive may hold when unpacked."""
MOST_TIMES = 200
"""How many times larger than in the archive a file may be; more is a bomb."""
_FREE = 10_000_000  # bytes that a file may have however well it was packed
_CHUNK = 1_000_000


_PACKED: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}


def _accepts(path: Path, head: bytes) -> bool:
    if path.suffix.lower() in (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"):
        return zipfile.is_zipfile(path) or _is_tar(path) or _opener(head) is not None
    return False


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except EOFError:  # packed, and cut off
        return False


def _opener(head: bytes) -> Any:
    """How a file that is packed by itself (news.jsonl.gz) is opened; None for one that is not."""
    return next((opener for mark, opener in _PACKED.items() if head.startswith(mark)), None)


def _read(path: Path, options: Mapping[str, Any]) -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="press-toolkit-") as folder:
        members = _members(path)
        budget = MOST_BYTES
        for number, (name, size, packed, file, problem) in enumerate(members):
            if problem is None:
                problem = _refusal(name, size, packed, budget)
            if problem or file is None:
                yield Member(name, problem=problem or "not a file")
                continue
            target = Path(folder) / f"{number}{PurePosixPath(name).suffix[:10]}"
            written = _unpack(file, target, min(budget, max(_FREE, MOST_TIMES * max(packed, 1))))
            if written is None:
                yield Member(name, problem="far larger than it says: an archive made to fill the disk")
            else:
                budget -= written
                yield Member(name, target)
            target.unlink(missing_ok=True)


Found = tuple[str, int, int, IO[bytes] | None, str | None]


def _members(path: Path) -> Iterator[Found]:
    if zipfile.is_zipfile(path):
        return _of_zip(path)
    return _of_tar(path) if _is_tar(path) else _of_packed(path)


def _of_packed(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        opener = _opener(file.read(16))
    with opener(path) as unpacked:
        yield path.stem, 0, path.stat().st_size, unpacked, None


def _of_zip(path: Path) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield info.filename, 0, 0, None, "protected by a password"
                continue
            with archive.open(info) as file:
                yield info.filename, info.file_size, info.compress_size, file, None


def _of_tar(path: Path) -> Iterator[Found]:
    whole = path.stat().st_size
    with tarfile.open(path) as archive:
        for info in archive:
            if info.isdir() or _is_hidden(info.name):
                continue
            yield info.name, info.size, whole, archive.extractfile(info) if info.isfile() else None, None


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts
    )


def _refusal(name: str, size: int, packed: int, budget: int) -> str | None:
    """Why a member is not unpacked; None where it may be."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return "its path leads outside the archive"
    if size > budget:
        return f"the archive holds more than {MOST_BYTES:,} bytes"
    if size > _FREE and size > MOST_TIMES * max(packed, 1):
        return f"{size / max(packed, 1):,.0f} times larger than in the archive: made to fill the disk"
    return None


def _unpack(file: IO[bytes], target: Path, most: int) -> int | None:
    """Writes a member to `target` and gives its size; None where it is larger than `most`."""
    written = 0
    with target.open("wb") as output:
        while chunk := file.read(_CHUNK):
            written += len(chunk)
            if written > most:
                return None
            output.write(chunk)
    return written


ARCHIVE = Reader("archive", _accepts, _read, "ZIP, TAR, GZ, BZ2, XZ; each file in it by its own reader.", opens=True)
