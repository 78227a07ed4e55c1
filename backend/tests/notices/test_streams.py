"""Notices over the wire, from real servers, as browsers get them."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.notices.conftest import StartServer
from tests.notices.listening import Listener


def test_a_save_is_told_to_whoever_has_the_day_open(start_server: StartServer) -> None:
    here = start_server()
    with Listener(here.day, "Huda") as huda:
        here.save("Maryam")
        told = huda.next("saved")
        assert told.data.pop("at").startswith(f"{datetime.now(UTC):%Y-}")
        assert told.data == {"record_version": 1, "by": "Maryam", "how": "saved"}
        assert told.id


def test_servers_on_one_database_tell_each_other(start_server: StartServer) -> None:
    here, there = start_server(), start_server()
    with Listener(here.day, "Huda") as huda, Listener(there.day, "Maryam") as maryam:
        for listener in (huda, maryam):
            listener.next_people("Huda", "Maryam")
        there.save("Maryam")
        for listener in (huda, maryam):
            assert listener.next("saved").data["by"] == "Maryam"


def test_who_comes_and_who_goes(start_server: StartServer) -> None:
    here = start_server()
    with Listener(here.day, "Huda") as huda:
        since = huda.next_people("Huda")[0]["since"]
        with Listener(here.day, "Maryam") as maryam:
            assert huda.next_people("Huda", "Maryam")[0]["since"] == since
            maryam.next_people("Huda", "Maryam")
        huda.next_people("Huda")


def test_tabs_of_one_person_are_one(start_server: StartServer) -> None:
    here = start_server()
    with Listener(here.day, "Huda", tab="one") as one:
        since = one.next_people("Huda")[0]["since"]
        with Listener(here.day, "Huda", tab="two") as two:
            assert two.next_people("Huda")[0]["since"] == since
        here.save("Huda")
        assert one.next("saved", "present").name == "saved"


def test_what_was_missed_is_told_after_the_server_was_killed(start_server: StartServer) -> None:
    here, there = start_server(), start_server()
    with Listener(here.day, "Huda") as huda:
        there.save("Maryam")
        last_id = huda.next("saved").id
        since = huda.next_people("Huda")[0]["since"]
        here.server.kill()
        huda.wait_for_end()
    here.server.start_again()
    with Listener(here.day, "Huda", last_event_id=last_id) as again:
        # Nothing was missed; and the tab is the same, so it is here since before.
        event = again.next("saved", "present")
        assert event.name == "present"
        assert [person["since"] for person in event.data["people"]] == [since]
    with Listener(here.day, "Huda") as late:
        assert late.next("saved").id == last_id


def test_a_stop_waits_for_no_stream(start_server: StartServer) -> None:
    here = start_server()
    with Listener(here.day, "Huda") as huda, Listener(here.day, "Maryam", tab="other") as maryam:
        huda.next_people("Huda", "Maryam")
        # Well within the 20 s that answers under way are given.
        here.server.stop(seconds=12)
        for listener in (huda, maryam):
            listener.wait_for_end()
