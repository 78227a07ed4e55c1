"""stub"""


def import_feeds() -> None: ...
