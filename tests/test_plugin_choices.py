"""Plugins that are turned off, chosen among, of one name, or made for another version of the core."""

import pytest

from tests.test_plugins import in_python

CODE = """
import toolkit as tk

@tk.analyzer("{analyzer}", makes={{"{table}": tk.Table()}})
def {analyzer}(document):
    yield document.span("body", 0, {end})
"""
ANALYZE = 'study = tk.analyze(tk.load("One\\n\\nSome words in a body.", progress=False), only="{}", progress=False)\n'


@pytest.fixture
def distribution(tmp_path, choices):
    """Makes a distribution with one analyzer; gives the folder in which all of them lie."""

    def make(name, *, plugin="mine", analyzer="mine", table="mine", end=4, requires="press-toolkit>=0.1"):
        module = name.replace("-", "_")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nRequires-Dist: {requires}\n"
        )
        (info / "entry_points.txt").write_text(f"[toolkit]\n{plugin} = {module}\n")
        (tmp_path / f"{module}.py").write_text(CODE.format(analyzer=analyzer, table=table, end=end))
        return tmp_path

    return make


def listed(folder):
    return in_python("import sys; sys.argv[1:] = ['plugins']; from toolkit.commands import app; app()", folder)


def test_a_plugin_is_turned_off_and_on_again(distribution):
    folder = distribution("toolkit-mine")
    assert "  mine " in listed(folder)
    said = in_python(
        """
        import toolkit as tk
        tk.disable_plugin("toolkit-mine")
        print("mine" in set(tk.list_plugins()["name"]), tk.list_plugins().set_index("plugin").at["mine", "state"])
        """,
        folder,
    )
    assert said == "False off\n"
    assert "off: mine (toolkit-mine 1.0)" in listed(folder)
    in_python("import toolkit as tk; tk.enable_plugin('mine')", folder)
    assert "  mine " in listed(folder) and "off:" not in listed(folder)


def test_of_two_that_make_one_table_one_is_chosen(distribution):
    distribution("toolkit-a", plugin="a", analyzer="first", table="words", end=4)
    folder = distribution("toolkit-b", plugin="b", analyzer="second", table="words", end=10)
    said = in_python(
        f"""
        import toolkit as tk
        try:
            {ANALYZE.format("first").strip()}
        except ValueError as error:
            print(error)
        tk.prefer_plugin("words", "toolkit-b")
        {ANALYZE.format("second").strip()}
        print(study.words["text"].tolist())
        print(tk.list_plugins().set_index("name").loc[["first", "second"], "state"].tolist())
        """,
        folder,
    )
    assert "'first' and 'second' both make the table 'words'. Of two that are installed, choose one" in said
    assert "['Some words']\n['passed over', 'on']" in said
    assert "(another makes this table)" in listed(folder)


def test_of_two_analyzers_of_one_name_one_is_chosen(distribution):
    distribution("toolkit-a", plugin="a", end=4)
    folder = distribution("toolkit-b", plugin="b", end=10)
    code = f"import toolkit as tk\n{ANALYZE.format('mine')}print(study.mine['text'].tolist())"
    said = in_python(
        f"import toolkit as tk\ntry:\n    {ANALYZE.format('mine')}except ValueError as e: print(e)", folder
    )
    assert "Two analyzers are named 'mine': toolkit_a.mine and toolkit_b.mine" in said
    in_python("import toolkit as tk; tk.prefer_plugin('mine', 'a')", folder)
    assert "['Some']" in in_python(code, folder)


def test_two_plugins_of_one_name_are_both_told(distribution):
    distribution("toolkit-a", analyzer="first", table="first")
    folder = distribution("toolkit-b", analyzer="second", table="second")
    said = listed(folder)
    assert "failed: mine of toolkit-b (toolkit-b 1.0): toolkit-a 1.0 has a plugin named 'mine', too" in said
    assert "  first " in said and "  second " not in said
    in_python("import toolkit as tk; tk.disable_plugin('toolkit-a')", folder)
    assert "  second " in listed(folder) and "failed" not in listed(folder)


@pytest.mark.parametrize(
    ("requires", "todo"),
    [
        ("press-toolkit>=99", "it needs press-toolkit >=99, and 0.1.0 is installed; upgrade press-toolkit"),
        ("press-toolkit<0.1", "upgrade toolkit-mine, or install an older press-toolkit"),
        ("Press_Toolkit ~=7.1", "upgrade press-toolkit"),
    ],
)
def test_a_plugin_for_another_version_of_the_core_says_which_to_upgrade(distribution, requires, todo):
    said = listed(distribution("toolkit-mine", requires=requires))
    assert "failed: mine (toolkit-mine 1.0): " in said and todo in said and "  mine " not in said


def test_a_file_of_choices_that_is_broken_stops_nothing(distribution, choices):
    choices.parent.mkdir()
    choices.write_text("[]")
    said = listed(distribution("toolkit-mine"))
    assert "  mine " in said and f"failed: choices (choices): {choices} holds no choice of plugins" in said
