"""toolkit plugins"""

import click


@click.command()
def plugins() -> None:
    """List the plugins: what each adds and needs, and what could not be loaded and why."""
    import toolkit as tk

    table = tk.plugins()
    for kind, rows in table.dropna(subset="kind").groupby("kind", sort=False):
        click.echo(f"{kind}s")
        for row in rows.fillna("").to_dict("records"):
            about = f"makes {row['makes']}" if row["makes"] else ""
            about += f", requires {row['requires']}" if row["requires"] else ""
            click.echo(f"  {row['name']:<22}{row['version']:<8}{row['from']:<24}{about}".rstrip())
    for row in table.dropna(subset="problem").to_dict("records"):
        click.echo(f"failed: {row['plugin']} ({row['from']}): {row['problem']}", err=True)
