"""``make bench``: how fast the product is, beside the limits of the specification."""
