"""From an opened day to the facts of a review, with a fingerprint that equal figures share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import Connection, func, select

from sales_supervision.days.errors import CustomerNotFoundError
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.domain.reviews.customer_facts import customer_facts
from sales_supervision.domain.reviews.facts import Facts, canonical
from sales_supervision.domain.reviews.history import EarlierVisit
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.reviews.route_facts import route_facts
from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.earlier_visits import earlier_visits
from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_storage import ReviewTarget
from sales_supervision.storage.tables import route_summary

_DAYS_KEPT = 64
_SITUATIONS_KEPT = 128
"""A review is looked for, written and read within seconds; a change of the day makes another. Each
takes some 65 kB and keeps the entries of its day."""

_Earlier = dict[str, list[EarlierVisit]]
_Entries = Mapping[str, CustomerEntry]
_Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a review is of, in which language, and the figures that it is written from.

    ``facts_sha``: of the figures alone, the same in any language. ``named_sha``: with the names.
    """

    target: ReviewTarget
    language: Language
    facts: Facts
    facts_sha: str
    named_sha: str

    def cache_key(self, model: str, prompt_version: str) -> str:
        """Equal only for equal figures and names, of one target, in one language."""
        target = self.target
        told = "\n".join(
            (
                self.named_sha,
                prompt_version,
                model,
                self.language.value,
                target.route_code,
                target.on.isoformat(),
                target.customer_code or "",
            )
        )
        return hashlib.sha256(told.encode()).hexdigest()


class Situations:
    """Keeps what was computed for a revision of a day. Safe for many threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._earlier: LRUCache[_Stamp, _Earlier] = LRUCache(_DAYS_KEPT)
        self._known: LRUCache[_Stamp, tuple[_Entries, Situation]] = LRUCache(_SITUATIONS_KEPT)

    def of(self, opened: OpenedDay, customer_code: str | None, language: Language) -> Situation:
        """The situation as the opened day has it. Raises CustomerNotFoundError."""
        with self._database.reading() as connection:
            return self.within(connection, opened, customer_code, language)

    def within(
        self,
        connection: Connection,
        opened: OpenedDay,
        customer_code: str | None,
        language: Language,
    ) -> Situation:
        """The same within the caller's transaction."""
        if customer_code is not None and customer_code not in opened.day.customer_codes():
            raise CustomerNotFoundError(customer_code)
        route_code, on = opened.route.route_code, opened.on
        past = (route_code, on, opened.revisions.plan, *_saved_before(connection, route_code, on))
        draft = opened.draft
        stamp = (
            past,
            str(opened.revisions),
            (draft.draft_id, draft.revision) if draft else opened.saved_version,
            customer_code,
            language,
        )
        entries = opened.day.entries
        with self._lock:
            known = self._known.get(stamp)
        # A day that is being merged has the draft of one side, and entries of both.
        if known is not None and known[0] == entries:
            return known[1]
        earlier = self._past(connection, past, opened)
        situation = _situation(opened, customer_code, language, earlier)
        with self._lock:
            self._known[stamp] = entries, situation
        return situation

    def _past(self, connection: Connection, past: _Stamp, opened: OpenedDay) -> _Earlier:
        with self._lock:
            known = self._earlier.get(past)
        codes = opened.day.customer_codes()
        if known is not None and known.keys() >= set(codes):
            return known
        found = earlier_visits(connection, opened.route.route_code, opened.on, codes)
        earlier = {code: found.get(code, []) for code in codes}
        with self._lock:
            self._earlier[past] = earlier
        return earlier


def names_of(opened: OpenedDay, language: Language) -> Names:
    """Names in ``language`` where the feeds brought them, else as they are."""
    arabic = language is Language.ARABIC
    return Names(
        customers={
            code: (arabic and one.customer_name_ar) or one.customer_name
            for code, one in opened.customers.items()
        },
        items={
            code: (arabic and one.item_name_ar) or one.item_name
            for code, one in opened.items.items()
        },
    )


def _situation(
    opened: OpenedDay, customer_code: str | None, language: Language, earlier: _Earlier
) -> Situation:
    route_code, on = opened.route.route_code, opened.on
    names = names_of(opened, language)
    facts: Facts = (
        route_facts(opened.day, route_code, on, earlier, names)
        if customer_code is None
        else customer_facts(opened.day, customer_code, on, earlier.get(customer_code, ()), names)
    )
    return Situation(
        ReviewTarget(route_code, on, customer_code),
        language,
        facts,
        hashlib.sha256(canonical(facts, named=False)).hexdigest(),
        hashlib.sha256(canonical(facts)).hexdigest(),
    )


def _saved_before(connection: Connection, route_code: str, on: date) -> tuple[object, ...]:
    """Changes whenever an earlier day of the route is saved."""
    row = connection.execute(
        select(func.count(), func.max(route_summary.c.session_completed_at)).where(
            route_summary.c.route_code == route_code, route_summary.c.supervision_date < on
        )
    ).one()
    return tuple(row)
