"""A day as the page sees it: from domain state to the schemas, whole or only what changed."""

from __future__ import annotations

from sales_supervision.api import day_schemas, schemas, version_schemas
from sales_supervision.api.customer_view import CustomerViews
from sales_supervision.api.day_json import PlansInJson, to_json
from sales_supervision.days.opened_day import ChangedDay, OpenedDay
from sales_supervision.days.session_writing import SavedCounts
from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.redistribution import ItemState, draws
from sales_supervision.storage.catalogue_storage import NamedItem, RouteRecord
from sales_supervision.storage.draft_storage import DraftRecord
from sales_supervision.storage.plan_storage import StoredPlan
from sales_supervision.storage.supervision_storage import SessionDocument, SessionRecord

DOCUMENT_FORMAT = 1
"""Layout of saved documents: the JSON of ``day_schemas.Day``. Raise it when that changes."""


class DayViews:
    """Renders whole days; the part that is the plan's is made once for each plan at hand."""

    def __init__(self) -> None:
        self._plans = PlansInJson()

    def live_day(self, opened: OpenedDay) -> bytes:
        """Everything of a live day: JSON of ``day_schemas.Day``."""
        return to_json(self._day(opened, day_schemas.Mode.LIVE, opened.session, opened.draft))

    def saved_document(self, opened: OpenedDay, session: SessionRecord) -> SessionDocument:
        """The day as it will be read back for as long as it is kept."""
        day = self._day(opened, day_schemas.Mode.HISTORICAL, session, None)
        day["denied_visits"] = sorted(
            code for code, entry in opened.day.entries.items() if entry.feed_visit_dismissed
        )
        return SessionDocument(DOCUMENT_FORMAT, to_json(day))

    def _day(
        self,
        opened: OpenedDay,
        mode: day_schemas.Mode,
        session: SessionRecord | None,
        draft: DraftRecord | None,
    ) -> day_schemas.Day:
        state, views, stored = opened.day.state, CustomerViews(opened), opened.stored_plan
        return day_schemas.Day(
            route=route_view(opened.route),
            date=opened.on,
            mode=mode,
            sources=str(opened.revisions),
            redistribution_rules=_rules(state.policy.redistribution),
            session=session_view(session) if session else None,
            draft=draft_view(draft) if draft else None,
            plan=day_schemas.Plan(
                customers=self._plans.customers_of(stored, lambda: _planned_customers(stored)),
                items={code: item_view(item) for code, item in opened.items.items()},
                freshness=day_schemas.Freshness(
                    recommended_orders_made_at=stored.recommended_at,
                    recommended_orders_source=stored.recommended_by,
                    van_load_known=bool(stored.plan.van_load),
                    actuals_received_at=opened.actuals_received_at,
                ),
            ),
            state=day_schemas.DayState(
                kpis=_kpis(state),
                customers={code: views.customer(code) for code in opened.day.customer_codes()},
                items={code: _item(state, item) for code, item in state.items.items()},
            ),
        )


def day_change(changed: ChangedDay) -> bytes:
    """What a change altered: JSON of ``day_schemas.DayChange``."""
    return to_json(_change(changed))


def _change(changed: ChangedDay) -> day_schemas.DayChange:
    before, after = changed.before.day, changed.after.day
    was, now = before.state, after.state
    gone_customers = sorted(set(before.customer_codes()) - set(after.customer_codes()))
    gone_items = sorted(was.items.keys() - now.items.keys())
    views_before, views = CustomerViews(changed.before), CustomerViews(changed.after)
    if changed.everything:
        customers, items = set(after.customer_codes()), set(now.items)
    else:
        entered = {
            code
            for code in before.entries.keys() | after.entries.keys()
            if before.entries.get(code) != after.entries.get(code)
        }
        items = {code for code, item in now.items.items() if was.items.get(code) is not item}
        if was.anyone_ahead != now.anyone_ahead:
            # It is the reason that is told for what finds no taker.
            items |= {code for code, item in now.items.items() if item.unallocated}
        customers = entered | _readjusted(was, now, items) | views.differing(views_before)
        customers &= set(after.customer_codes())
    known = changed.after.stored_plan.items
    return day_schemas.DayChange(
        draft=draft_view(changed.draft) if changed.draft else None,
        sources=str(changed.after.revisions),
        kpis=_kpis(now),
        customers={code: views.customer(code) for code in sorted(customers)},
        items={item: _item(now, now.items[item]) for item in sorted(items)},
        removed_customers=gone_customers,
        removed_items=gone_items,
        new_items={
            code: item_view(item) for code, item in changed.after.items.items() if code not in known
        },
    )


def session_saved_answer(counts: SavedCounts) -> str:
    """JSON of the answer to a save; kept with its idempotency key."""
    return version_schemas.SessionSaved(
        session=session_view(counts.session),
        customers_saved=counts.customers_saved,
        items_saved=counts.items_saved,
        untold_quantities=counts.untold_quantities,
    ).model_dump_json()


def draft_view(draft: DraftRecord) -> day_schemas.Draft:
    return day_schemas.Draft(
        revision=draft.revision,
        base_version=draft.base_version,
        started_at=draft.started_at,
        kept_at=draft.kept_at,
    )


def session_view(session: SessionRecord) -> day_schemas.SavedSession:
    return day_schemas.SavedSession(
        session_id=session.session_id,
        record_version=session.record_version,
        session_started_at=session.started_at,
        saved_at=session.saved_at,
        saved_by=session.saved_by,
    )


def route_view(route: RouteRecord) -> schemas.Route:
    return schemas.Route(
        route_code=route.route_code,
        route_name=route.route_name,
        territory=route.territory,
        customers=route.customers,
    )


def item_view(item: NamedItem) -> schemas.Item:
    return schemas.Item(
        item_code=item.item_code, item_name=item.item_name, item_name_ar=item.item_name_ar
    )


def _rules(policy: RedistributionPolicy) -> day_schemas.RedistributionRules:
    return day_schemas.RedistributionRules(
        max_extra_percent=policy.max_extra_percent,
        min_extra_units=policy.min_extra_units,
        max_customers_per_draw=policy.max_customers_per_draw,
    )


def _planned_customers(stored: StoredPlan) -> list[day_schemas.PlannedCustomer]:
    return [
        day_schemas.PlannedCustomer(
            customer_code=customer.customer_code,
            customer_name=named.customer_name if named else customer.customer_code,
            customer_name_ar=named.customer_name_ar if named else None,
            sequence=customer.sequence,
            lines=[
                day_schemas.PlanLine(
                    item_code=line.item_code,
                    recommended=line.recommended,
                    tier=line.tier,
                    priority_score=line.priority_score,
                    reason=line.reason,
                    days_since_last_purchase=p.days_since_last_purchase if p else None,
                    purchase_cycle_days=p.purchase_cycle_days if p else None,
                    purchase_frequency_pct=p.purchase_frequency_pct if p else None,
                    usual_quantity=p.usual_quantity if p else None,
                )
                for line in customer.lines
                for p in (line.pattern,)
            ],
        )
        for customer in stored.plan.customers
        for named in (stored.customers.get(customer.customer_code),)
    ]


def _kpis(state: RouteState) -> day_schemas.Kpis:
    score, items = state.route_score, state.items.values()
    return day_schemas.Kpis(
        planned_customers=score.planned_customers,
        visited_customers=score.visited_customers,
        unplanned_visits=score.unplanned_visits,
        completion=score.completion,
        coverage=score.coverage,
        fulfilment=score.fulfilment,
        score=score.score,
        van_load_units=sum(item.demand.van_load for item in items),
        left_on_van_units=sum(max(0, item.stock) for item in items),
        unallocated_units=sum(item.unallocated for item in items),
        unallocated_items=sum(item.unallocated > 0 for item in items),
        redistributed_units=sum(item.allocated_extra for item in items),
        sold_by_redistribution_units=score.redistribution_units,
        untold_quantities=score.untold_items,
    )


def _item(state: RouteState, item: ItemState) -> day_schemas.ItemState:
    demand = item.demand
    return day_schemas.ItemState(
        item_code=demand.item_code,
        van_load=demand.van_load,
        van_load_known=demand.van_load_known,
        recommended=demand.total_recommended,
        sold=item.sold,
        stock=item.stock,
        reserved=item.reserved,
        promised_ahead=item.promised_ahead,
        unallocated=item.unallocated,
        unallocated_reason=state.item_outcome(demand.item_code),
        spare=item.spare,
        stock_short=item.shortfall,
        draws=[
            day_schemas.Draw(
                from_customer=draw.from_customer,
                units=draw.units,
                recipients=_recipients(draw.recipients),
            )
            for draw in draws(item)
        ],
        taken_back=_recipients(
            [(code, -units) for code, units in item.adjustments.items() if units < 0]
        ),
    )


def _recipients(
    units: tuple[tuple[str, int], ...] | list[tuple[str, int]],
) -> list[day_schemas.DrawRecipient]:
    return [day_schemas.DrawRecipient(customer_code=code, units=given) for code, given in units]


def _readjusted(was: RouteState, now: RouteState, items: set[str]) -> set[str]:
    """Customers ahead whose adjustment of one of ``items`` differs."""
    changed: set[str] = set()
    for item in items:
        before = was.items[item].adjustments if item in was.items else {}
        after = now.items[item].adjustments
        if before != after:
            changed.update(code for code, _ in before.items() ^ after.items())
    return changed
