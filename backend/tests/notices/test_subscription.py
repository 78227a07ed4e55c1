"""What waits for one browser stays little, however slow it is."""

from __future__ import annotations

import asyncio

from sales_supervision.notices.notice import Notice, People, Person, Saved
from sales_supervision.notices.subscription import MOST_UNREAD, Subscription
from sales_supervision.storage.presence_storage import OpenStream
from tests.clocks import NOON, TODAY

STREAM = OpenStream("stream", "R1", TODAY, "Huda", "tab")
HUDA, MARYAM = (Person(name, NOON) for name in ("Huda", "Maryam"))


def saved(notice_id: int) -> Saved:
    return Saved(notice_id, notice_id, "Maryam", NOON, "saved")


def read(subscription: Subscription, most: int) -> list[Notice | People]:
    """What is told until the end, or until so much was told."""

    async def reading() -> list[Notice | People]:
        told: list[Notice | People] = []
        async for news in subscription.news():
            told.append(news)
            if len(told) == most:
                break
        return told

    return asyncio.run(reading())


def test_notices_are_told_once_and_in_order_whatever_is_offered_again() -> None:
    subscription = Subscription(STREAM, last_id=3)
    for notice_id in (2, 3, 4, 4, 5, 4, 6):
        subscription.offer(saved(notice_id))
    assert read(subscription, 3) == [saved(4), saved(5), saved(6)]


def test_of_people_only_the_latest_are_told() -> None:
    subscription = Subscription(STREAM, last_id=0)
    for people in ((HUDA,), (HUDA, MARYAM), (MARYAM,)):
        subscription.show(people)
    subscription.offer(saved(1))
    assert read(subscription, 2) == [saved(1), (MARYAM,)]


def test_a_browser_that_takes_nothing_is_let_go() -> None:
    subscription = Subscription(STREAM, last_id=0)
    for notice_id in range(1, MOST_UNREAD + 1):
        subscription.offer(saved(notice_id))
    assert len(read(subscription, MOST_UNREAD)) == MOST_UNREAD
    for notice_id in range(MOST_UNREAD + 1, 2 * MOST_UNREAD + 2):
        subscription.offer(saved(notice_id))
    subscription.show((HUDA,))
    assert read(subscription, 1) == []
