"""The templates, and how they are made safe: every value is stripped of what moves or hides text, then escaped.

Report and web app are the same templates. A page carries its own stylesheet and forbids everything else.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from heard.faces.safe import printable


@cache
def templates() -> Environment:
    """The templates of the faces."""
    environment = Environment(
        loader=PackageLoader("heard.faces"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["printable"] = printable
    return environment


@cache
def style() -> Markup:
    """The stylesheet, ours and no stranger's."""
    return Markup(files("heard.faces").joinpath("static/heard.css").read_text("utf-8"))  # noqa: S704 - it travels with us


@cache
def style_hash() -> str:
    """What the policy of a page calls the stylesheet: nothing else may style it."""
    return f"sha256-{b64encode(sha256(style().encode()).digest()).decode()}"


def _shown(value: object) -> object:
    """What every expression of a template passes through."""
    return value if isinstance(value, Markup) else printable(str(value))
