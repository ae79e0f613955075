"""The plugins that ship, as they are listed, chosen and turned off."""

import json

from click.testing import CliRunner

import toolkit as tk
from toolkit.commands import app
from toolkit.plugins.choices import Choices, read_choices


def test_what_is_installed_is_listed():
    table = tk.list_plugins()
    quotes = table[table["name"] == "quotes"].iloc[0]
    assert (quotes["kind"], quotes["makes"], quotes["requires"]) == ("analyzer", "quotes", "entities")
    assert quotes["from"].startswith("toolkit-quotes ")
    assert set(table["kind"].dropna()) == {"reader", "chart", "analyzer", "linker", "exporter"}


def test_what_cannot_be_chosen_is_told(choices):
    for arguments, message in (
        (["disable", "nothing"], "There is no plugin 'nothing'; there are: entities, quotes, sentiment"),
        (["enable", "quotes"], "There is no plugin 'quotes' that is off; off are: none"),
        (["prefer", "quotes", "entities"], "'entities' does not make the table 'quotes'; it makes entities"),
    ):
        done = CliRunner().invoke(app, ["plugins", *arguments])
        assert done.exit_code == 1 and message in done.output
    assert not choices.exists()


def test_the_command_line_turns_off_and_on(choices):
    assert CliRunner().invoke(app, ["plugins", "disable", "toolkit-sentiment"]).output == "toolkit-sentiment is off.\n"
    assert json.loads(choices.read_text())["disabled"] == ["toolkit-sentiment"]
    assert "sentiment" not in set(tk.list_plugins()["name"])
    assert CliRunner().invoke(app, ["plugins", "enable", "sentiment"]).exit_code == 0
    assert read_choices() == Choices()
    assert CliRunner().invoke(app, ["plugins", "prefer", "quotes", "quotes"]).exit_code == 0
    assert read_choices().makers == {"quotes": "quotes"}


def test_the_options_of_plugins_are_on_the_command_line():
    assert "--baselines" in CliRunner().invoke(app, ["analyze", "--help"]).output
