"""A new plugin: a complete package with code, tests, README, licence and CI file, from a template."""

import keyword
import re
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

KINDS = ("analyzer", "reader", "chart", "panel")
_SHARED = {
    "pyproject.txt": "pyproject.toml",
    "readme.txt": "README.md",
    "license.txt": "LICENSE",
    "ci.txt": ".github/workflows/test.yml",
    "gitignore.txt": ".gitignore",
}
_SUMMARIES = {
    "analyzer": "Words of interest in press articles.",
    "reader": "Reads articles from files of a kind of its own.",
    "chart": "A chart of press articles.",
    "panel": "A panel beside press articles.",
}


def new_plugin(name: str, kind: str, folder: Path) -> Path:
    """Writes a plugin of a kind (one of `KINDS`) into `folder`/toolkit-NAME, and gives that folder.

    Raises ValueError for a name that Python or pip cannot have and for a kind that there is not, FileExistsError where
    the folder is there already.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.")
    short = name.removeprefix("toolkit-").replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", short) or keyword.iskeyword(short):
        raise ValueError(f"A plugin's name is of small letters, digits and hyphens, such as 'hedges', not {name!r}.")
    project = f"toolkit-{short.replace('_', '-')}"
    root = folder / project
    if root.exists():
        raise FileExistsError(f"{root} is there already.")
    values = {
        "name": short,
        "module": f"toolkit_{short}",
        "project": project,
        "kind": kind,
        "title": short.replace("_", " ").capitalize(),
        "summary": _SUMMARIES[kind],
        "toolkit": version("press-toolkit"),
        "year": str(datetime.now(UTC).year),
    }
    template = files("toolkit").joinpath("templates", "plugin")
    own = template.joinpath(kind)
    values["usage"] = Template(own.joinpath("usage.txt").read_text(encoding="utf-8")).substitute(values).strip()
    sources = {there: template.joinpath(here) for here, there in _SHARED.items()}
    sources[f"{values['module']}/__init__.py"] = own.joinpath("module.txt")
    sources[f"tests/test_{short}.py"] = own.joinpath("test.txt")
    for there, source in sources.items():
        path = root / there
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(source.read_text(encoding="utf-8")).substitute(values), encoding="utf-8")
    return root
