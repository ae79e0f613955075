"""The options that analyzers declare, as options of a command."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from toolkit.options import Option

_TYPES: dict[str, click.ParamType[Any]] = {
    "integer": click.INT,
    "number": click.FLOAT,
    "string": click.STRING,
    "boolean": click.BOOL,
}


class WithOptions(click.Command):
    """A command that has the options of all analyzers besides its own: of those installed and of `--plugin` files."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Looks for `--plugin` first, as the options that such a file declares must be known to read the rest."""
        ctx.meta["plugins"] = [
            *(after for word, after in pairwise(args) if word == "--plugin"),
            *(word.partition("=")[2] for word in args if word.startswith("--plugin=")),
        ]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, then those of the analyzers whose names it does not use itself."""
        own = super().get_params(ctx)
        if "declared" not in ctx.meta:
            taken = {name for parameter in own for name in (*parameter.opts, *parameter.secondary_opts)}
            ctx.meta["declared"] = _declared(ctx.meta.get("plugins", ()), taken)
        return [*own, *ctx.meta["declared"]]


def given_options(context: click.Context) -> dict[str, Any]:
    """The analyzers' options that the command line has given."""
    return dict(context.meta.get("given", {}))


def _declared(plugins: Sequence[str], taken: set[str]) -> list[click.Parameter]:
    from toolkit.plugins import PluginError, find_plugins

    try:
        analyzers = find_plugins(plugins).analyzers()
    except PluginError:  # told when the command runs
        analyzers = find_plugins().analyzers()
    found: dict[str, click.Parameter] = {}
    for analyzer in analyzers:
        for option in analyzer.options.values():
            made = _parameter(option, analyzer.name)
            if made is not None and not taken & set(made.opts):
                found.setdefault(option.name, made)
    return list(found.values())


def _parameter(option: "Option", analyzer: str) -> click.Option | None:
    """The command line's form of an option; None for one whose values only Python can write."""
    flag, kind = "--" + option.name.replace("_", "-"), _TYPES.get(option.schema.get("type", ""))
    if option.many:
        kind = click.STRING
    if kind is None:
        return None
    if option.choices:
        kind = click.Choice([str(choice) for choice in option.choices])
    again = " May be given again." if option.many else ""
    nothing = option.default is None or option.default == "" or option.default in ((), [])
    usual = "" if nothing else f" Usually {_shown(option.default)}."
    return click.Option(
        [f"{flag}/--no-{flag[2:]}" if kind is click.BOOL else flag],
        type=kind,
        multiple=option.many,
        default=None,
        expose_value=False,
        callback=_keep(option.name),
        help=f"{option.help or 'An option.'} [{analyzer}]{again}{usual}",
    )


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _keep(name: str) -> Any:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None and value != ():
            context.meta.setdefault("given", {})[name] = list(value) if isinstance(value, tuple) else value

    return keep
