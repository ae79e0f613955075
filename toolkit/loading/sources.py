"""What a user names (a file, a folder, a glob) → the files to read, in a stable order."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path


class NoSuchSource(FileNotFoundError):
    """A path or glob that the user named matches nothing."""


def find_files(source: str | os.PathLike[str]) -> Iterator[tuple[Path, bool]]:
    """Yields the files of a path, a folder (with its subfolders) or a glob, sorted.

    Beside each file: whether the user named it (True) or it was found in a folder or by a glob (False).
    Names that begin with a dot are left alone, as shells do. Raises NoSuchSource.
    """
    text = os.fspath(source)
    path = Path(text).expanduser()
    if path.is_dir():
        yield from ((file, False) for file in _walk(path))
    elif path.exists():
        yield path, True
    elif glob.has_magic(text):
        found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not found:
            raise NoSuchSource(f"No file matches {text!r}.")
        for match in found:
            if match.is_dir():
                yield from ((file, False) for file in _walk(match))
            else:
                yield match, False
    else:
        where = path.parent if path.parent.is_dir() else Path.cwd()
        raise NoSuchSource(f"There is no file or folder {text!r} (looked in {where.resolve()}).")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(files) if not name.startswith("."))
