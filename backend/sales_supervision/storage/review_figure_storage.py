"""Figures of reviews, day by day: counts, tokens, money; and the feedback of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, delete, func, insert, select, update

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.review_tables import review_feedback, review_figure

PRICE = "price_micros"
"""The figure that the budget is held against: millionths of a US dollar."""


@dataclass(frozen=True, slots=True, order=True)
class FigureKey:
    """Whose figures: one day's, of one model and one version of the prompt."""

    on: date
    model: str
    prompt_version: str


class ReviewFigureStorage:
    """Works within the caller's transaction; who writes holds the lock REVIEWS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: FigureKey, amounts: Mapping[str, int]) -> None:
        """Add to the figures of ``key``; zeros are left out."""
        table = review_figure
        of_key = (
            table.c.figure_date == key.on,
            table.c.model == key.model,
            table.c.prompt_version == key.prompt_version,
        )
        for figure, amount in sorted(amounts.items()):
            if not amount:
                continue
            raised = self._connection.execute(
                update(table)
                .where(*of_key, table.c.figure == figure)
                .values(amount=table.c.amount + amount)
            )
            if not raised.rowcount:
                self._connection.execute(
                    insert(table).values(
                        figure_date=key.on,
                        model=key.model,
                        prompt_version=key.prompt_version,
                        figure=figure,
                        amount=amount,
                    )
                )

    def since(self, first: date) -> dict[FigureKey, dict[str, int]]:
        """Figures from the date ``first`` on, newest day first."""
        found: dict[FigureKey, dict[str, int]] = {}
        for row in self._connection.execute(
            select(review_figure)
            .where(review_figure.c.figure_date >= first)
            .order_by(
                review_figure.c.figure_date.desc(),
                review_figure.c.model,
                review_figure.c.prompt_version,
            )
        ):
            key = FigureKey(row.figure_date, row.model, row.prompt_version)
            found.setdefault(key, {})[row.figure] = row.amount
        return found

    def spent(self, first: date) -> int:
        """Millionths of a US dollar spent from the date ``first`` on."""
        total = self._connection.execute(
            select(func.sum(review_figure.c.amount)).where(
                review_figure.c.figure_date >= first, review_figure.c.figure == PRICE
            )
        ).scalar_one()
        return int(total or 0)


@dataclass(frozen=True, slots=True)
class Feedback:
    """``word``: why, in the person's own words, None where they gave none."""

    review_id: str
    user_name: str
    model: str
    prompt_version: str
    helpful: bool
    word: str | None


class ReviewFeedbackStorage:
    """Works within the caller's transaction; who writes holds the lock REVIEWS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, feedback: Feedback, on: date, now: datetime) -> None:
        """Keep it in place of what the same person said of the same review before."""
        table = review_feedback
        self._connection.execute(
            delete(table).where(
                table.c.review_id == feedback.review_id,
                table.c.user_name == feedback.user_name,
            )
        )
        self._connection.execute(
            insert(table).values(
                review_id=feedback.review_id,
                user_name=feedback.user_name,
                model=feedback.model,
                prompt_version=feedback.prompt_version,
                helpful=feedback.helpful,
                word=feedback.word,
                given_on=on,
                given_at=to_stored(now),
            )
        )

    def since(self, first: date) -> dict[FigureKey, tuple[int, int]]:
        """How many found a review helpful, and how many did not."""
        table = review_feedback
        helpful = func.sum(case((table.c.helpful, 1), else_=0)).label("helpful")
        keys = (table.c.given_on, table.c.model, table.c.prompt_version)
        rows = self._connection.execute(
            select(*keys, helpful, func.count().label("everyone"))
            .where(table.c.given_on >= first)
            .group_by(*keys)
        )
        return {
            FigureKey(row.given_on, row.model, row.prompt_version): (
                int(row.helpful),
                row.everyone - int(row.helpful),
            )
            for row in rows
        }
