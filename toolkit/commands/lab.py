"""toolkit lab"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import click


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path), default="notebooks/01-explore.ipynb")
@click.option("--port", default=8888, show_default=True, help="The port to serve on; the next free one if in use.")
@click.pass_context
def lab(context: click.Context, notebook: Path, port: int) -> None:
    """Open JupyterLab on a notebook; its address is printed, for where there is no desktop."""
    if not notebook.exists():
        click.echo(f"toolkit: there is no notebook {notebook}; run this where the project lies, or name one.", err=True)
        context.exit(1)
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
        context.exit(subprocess.call(command))
    except KeyboardInterrupt:
        context.exit(0)


def _has_desktop() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
