"""The frame of pages that the server writes itself, beside the product's page, which is built."""

from __future__ import annotations

from html import escape

# Without a link browsers ask for /favicon.ico, which there is not.
_ICON = '<link rel="icon" href="/icon.svg" type="image/svg+xml">'


def html_page(title: str, body: str, style_sheet: str | None = None) -> str:
    """A page of HTML in light or dark, as the reader has it. ``title`` is text, ``body`` HTML."""
    style = f'<link rel="stylesheet" href="{escape(style_sheet)}">' if style_sheet else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title>{_ICON}{style}</head><body>{body}</body></html>"
    )
