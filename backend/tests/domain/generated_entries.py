"""Generated entries of a day as two people leave them: few cells, so that they often meet."""

from __future__ import annotations

from hypothesis import strategies as st

from sales_supervision.domain.differences import CustomerEntries, DayEntries
from sales_supervision.domain.visits import NotVisitedReason

entries = st.builds(
    CustomerEntries,
    visited=st.booleans(),
    not_visited_reason=st.sampled_from([None, NotVisitedReason.CLOSED, NotVisitedReason.OTHER]),
    actuals=st.dictionaries(
        st.sampled_from(["bread", "cake"]), st.sampled_from([None, 0, 1, 2]), max_size=2
    ),
)
"""What was recorded of one customer. 0, 1 and "visited" are there because they must not be mixed
up: False is 0 to Python, and unknown is neither."""

day_entries: st.SearchStrategy[DayEntries] = st.dictionaries(
    st.sampled_from(["A", "B", "U"]), entries, max_size=3
)
