"""Libraries are imported where they are used, so that neither a notebook nor the command line waits for all of them."""

import subprocess
import sys

import pytest

import toolkit as tk

TABLES = {"numpy", "pandas", "pyarrow"}
HEAVY = set(
    """IPython anywidget babel dateparser docx feedparser inflect ipywidgets lxml matplotlib networkx onnxruntime pypdf
    requests scipy spacy tokenizers trafilatura""".split()
)
HELP = "from click.testing import CliRunner; from toolkit.commands import app; CliRunner().invoke(app, '--help')"
PLUGINS = "from toolkit.plugins import find_plugins; find_plugins()"


@pytest.mark.parametrize(
    ("code", "absent"),
    [("import toolkit", HEAVY | TABLES), (HELP, HEAVY | TABLES), (PLUGINS, HEAVY)],
    ids=["the package", "the command line's help", "the plugins"],
)
def test_no_heavy_library_is_imported_by(code, absent):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    imported = set(done.stdout.split())
    assert "toolkit" in imported and not absent & imported


@pytest.mark.parametrize("module", [tk, tk.charts], ids=lambda module: module.__name__)
def test_every_public_name_is_listed_before_it_is_used(module):
    assert dir(module) == sorted(module.__all__)
    assert all(getattr(module, name) is not None for name in module.__all__)


def test_a_name_that_there_is_not_is_no_attribute():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tk.no_such_name
