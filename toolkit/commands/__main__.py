"""python -m toolkit.commands does what `toolkit` does."""

from toolkit.commands import app

app(prog_name="toolkit")
