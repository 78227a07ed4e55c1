"""Reviews of a customer and of a route: facts, schema, check of evidence, built-in analyst."""
