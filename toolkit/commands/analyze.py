"""toolkit analyze"""

from pathlib import Path
from typing import Any

import click

from toolkit.commands.options import WithOptions, given_options


@click.command(cls=WithOptions)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the study; made if need be.")
@click.option(
    "--target",
    "--targets",
    multiple=True,
    help="A phrase towards which stance is judged, or list:NAME for a plugin's; may be given again.",
)
@click.option("--plugin", multiple=True, help="A Python file with analyzers of your own; may be given again.")
@click.option(
    "--aliases",
    multiple=True,
    help="A CSV file of who is whom (name,entity), or list:NAME for a plugin's; may be given again.",
)
@click.option("--only", multiple=True, help="Run this analyzer (and what it requires), not all; may be given again.")
@click.option("--year", type=int, help="The year of datelines that have none.")
@click.option("--time-limit", type=float, help="Seconds that an analyzer may take for one article; else no limit.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@click.pass_context
def analyze(
    context: click.Context,
    paths: tuple[str, ...],
    out: Path,
    target: tuple[str, ...],
    plugin: tuple[str, ...],
    aliases: tuple[str, ...],
    only: tuple[str, ...],
    year: int | None,
    time_limit: float | None,
    quiet: bool,
) -> None:
    """Load articles (files, folders or globs), analyze them and write the tables.

    Writes articles.parquet, one Parquet file for each table (quotes, entities, stances, …), problems.parquet,
    report.parquet and provenance.json. Open the folder in Python with toolkit.open_study(FOLDER).
    The options that stand behind --quiet are those of the analyzers.

    Example: toolkit analyze exports/ --target "unilateral concessions" --out study/
    """
    import toolkit as tk

    try:
        articles = tk.load(list(paths), year=year, progress=not quiet)
        options: dict[str, Any] = {"aliases": list(aliases), **given_options(context)}
        options |= {"targets": list(target)} if target else {}
        study = tk.analyze(
            articles, plugins=plugin, only=only or None, progress=not quiet, time_limit=time_limit, **options
        )
        study.save(out)
    except (OSError, ValueError, TypeError) as error:
        click.echo(f"toolkit: {error}", err=True)
        context.exit(1)
    click.echo(f"{out}: {len(study.articles):,} articles")
    for name, table in study.tables.items():
        click.echo(f"  {name}: {len(table):,}")
    report = articles.attrs["report"]
    for row in report[report["outcome"].isin(["skipped", "duplicate"])].to_dict("records"):
        click.echo(f"  {row['outcome']}: {row['path']}: {row['message']}", err=True)
    if len(study.problems):
        click.echo(f"  problems: {len(study.problems):,}, see problems.parquet", err=True)
