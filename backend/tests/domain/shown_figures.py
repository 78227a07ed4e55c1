"""The figures that a route state shows of its items, read through the public side of the domain."""

from __future__ import annotations

from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.redistribution import sources
from tests.domain.plain_rule import ItemFigures


def shown_figures(state: RouteState) -> dict[str, ItemFigures]:
    """Figures by item, in the form of the plain rule and of the worked-out days."""
    ahead = [code for code in state.plan.by_code if code not in state.visits]
    adjusted = {code: state.adjusted(code) for code in ahead}
    return {
        code: ItemFigures(
            allocated={
                customer: adjusted[customer][code]
                for customer in ahead
                if state.plan.recommended[customer].get(code, 0) > 0
            },
            sources=sources(item),
            unallocated=item.unallocated,
            spare=item.spare,
            reserved=item.reserved,
            shortfall=item.shortfall,
            stock=item.stock,
        )
        for code, item in state.items.items()
    }
