"""The JavaScript and CSS that lie beside the widgets' Python."""

from importlib.resources import files


def script(name: str) -> str:
    """The ES module of a widget, behind the functions that all share."""
    folder = files(__package__)
    return folder.joinpath("base.js").read_text(encoding="utf-8") + folder.joinpath(f"{name}.js").read_text(
        encoding="utf-8"
    )


def styles(name: str) -> str:
    """The CSS of a widget, behind the CSS that all share."""
    folder = files(__package__)
    return folder.joinpath("base.css").read_text(encoding="utf-8") + folder.joinpath(f"{name}.css").read_text(
        encoding="utf-8"
    )


def vendored(name: str) -> str:
    """A file of a library that is bundled with the package."""
    return files(__package__).joinpath("vendor", name).read_text(encoding="utf-8")
