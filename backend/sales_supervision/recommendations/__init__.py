"""Recommended orders from the sales history, when no feed gives them."""
