"""toolkit plugins"""

from collections.abc import Callable
from typing import Any

import click


@click.group(invoke_without_command=True)
@click.pass_context
def plugins(context: click.Context) -> None:
    """List the plugins: what each adds and needs, which are off, and what could not be loaded and why."""
    if context.invoked_subcommand is None:
        _list()


@plugins.command()
@click.argument("name")
def disable(name: str) -> None:
    """Turn a plugin off, by its name or its distribution's."""
    import toolkit as tk

    _do(lambda: tk.disable_plugin(name), f"{name} is off.")


@plugins.command()
@click.argument("name")
def enable(name: str) -> None:
    """Turn a plugin on again."""
    import toolkit as tk

    _do(lambda: tk.enable_plugin(name), f"{name} is on.")


@plugins.command()
@click.argument("table")
@click.argument("name")
def prefer(table: str, name: str) -> None:
    """Prefer a plugin for a table that several could make."""
    import toolkit as tk

    _do(lambda: tk.prefer_plugin(table, name), f"{table} is made by {name}.")


def _do(act: Callable[[], Any], said: str) -> None:
    try:
        act()
    except (OSError, ValueError) as error:
        click.echo(f"toolkit: {error}", err=True)
        click.get_current_context().exit(1)
    click.echo(said)


def _list() -> None:
    import toolkit as tk

    table = tk.list_plugins()
    for kind, rows in table.dropna(subset="kind").groupby("kind", sort=False):
        click.echo(f"{kind}s")
        for row in rows.fillna("").to_dict("records"):
            about = f"makes {row['makes']}" if row["makes"] else ""
            about += f", requires {row['requires']}" if row["requires"] else ""
            about += " (another makes this table)" if row["state"] == "passed over" else ""
            click.echo(f"  {row['name']:<22}{row['version']:<8}{row['from']:<24}{about}".rstrip())
    for row in table[table["state"] == "off"].to_dict("records"):
        click.echo(f"off: {row['plugin']} ({row['from']})")
    for row in table.dropna(subset="problem").to_dict("records"):
        click.echo(f"failed: {row['plugin']} ({row['from']}): {row['problem']}", err=True)
