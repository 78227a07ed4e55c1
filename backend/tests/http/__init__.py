"""The HTTP interface, through the real application."""
