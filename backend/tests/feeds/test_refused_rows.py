"""Each way in which a row can be wrong: it is listed with line, column, reason and value."""

from __future__ import annotations

import polars as pl
from sqlalchemy import String

from sales_supervision.feeds.checking import LENGTHS
from sales_supervision.feeds.formats import FORMATS, Kind
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import customer, journey_plan, recommended_order, route, sale
from tests.feeds.importer import FED_TABLES, Importer

DATE = "is not a date such as 2026-11-23"
WHOLE = "is not a whole number"
ABOVE = "is above 999,999"
TOO_LONG = "x" * 51

SALES_HEADER = "date,route_code,customer_code,item_code,quantity,unit_price"
GOOD_SALE = "2026-03-14,1004,C1,WB,12,1.25"

WRONG_SALES = [
    ("2026-03-14,1004,C2,WB,twelve,1", "quantity", WHOLE, "twelve"),
    ("2026-03-14,1004,C2,WB,-5,1", "quantity", "is below 0", "-5"),
    ("2026-03-14,1004,C2,WB,2.5,1", "quantity", WHOLE, "2.5"),
    ("2026-03-14,1004,C2,WB,1e3,1", "quantity", WHOLE, "1e3"),
    ("2026-03-14,1004,C2,WB,'1,000',1", "quantity", WHOLE, "1,000"),
    ("2026-03-14,1004,C2,WB,1000000,1", "quantity", ABOVE, "1000000"),
    ("2026-03-14,1004,C2,WB,99999999999999999999,1", "quantity", ABOVE, "99999999999999999999"),
    ("2026-03-14,1004,C2,WB,,1", "quantity", "is missing", ""),
    ("2026-03-14,1004,C9,WB,12,1", "customer_code", "is not a known customer", "C9"),
    ("2026-03-14,1004,C2,XX,12,1", "item_code", "is not a known item", "XX"),
    ("2026-03-14,,C2,WB,12,1", "route_code", "is missing", ""),
    (f"2026-03-14,{TOO_LONG},C2,WB,12,1", "route_code", "is longer than 50 characters", TOO_LONG),
    ("2026-03-14,10/04,C2,WB,12,1", "route_code", "holds a slash, or dots alone", "10/04"),
    ("2026-03-14,..,C2,WB,12,1", "route_code", "holds a slash, or dots alone", ".."),
    ("14/03/2026,1004,C2,WB,12,1", "date", DATE, "14/03/2026"),
    ("2026-02-30,1004,C2,WB,12,1", "date", DATE, "2026-02-30"),
    ("0000-01-01,1004,C2,WB,12,1", "date", DATE, "0000-01-01"),
    ("0001-01-01T00:00:00,1004,C2,WB,12,1", "date", DATE, "0001-01-01T00:00:00"),
    ("9999-12-31,1004,C2,WB,12,1", "date", DATE, "9999-12-31"),
    ("2026-03-14 late,1004,C2,WB,12,1", "date", DATE, "2026-03-14 late"),
    ("2026-03-14,1004,C2,WB,12,cheap", "unit_price", "is not a number", "cheap"),
    ("2026-03-14,1004,C2,WB,12,'1,25'", "unit_price", "is not a number", "1,25"),
    ("2026-03-14,1004,C2,WB,12,nan", "unit_price", "is not a number", "nan"),
    ("2026-03-14,1004,C2,WB,12,inf", "unit_price", "is not a number", "inf"),
    ("2026-03-14,1004,C2,WB,12,-1", "unit_price", "is not between 0 and 10,000,000", "-1"),
    (
        "2026-03-14,1004,C2,WB,12,1,left,over",
        "",
        "stands beyond the last column that the first line names",
        "left, over",
    ),
]


def test_each_wrong_sale_is_listed_and_the_good_one_is_taken(importer: Importer) -> None:
    # A route of its own for each, so that no row repeats another.
    lines = [
        line.replace("'", '"').replace(",1004,", f",{route_code},")
        for route_code, (line, *_) in enumerate(WRONG_SALES, start=2000)
    ]
    importer.put("sales.csv", "\n".join([SALES_HEADER, *lines, GOOD_SALE]))
    result = importer.run()
    assert importer.reasons() == [
        (line, *expected) for line, (_, *expected) in enumerate(WRONG_SALES, start=2)
    ]
    assert result.exit_code == 1
    assert f"sales.csv: 1 row taken, {len(WRONG_SALES)} refused." in result.stdout
    assert [(row["customer_code"], row["quantity"]) for row in importer.rows(sale)] == [("C1", 12)]


UNSEEN = [
    "10\n04",
    "10\r04",
    "10\t04",
    "10\x1b04",
    "10\x7f04",
    "10\u200b04",
    "10\u202e04",
    "10\u202804",
]


def test_a_code_with_a_sign_that_cannot_be_seen_is_refused_and_any_script_is_taken(
    importer: Importer,
) -> None:
    seen = ["ق١", "Lyon, North", 'R"7', "R;a=1&b#%41", "R\u00a04", "Ünïté"]
    names = "Shop\t\u202e1"  # A name may hold what it likes.
    importer.put("routes.parquet", pl.DataFrame({"route_code": UNSEEN + seen, "route_name": names}))
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (line, "route_code", "holds a sign that cannot be seen", code)
        for line, code in enumerate(UNSEEN, start=1)
    ]
    taken = {row["route_code"]: row["route_name"] for row in importer.rows(route)}
    assert {taken[code] for code in seen} == {names}
    assert not taken.keys() & set(UNSEEN)


ORDERS_HEADER = (
    "date,route_code,customer_code,item_code,quantity,tier,priority_score,reason,"
    "days_since_last_purchase,purchase_frequency_pct"
)
WRONG_ORDERS = [
    ("BEST,50,,3,40", "tier", "is none of MUST_STOCK, SHOULD_STOCK, CONSIDER, MONITOR", "BEST"),
    (",50,,3,40", "tier", "is missing", ""),
    ("MONITOR,100.5,,3,40", "priority_score", "is not between 0 and 100", "100.5"),
    ("MONITOR,high,,3,40", "priority_score", "is not a number", "high"),
    (f"MONITOR,50,{'r' * 501},3,40", "reason", "is longer than 500 characters", "r" * 200),
    ("MONITOR,50,,-1,40", "days_since_last_purchase", "is below 0", "-1"),
    ("MONITOR,50,,2.5,40", "days_since_last_purchase", WHOLE, "2.5"),
    ("MONITOR,50,,3,101", "purchase_frequency_pct", "is not between 0 and 100", "101"),
]


def test_each_wrong_recommended_order_is_listed(importer: Importer) -> None:
    lines = [
        f"2026-03-{day},1004,C1,WB,12,{rest}" for day, (rest, *_) in enumerate(WRONG_ORDERS, 10)
    ]
    importer.put("recommended_orders.csv", "\n".join([ORDERS_HEADER, *lines]))
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (line, *expected) for line, (_, *expected) in enumerate(WRONG_ORDERS, start=2)
    ]
    assert importer.rows(recommended_order) == []


def test_each_wrong_place_in_the_journey_is_listed(importer: Importer) -> None:
    importer.put(
        "journey_plan.csv",
        "date,route_code,sequence,customer_code\n"
        "2026-03-10,1004,0,C1\n"
        "2026-03-11,1004,first,C1\n"
        "2026-03-12,1004,1000000,C1\n"
        "2026-03-13,1004,1.5,C1\n",
    )
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (2, "sequence", "is below 1", "0"),
        (3, "sequence", WHOLE, "first"),
        (4, "sequence", ABOVE, "1000000"),
        (5, "sequence", WHOLE, "1.5"),
    ]
    assert importer.rows(journey_plan) == []


def test_each_wrong_time_of_an_actual_is_listed(importer: Importer) -> None:
    wrong = ["this morning", "2026-03-17", "2026-03-17T25:00:00"]
    lines = [f"2026-03-{day},1004,C1,WB,5,{moment}" for day, moment in enumerate(wrong, 10)]
    importer.put(
        "actuals.csv",
        "\n".join(["date,route_code,customer_code,item_code,quantity,sold_at", *lines]),
    )
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (line, "sold_at", "is not a time such as 2026-11-23T10:42:00+04:00", moment)
        for line, moment in enumerate(wrong, start=2)
    ]


def test_every_wrong_column_of_a_row_is_listed_and_the_row_counts_once(importer: Importer) -> None:
    importer.put("sales.csv", f"{SALES_HEADER}\nsoon,1004,C9,XX,-1,x\n")
    result = importer.run()
    assert "sales.csv: 0 rows taken, 1 refused." in result.stdout
    assert [(line, column) for line, column, _, _ in importer.reasons()] == [
        (2, "date"),
        (2, "customer_code"),
        (2, "item_code"),
        (2, "quantity"),
        (2, "unit_price"),
    ]


def test_whole_numbers_from_0_to_999999_are_taken(importer: Importer) -> None:
    right = {"0": 0, "999999": 999_999, "12.0": 12, "13.": 13, "+14": 14, " 15 ": 15, "-0": 0}
    lines = [f"2026-03-{day},1004,C1,WB,{text}," for day, text in enumerate(right, 10)]
    importer.put("sales.csv", "\n".join([SALES_HEADER, *lines]))
    assert importer.run().exit_code == 0
    assert [row["quantity"] for row in importer.rows(sale)] == list(right.values())


def test_of_a_repeated_key_the_first_row_counts(importer: Importer) -> None:
    rows = ["2026-03-14,1004,C1,WB,12,1", "2026-03-14,1004,C1,CR,5,1", "2026-03-14,1004,C1,WB,99,1"]
    importer.put("sales.csv", "\n".join([SALES_HEADER, *rows]))
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (
            4,
            "date + route_code + customer_code + item_code",
            "stands in this file before; the first row counts",
            "2026-03-14 1004 C1 WB",
        )
    ]
    quantities = {row["item_code"]: row["quantity"] for row in importer.rows(sale)}
    assert quantities == {"WB": 12, "CR": 5}


def test_a_key_is_repeated_in_a_later_batch_too(importer: Importer) -> None:
    lines = [f"2026-03-{day},1004,C1,WB,{day},1" for day in (10, 11, 12, 10, 13, 11, 10)]
    importer.put("sales.csv", "\n".join([SALES_HEADER, *lines]))
    repeated: list[int] = []
    report = importer.run_in_batches(2, write_refused=lambda _, rows: repeated.extend(rows["line"]))
    assert repeated == [5, 7, 8]
    assert (report.files[0].accepted, report.files[0].refused) == (4, 3)
    assert [row["quantity"] for row in importer.rows(sale)] == [10, 11, 12, 13]


def test_a_key_is_repeated_when_it_means_the_same_in_other_words(importer: Importer) -> None:
    importer.put(
        "journey_plan.csv",
        "date,route_code,sequence,customer_code\n"
        "2026-03-17,1004,1,C1\n2026-03-17T00:00:00,1004,2, C1\n",
    )
    assert importer.run().exit_code == 1
    assert [line for line, *_ in importer.reasons()] == [3]
    assert [row["sequence"] for row in importer.rows(journey_plan)] == [1]


def test_rows_without_a_whole_key_do_not_repeat_each_other(importer: Importer) -> None:
    importer.put("sales.csv", f"{SALES_HEADER}\n2026-03-14,1004,,WB,1,\n2026-03-14,1004,,WB,2,\n")
    assert importer.run().exit_code == 1
    assert importer.reasons() == [
        (2, "customer_code", "is missing", ""),
        (3, "customer_code", "is missing", ""),
    ]


def test_a_route_that_no_file_named_is_made_with_its_code_as_name(importer: Importer) -> None:
    importer.put("sales.csv", f"{SALES_HEADER}\n2026-03-14,2001,C1,WB,12,\n")
    assert importer.run().exit_code == 0
    made = {row["route_code"]: row["route_name"] for row in importer.rows(route)}
    assert made == {"1004": "Deira North", "2001": "2001"}


def test_a_route_is_not_made_for_refused_rows(importer: Importer) -> None:
    importer.put("sales.csv", f"{SALES_HEADER}\n2026-03-14,2001,C1,WB,-1,\n")
    assert importer.run().exit_code == 1
    assert [row["route_code"] for row in importer.rows(route)] == ["1004"]


def test_lines_count_from_the_file_with_quoted_line_ends_and_empty_lines(
    importer: Importer,
) -> None:
    importer.put(
        "customers.csv",
        "customer_code,customer_name\r\n"
        'C7,"Shop\r\non two\nlines"\r\n'
        "\r\n"
        ",,,\r\n"
        ",Nameless code\r\n"
        'C8,"Good"\r\n'
        "C9,\r\n",
    )
    assert importer.run().exit_code == 1
    assert [(line, column) for line, column, _, _ in importer.reasons()] == [
        (7, "customer_code"),
        (9, "customer_name"),
    ]
    names = {row["customer_code"]: row["customer_name"] for row in importer.rows(customer)}
    assert names["C7"] == "Shop\r\non two\nlines"
    assert names["C8"] == "Good"


def test_a_row_that_ends_early_lacks_its_last_cells(importer: Importer) -> None:
    importer.put("sales.csv", f"{SALES_HEADER}\n2026-03-14,1004,C1,WB,12\n2026-03-14,1004,C2,WB\n")
    assert importer.run().exit_code == 1
    assert importer.reasons() == [(3, "quantity", "is missing", "")]
    assert [row["unit_price"] for row in importer.rows(sale)] == [None]


def test_no_text_is_taken_that_is_longer_than_its_column() -> None:
    limits, lengths = {}, {}
    for feed, table in FED_TABLES.items():
        for column in FORMATS[feed].columns:
            if column.kind in LENGTHS:
                kind = table.c[column.target].type
                assert isinstance(kind, String)
                limits[feed, column.name] = LENGTHS[column.kind]
                lengths[feed, column.name] = kind.length
    assert limits == lengths


def test_a_name_of_the_greatest_length_is_taken_and_a_longer_one_is_not(
    importer: Importer,
) -> None:
    header = "customer_code,customer_name,country"
    rows = [f"L1,{'é' * 200},{'x' * 100}", f"L2,{'é' * 201},", f"L3,x,{'x' * 101}"]
    importer.put("customers.csv", "\n".join([header, *rows]))
    assert importer.run().exit_code == 1
    assert [(line, reason) for line, _, reason, _ in importer.reasons()] == [
        (3, "is longer than 200 characters"),
        (4, "is longer than 100 characters"),
    ]
    assert "L1" in {row["customer_code"] for row in importer.rows(customer)}


def test_every_kind_of_column_is_used_by_a_feed() -> None:
    used = {column.kind for found in FORMATS.values() for column in found.columns}
    assert used == set(Kind)
    assert set(FORMATS) == set(Feed)
