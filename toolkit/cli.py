"""The command line: parse, call the library, print."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who said what about X, when, where and in what tone: press articles in JupyterLab and pandas.",
)

_NOTEBOOK = Path("notebooks/01-explore.ipynb")


@app.command()
def analyze(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders or globs of articles.")],
    out: Annotated[Path, typer.Option(help="Folder for the study; made if it does not exist.")],
    target: Annotated[
        list[str] | None,
        typer.Option(help="A phrase towards which stance is judged; give it once for each phrase."),
    ] = None,
    plugin: Annotated[
        list[str] | None, typer.Option(help="A Python file with analyzers of your own; may be given again.")
    ] = None,
    aliases: Annotated[Path | None, typer.Option(help="A CSV file of who is whom: name,entity.")] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Run this analyzer (and what it requires), not all; may be given again."),
    ] = None,
    year: Annotated[int | None, typer.Option(help="The year of datelines that have none.")] = None,
    time_limit: Annotated[
        float | None, typer.Option(help="Seconds that an analyzer may take for one article; no limit otherwise.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Load articles, analyze them and write the tables.

    Writes articles.parquet, one Parquet file for each table (quotes, entities, stances, …), problems.parquet,
    report.parquet and provenance.json. Open the folder in Python with toolkit.open_study(FOLDER).

    Example: toolkit analyze exports/ --target "unilateral concessions" --out study/
    """
    import toolkit as tk

    try:
        articles = tk.load(paths, year=year, progress=not quiet)
        options: dict[str, Any] = {"aliases": aliases, **({"targets": target} if target else {})}
        study = tk.analyze(
            articles, plugins=plugin or (), only=only or None, progress=not quiet, time_limit=time_limit, **options
        )
        study.save(out)
    except (OSError, ValueError, TypeError) as error:
        typer.echo(f"toolkit: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{out}: {len(study.articles):,} articles")
    for name, table in study.tables.items():
        typer.echo(f"  {name}: {len(table):,}")
    report = articles.attrs["report"]
    for row in report[report["outcome"].isin(["skipped", "duplicate"])].to_dict("records"):
        typer.echo(f"  {row['outcome']}: {row['path']}: {row['message']}", err=True)
    if len(study.problems):
        typer.echo(f"  problems: {len(study.problems):,}, see problems.parquet", err=True)


@app.command()
def plugins() -> None:
    """List the plugins: what each adds and needs, and what could not be loaded and why."""
    import toolkit as tk

    table = tk.plugins()
    for kind, rows in table.dropna(subset="kind").groupby("kind", sort=False):
        typer.echo(str(kind) + "s")
        for row in rows.fillna("").to_dict("records"):
            about = f"makes {row['makes']}" if row["makes"] else ""
            about += f", requires {row['requires']}" if row["requires"] else ""
            typer.echo(f"  {row['name']:<22}{row['version']:<8}{row['from']:<24}{about}".rstrip())
    for row in table.dropna(subset="problem").to_dict("records"):
        typer.echo(f"failed: {row['plugin']} ({row['from']}): {row['problem']}", err=True)


@app.command()
def lab(
    notebook: Annotated[Path, typer.Argument(help="The notebook to open.")] = _NOTEBOOK,
    port: Annotated[
        int, typer.Option(help="The port to serve on; the next free one is taken where it is in use.")
    ] = 8888,
) -> None:
    """Open JupyterLab on a notebook; its address is printed, for where there is no desktop."""
    if not notebook.exists():
        typer.echo(
            f"toolkit: there is no notebook {notebook}; run this where the project lies, or name one.",
            err=True,
        )
        raise typer.Exit(1)
    here, there = Path.cwd().resolve(), notebook.resolve()
    root = here if there.is_relative_to(here) else there.parent
    opened = quote(there.relative_to(root).as_posix())
    command = [sys.executable, "-m", "jupyterlab", f"--port={port}", f"--ServerApp.root_dir={root}"]
    command.append(f"--LabApp.default_url=/lab/tree/{opened}")  # so that the address that is printed opens the notebook
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    if not _has_desktop():
        command.append("--no-browser")
    try:
        raise typer.Exit(subprocess.call(command))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _has_desktop() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    app()
