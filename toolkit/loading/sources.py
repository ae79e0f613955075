"""What a user names (a file, a folder, a glob) → the files to read, in a stable order."""

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class NoSuchSource(FileNotFoundError):
    """A path or glob that the user named matches nothing."""


@dataclass(frozen=True)
class Found:
    """A file, or a folder that cannot be walked for the `problem`; `named` if the user named it by itself."""

    path: str
    named: bool = False
    problem: str | None = None


def find_files(source: str | os.PathLike[str]) -> Iterator[Found]:
    """Yields the files of a path, a folder (with its subfolders) or a glob, sorted.

    Names that begin with a dot are left alone, as shells do. Links to folders are followed, but not back into a folder
    that they lie in. Raises NoSuchSource.
    """
    text = os.fspath(source)
    path = Path(text).expanduser()
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or path.is_symlink():
        yield Found(str(path), named=True)
    elif glob.has_magic(text):
        found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not found:
            raise NoSuchSource(f"No file matches {text!r}.")
        seen: set[str] = set()  # "exports/**" matches a folder and what is in it
        for match in found:
            for file in _walk(match) if match.is_dir() else [Found(str(match))]:
                real = os.path.realpath(file.path)
                if real not in seen:
                    seen.add(real)
                    yield file
    else:
        where = path.parent if path.parent.is_dir() else Path.cwd()
        raise NoSuchSource(f"There is no file or folder {text!r} (looked in {where.resolve()}).")


def _walk(folder: Path, above: frozenset[str] = frozenset()) -> Iterator[Found]:
    real = os.path.realpath(folder)
    if real in above:
        yield Found(str(folder), problem=f"a link back to {real}, a folder that it lies in")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(str(folder), problem=error.strerror or str(error))
        return
    shown = [(folder / entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith(".")]
    yield from (Found(str(path)) for path, is_folder in shown if not is_folder)
    for path, is_folder in shown:
        if is_folder:
            yield from _walk(path, above | {real})


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False
