"""The command line: parse, call the library, print."""

import click

from toolkit.commands.analyze import analyze
from toolkit.commands.lab import lab
from toolkit.commands.new_plugin import make
from toolkit.commands.plugins import plugins


@click.group(help="Who said what about X, when, where and in what tone: press articles in JupyterLab and pandas.")
def app() -> None:
    """The group of all commands."""


for command in (analyze, plugins, make, lab):
    app.add_command(command)
