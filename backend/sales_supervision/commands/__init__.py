"""The commands of `sales-supervision`, one file each; ``cli.py`` puts them together."""
