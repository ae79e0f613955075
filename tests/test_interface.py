"""The public interface is what is on record: names, hooks, signatures."""

import difflib
import pkgutil
import re
from importlib.metadata import version
from types import ModuleType

import pytest
from packaging.version import Version
from typing_extensions import deprecated

import toolkit as tk
from scripts.interface import lines
from tests.conftest import ROOT
from toolkit import charts, hooks, testing, validation
from toolkit.plugins import find_plugins

RECORD = ROOT / "tests" / "interface.txt"


def test_the_interface_is_the_one_on_record():
    recorded = RECORD.read_text(encoding="utf-8").splitlines()
    change = "\n".join(difflib.unified_diff(recorded, list(lines()), "on record", "now", lineterm="", n=0))
    assert not change, (
        f"The public interface has changed:\n{change}\nWhere that is meant, follow docs/interface.md, then: "
        "python scripts/interface.py > tests/interface.txt"
    )


@pytest.mark.parametrize("package", [tk, charts, testing, validation], ids=lambda package: package.__name__)
def test_no_public_name_is_that_of_a_module(package):
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    assert modules & set(package.__all__) == ({"charts"} if package is tk else set())


def outlived(recorded, now):
    """The lines of a record whose deprecation does not say since when, or is older than one minor version."""
    wrong = []
    for line in recorded:
        _, marked, message = line.partition("  deprecated ")
        since = re.match(r"since (\d+\.\d+): \S", message)
        if marked and not (since and Version(now).release[:2] <= _next_minor(since[1])):
            wrong.append(line)
    return wrong


def _next_minor(text):
    major, minor = Version(text).release[:2]
    return major, minor + 1


def test_what_is_deprecated_is_removed_after_one_minor_version():
    assert outlived(RECORD.read_text(encoding="utf-8").splitlines(), version("press-toolkit")) == []
    line = "tk.read(path)  deprecated since 0.2: use tk.load"
    assert [outlived([line], now) for now in ("0.2.0", "0.3.4")] == [[], []]
    assert [outlived([line], now) for now in ("0.4.0", "1.0.0")] == [[line], [line]]
    vague = "tk.read(path)  deprecated soon"
    assert outlived([vague, "tk.load(source)"], "0.2.0") == [vague]


def test_a_deprecated_function_works_warns_and_is_on_record(monkeypatch):
    @deprecated("since 0.1: use tk.load")
    def read(path):
        return [path]

    with pytest.warns(DeprecationWarning, match="use tk.load"):
        assert read("a.txt") == ["a.txt"]
    monkeypatch.setattr(tk, "speaker_titles", read)
    assert "tk.speaker_titles(path)  deprecated since 0.1: use tk.load" in list(lines())


def test_a_deprecated_hook_works_warns_and_is_on_record(monkeypatch):
    @hooks.hookspec(warn_on_impl=DeprecationWarning("since 0.1: use toolkit_panels"))
    def toolkit_charts():
        """Charts, as they were."""

    monkeypatch.setattr(hooks, "toolkit_charts", toolkit_charts)
    assert "hook toolkit_charts()  deprecated since 0.1: use toolkit_panels" in list(lines())
    chart = tk.Chart("mine", "Mine", lambda study, ax=None: ax)
    module = ModuleType("a_plugin")
    module.toolkit_charts = tk.hookimpl(lambda: [chart])
    with pytest.warns(DeprecationWarning, match="use toolkit_panels"):
        assert chart in find_plugins(module).charts()
