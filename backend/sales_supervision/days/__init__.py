"""Opening, changing and saving a route day: the shell around the domain."""
