"""Options: from one declaration to keyword arguments, the command line and the explorer."""

from typing import Annotated, Literal

import pandas as pd
import pytest
from click.testing import CliRunner
from pydantic import Field

import toolkit as tk
from tests.conftest import SEED, article
from toolkit.commands import app
from toolkit.options import options_of

PLUGIN = '''
from typing import Annotated, Literal
import toolkit as tk

@tk.analyzer("heads", columns={"said": "string"})
def heads(
    document,
    *,
    length: Annotated[int, "Characters to take."] = 4,
    places: Annotated[Literal["body", "headline"], "Where to look."] = "body",
    words: Annotated[list[str], "Words to note."] = (),
    loud: bool = False,
):
    """The first characters."""
    row = document.span(places, 0, length, said=" ".join([*words, str(loud)]))
    yield row
'''


@tk.analyzer("first", columns={"note": "string"})
def first(
    document,
    *,
    length: Annotated[int, Field(ge=1, le=9), "Characters to take."] = 4,
    how: Literal["plain", "loud"] = "plain",
    words: Annotated[list[str], "Words to look for."] = (),
    free=None,
):
    """The first characters."""
    yield document.span("body", 0, length, note=f"{how} {','.join(words)}")


def run(**options):
    return tk.analyze(article("Some words here"), plugins=[first], only="first", progress=False, **options)


def test_a_declaration_has_type_default_and_help():
    options = options_of(first.function)
    assert options["length"].help == "Characters to take." and options["length"].default == 4
    assert options["length"].schema == {"type": "integer", "minimum": 1, "maximum": 9}
    assert options["how"].choices == ["plain", "loud"] and not options["how"].many
    assert options["words"].many and options["free"].schema == {}


def test_values_are_converted():
    study = run(length="6", words="one")
    assert study.first["text"].tolist() == ["Some w"] and study.first["note"].tolist() == ["plain one"]
    assert study.provenance["analyzers"][0]["options"] == {"length": 6, "how": "plain", "words": ["one"], "free": None}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"length": 10}, "Option 'length' of 'first': it must be less than or equal to 9, not 10"),
        ({"length": "six"}, "Option 'length' of 'first'.*integer.*not 'six'"),
        ({"how": "quiet"}, "it must be 'plain' or 'loud', not 'quiet'"),
        ({"words": [3]}, "Option 'words' of 'first'.*not 3 at 0"),
    ],
)
def test_a_wrong_value_is_told_before_anything_runs(options, message):
    with pytest.raises(ValueError, match=message):
        run(**options)


def test_an_option_without_default_is_told():
    with pytest.raises(ValueError, match="Option 'least' of few has no default"):

        @tk.analyzer("few")
        def few(document, *, least): ...


@pytest.fixture
def plugin(tmp_path):
    (tmp_path / "heads.py").write_text(PLUGIN)
    return ["--plugin", str(tmp_path / "heads.py"), "--only", "heads", "--quiet", "--out", str(tmp_path / "out")]


def invoke(*arguments):
    return CliRunner().invoke(app, ["analyze", str(SEED), *arguments])


def test_options_are_options_of_the_command_line(plugin, tmp_path):
    done = invoke(*plugin, "--length", "6", "--places", "headline", "--words", "a", "--words", "b", "--loud")
    assert done.exit_code == 0, done.output
    table = pd.read_parquet(tmp_path / "out" / "heads.parquet")
    assert table["field"].tolist() == ["headline"] and table["text"].str.len().tolist() == [6]
    assert table["said"].tolist() == ["a b True"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--length", "six"], "'six' is not a valid integer"), (["--places", "title"], "'title' is not one of")],
)
def test_a_wrong_value_on_the_command_line(plugin, arguments, message):
    done = invoke(*plugin, *arguments)
    assert done.exit_code != 0 and message in done.output


def test_the_help_of_the_command_line_has_them(plugin):
    done = invoke(*plugin, "--help")
    text = " ".join(done.output.split())
    assert "Characters to take. [heads] Usually 4." in text
    assert "Words to note. [heads] May be given again." in text and "--loud / --no-loud" in text
    assert "[body|headline]" in text
