"""toolkit new-plugin"""

from pathlib import Path

import click

from toolkit.scaffold import KINDS, new_plugin


@click.command("new-plugin")
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), default="analyzer", show_default=True, help="What it adds.")
@click.option("--folder", type=click.Path(path_type=Path), default=".", help="Where to put it; else here.")
@click.option("--from", "source", type=click.Path(path_type=Path), help="A Python file that becomes its code.")
@click.pass_context
def make(context: click.Context, name: str, kind: str, folder: Path, source: Path | None) -> None:
    """Make a complete plugin, ready to be changed: code, tests, README, licence, CI file.

    Example: toolkit new-plugin hedges --kind analyzer --from hedges.py
    """
    try:
        root = new_plugin(name, kind, folder, source)
    except (OSError, ValueError) as error:
        click.echo(f"toolkit: {error}", err=True)
        context.exit(1)
    click.echo(f"{root}: a plugin of the kind {kind}\n\n  cd {root}\n  pip install -e . pytest\n  python -m pytest")
    click.echo("  toolkit plugins")
