"""The built page in a real Chromium: its weight, its first load, and typing in a long day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.browser import DESKTOP, PHONE, chromium
from benchmarks.filled_database import feed_days, keep_visits, new_database
from benchmarks.first_load import Opened, measure_first_load
from benchmarks.keystrokes import measure_keystrokes
from benchmarks.measurements import Measurement
from benchmarks.options import Options, PartUnavailableError
from benchmarks.page_weight import measure_weight
from benchmarks.server import serving
from benchmarks.synthetic_days import LONG_LIST, USUAL, DaySize, SyntheticDay, SyntheticRoute
from sales_supervision.app import PAGE_IN_PACKAGE
from sales_supervision.settings import Settings

PART = "page"


def measure(options: Options) -> Iterator[Measurement]:
    folder = Settings().web_folder or PAGE_IN_PACKAGE
    if not (folder / "index.html").is_file():
        raise PartUnavailableError(f"The page is not built in {folder}; run `make build`.")
    yield from measure_weight(folder)
    options.say(f"{PART}: filling the databases")
    usual_file, usual = _fill(options, USUAL)
    long_file, long = _fill(options, LONG_LIST)
    with chromium() as browser:
        with serving(usual_file, web_folder=str(folder)) as server:
            root = f"http://127.0.0.1:{server.port}/"
            for opened in (
                Opened("before a route is chosen", root, usual.route_code),
                Opened(f"a {USUAL} day, half visited", root + _query(usual), _first_name(USUAL)),
            ):
                options.say(f"{PART}: first load, {opened.name}")
                yield from measure_first_load(browser, opened, options.times(7, 2))
        with serving(long_file, web_folder=str(folder)) as server:
            visited = list(long.sold)[LONG_LIST.customers // 2 - 1]
            url = f"http://127.0.0.1:{server.port}/{_query(long)}&customer={visited}"
            for device in (PHONE, DESKTOP):
                options.say(f"{PART}: typing, {device.name}")
                yield from measure_keystrokes(
                    browser, url, device, f"{LONG_LIST} day, half visited", options.times(20, 5)
                )


def _fill(options: Options, size: DaySize) -> tuple[Path, SyntheticDay]:
    file = options.folder(PART) / f"{size.customers}-{size.items}.db"
    route = SyntheticRoute(size)
    (day,) = route.days(1)
    database = new_database(file)
    feed_days(database, route.demo, [day])
    keep_visits(database, day, size.customers // 2)
    database.dispose()
    return file, day


def _query(day: SyntheticDay) -> str:
    return f"?route={day.route_code}&date={day.on.isoformat()}"


def _first_name(size: DaySize) -> str:
    """The customer who stands first in the list."""
    return str(next(SyntheticRoute(size).demo.customers())["customer_name"])
