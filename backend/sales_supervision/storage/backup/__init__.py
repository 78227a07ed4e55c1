"""Back-up and restore of the whole database, each read back before it is called good."""
