"""A new plugin: a complete package with code, tests, README, licence and CI file, from a template or a file of the
user's.
"""

import ast
import json
import keyword
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import packages_distributions, version
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from toolkit.additions import Chart, Panel, Reader
from toolkit.analyzers import Analyzer

KINDS: dict[str, Any] = {"analyzer": Analyzer, "reader": Reader, "chart": Chart, "panel": Panel}
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


def new_plugin(name: str, kind: str, folder: Path, source: Path | None = None) -> Path:
    """Writes a plugin of a kind (one of `KINDS`) into `folder`/toolkit-NAME, and gives that folder.

    Its code is the Python file `source` as it stands, otherwise an example to be changed.

    Raises ValueError for a name that Python or pip cannot have, for a kind that there is not, and for a source that
    cannot be run, defines nothing of the kind, or defines readers, whose tests need a file of theirs; FileExistsError
    where the folder is there already.
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
        "dependencies": f'"press-toolkit>={version("press-toolkit")}"',
        "year": str(datetime.now(UTC).year),
    }
    values |= _example(kind, values) if source is None else _of_file(source, kind, values)
    values["description"] = json.dumps(values["summary"], ensure_ascii=False)
    written = {there: _filled(here, values) for here, there in _SHARED.items()}
    written[f"{values['module']}/__init__.py"] = values["code"]
    written[f"tests/test_{short}.py"] = values["test"]
    for there, text in written.items():
        path = root / there
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _filled(name: str, values: Mapping[str, str]) -> str:
    template = files("toolkit").joinpath("templates", "plugin", *name.split("/"))
    return Template(template.read_text(encoding="utf-8")).substitute(values)


def _example(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """The code of the kind's example, with its test and what the README says of its use."""
    return {
        "code": _filled(f"{kind}/module.txt", values),
        "test": _filled(f"{kind}/test.txt", values),
        "usage": _filled(f"{kind}/usage.txt", values).strip(),
    }


def _of_file(source: Path, kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """The user's own code, with a test of all that it defines of the kind, and with what it imports."""
    if kind == "reader":
        raise ValueError(
            "A reader is tested on a file of its kind: make its plugin without a source, and put yours in."
        )
    from toolkit.plugins.registry import load_file

    things = {name: one for name, one in vars(load_file(source)).items() if isinstance(one, KINDS[kind])}
    if not things:
        raise ValueError(f"{source} defines no {kind}.")
    code = source.read_text(encoding="utf-8")
    return {
        "code": code,
        "test": _filled("own_test.txt", {**values, "things": ", ".join(things)}),
        "usage": f"It adds {', '.join(f'`{one.name}`' for one in things.values())}.",
        "summary": next(iter(things.values())).summary or values["summary"],
        "dependencies": ", ".join([values["dependencies"], *(f'"{name}"' for name in _imported(code))]),
    }


def _imported(code: str) -> list[str]:
    """The distributions from which a module imports, beside Python's own and press-toolkit."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    known = packages_distributions()
    found = {known[name][0] for name in names - sys.stdlib_module_names - {"toolkit"} if name in known}
    return sorted(found, key=str.lower)
