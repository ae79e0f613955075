"""The documentation site: make docs. Its sources are the pages here, the notebooks and the plugins' own pages."""

import importlib.metadata

project = "press-toolkit"
author = "the press-toolkit authors"
copyright = author  # noqa: A001 - Sphinx's name
release = importlib.metadata.version("press-toolkit")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode", "sphinx_click"]
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "notebooks/*.ipynb",
    "plugins/*/*.md",
    "plugins/examples/*/README.md",
    "models/README.md",
    "gold/README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
]
suppress_warnings = ["myst.header"]  # the changelog's headings

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
smartquotes = False  # "--option" stays what is typed
nb_execution_mode = "force"
nb_execution_show_tb = True  # with the warning that a notebook failed, and on to the next
nb_execution_timeout = 600
nb_merge_streams = True
nb_ipywidgets_js = {}  # nothing is loaded from elsewhere; what stands in a widget's place is its HTML
nb_mime_priority_overrides = [("html", "text/html", 0)]

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
napoleon_google_docstring = False
napoleon_use_rtype = False
python_display_short_literal_types = True

nitpicky = True
nitpick_ignore_regex = [  # types of other libraries, as no address is asked when the site is built, and those inside
    ("py:class", r"(collections|datetime|ipywidgets|matplotlib|nx|os|pandas|pathlib)\..*"),
    ("py:class", r"toolkit\.(analysis\.names\.Naming|charts\.figure\.Content|options\.Option|widgets\..*)"),
]

html_theme = "furo"
html_title = "press-toolkit"
html_static_path = ["static"]
html_css_files = ["tables.css"]
html_extra_path = ["start"]  # index.html, which leads to the first page
