"""A document of ``docs/`` as a page that a browser shows."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sales_supervision.api.html_page import html_page

STYLE_SHEET = "/incidents/style.css"

_LINK = re.compile(
    r"(?:\.\./|\./)*(?:(incidents)/)?(?P<name>[a-z-]+|README)\.md(?P<part>#[a-z-]*)?"
)


def guide_page(text: str, *, is_incident: bool) -> str:
    """HTML of the Markdown ``text``: links between what is served lead there, others are named.

    ``is_incident``: the document stands in ``docs/incidents/``, beside the other symptoms.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    _name_headings(tokens)
    for token in tokens:
        token.children = _linked(token.children, is_incident) if token.children else None
    body = markdown.renderer.render(tokens, markdown.options, {})
    title = text.lstrip().partition("\n")[0].lstrip("# ")
    return html_page(
        title,
        '<header><nav aria-label="Guides"><a href="/operations">Operations</a> '
        '<a href="/incidents/">Incidents</a> <a href="/guides/operations">Guide</a></nav></header>'
        f"<main>{body}</main>",
        STYLE_SHEET,
    )


def _name_headings(tokens: list[Token]) -> None:
    """Give headings the names by which links of a document lead to them."""
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            name = re.sub(r"[^a-z0-9 -]", "", words.content.lower()).replace(" ", "-")
            heading.attrSet("id", name)


def _linked(tokens: list[Token], is_incident: bool) -> list[Token]:
    """``tokens`` with each link made to lead to what is served, or taken away and named."""
    result: list[Token] = []
    after: list[Token] = []
    is_dropped = False
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            served = _served_at(address, is_incident)
            is_dropped = served is None
            if served is not None:
                token.attrSet("href", served)
            else:
                after = _named(address)
        if token.type == "link_close" and is_dropped:
            result += after
        elif not (token.type == "link_open" and is_dropped):
            result.append(token)
    return result


def _served_at(address: str, is_incident: bool) -> str | None:
    """Where this server has what a link of a document leads to; None where it has not."""
    if address.startswith(("#", "https://")):
        return address
    found = _LINK.fullmatch(address)
    if not found:
        return None
    name, part = found["name"], found["part"] or ""
    if name == "operations":
        return f"/guides/operations{part}"
    if found[1] or (is_incident and not address.startswith("..")):
        return f"/incidents/{'' if name == 'README' else name}{part}"
    return None


def _named(address: str) -> list[Token]:
    """`` (docs/feeds.md)``: a file of the source, which an installation has not."""
    file = re.sub(r"^(\.\./)+", "", address).partition("#")[0]
    code = Token("code_inline", "code", 0)
    code.content = file if "/" in file else f"docs/{file}"
    before, after = Token("text", "", 0), Token("text", "", 0)
    before.content, after.content = " (", " of the source)"
    return [before, code, after]
