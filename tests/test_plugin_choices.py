"""Plugins that are turned off, chosen among, of one name, or made for another version of the core."""

import pytest
from click.testing import CliRunner

import toolkit as tk
from tests.conftest import article, as_a_new_process_finds_them
from toolkit.commands import app

CODE = """
import toolkit as tk

@tk.analyzer("{analyzer}", makes={{"{table}": tk.Table()}})
def {analyzer}(document):
    yield document.span("body", 0, {end})
"""
ONE = article("Some words in a body.")


@pytest.fixture
def distribution(install, choices):
    """Installs a distribution with one analyzer."""

    def installs(name, *, plugin="mine", analyzer="mine", table="mine", end=4, requires="press-toolkit>=0.1"):
        install(name, CODE.format(analyzer=analyzer, table=table, end=end), plugin, requires)

    return installs


def analyzed(only):
    return tk.analyze(ONE, only=only, progress=False)


def listed():
    as_a_new_process_finds_them()
    return CliRunner().invoke(app, ["plugins"], catch_exceptions=False).output


def test_a_plugin_is_turned_off_and_on_again(distribution):
    distribution("toolkit-mine")
    assert "  mine " in listed()
    tk.disable_plugin("toolkit-mine")
    assert "mine" not in set(tk.list_plugins()["name"])
    assert tk.list_plugins().set_index("plugin").at["mine", "state"] == "off"
    assert "off: mine (toolkit-mine 1.0)" in listed()
    tk.enable_plugin("mine")
    assert "  mine " in listed() and "off:" not in listed()


def test_of_two_that_make_one_table_one_is_chosen(distribution):
    distribution("toolkit-a", plugin="a", analyzer="first", table="words", end=4)
    distribution("toolkit-b", plugin="b", analyzer="second", table="words", end=10)
    both = "'first' and 'second' both make the table 'words'. Of two that are installed, choose one"
    with pytest.raises(ValueError, match=both):
        analyzed("first")
    tk.prefer_plugin("words", "toolkit-b")
    assert analyzed("second").words["text"].tolist() == ["Some words"]
    states = tk.list_plugins().set_index("name").loc[["first", "second"], "state"]
    assert states.tolist() == ["passed over", "on"]
    assert "(another makes this table)" in listed()


def test_of_two_analyzers_of_one_name_one_is_chosen(distribution):
    distribution("toolkit-a", plugin="a", end=4)
    distribution("toolkit-b", plugin="b", end=10)
    with pytest.raises(ValueError, match=r"Two analyzers are named 'mine': toolkit_a\.mine and toolkit_b\.mine"):
        analyzed("mine")
    tk.prefer_plugin("mine", "a")
    as_a_new_process_finds_them()
    assert analyzed("mine").mine["text"].tolist() == ["Some"]


def test_two_plugins_of_one_name_are_both_told(distribution):
    distribution("toolkit-a", analyzer="first", table="first")
    distribution("toolkit-b", analyzer="second", table="second")
    said = listed()
    assert "failed: mine of toolkit-b (toolkit-b 1.0): toolkit-a 1.0 has a plugin named 'mine', too" in said
    assert "  first " in said and "  second " not in said
    tk.disable_plugin("toolkit-a")
    assert "  second " in listed() and "failed" not in listed()


@pytest.mark.parametrize(
    ("requires", "todo"),
    [
        ("press-toolkit>=99", "it needs press-toolkit >=99, and 0.1.0 is installed; upgrade press-toolkit"),
        ("press-toolkit<0.1", "upgrade toolkit-mine, or install an older press-toolkit"),
        ("Press_Toolkit ~=7.1", "upgrade press-toolkit"),
    ],
)
def test_a_plugin_for_another_version_of_the_core_says_which_to_upgrade(distribution, requires, todo):
    distribution("toolkit-mine", requires=requires)
    said = listed()
    assert "failed: mine (toolkit-mine 1.0): " in said and todo in said and "  mine " not in said


def test_a_file_of_choices_that_is_broken_stops_nothing(distribution, choices):
    choices.parent.mkdir()
    choices.write_text("[]")
    distribution("toolkit-mine")
    said = listed()
    assert "  mine " in said and f"failed: choices (choices): {choices} holds no choice of plugins" in said
