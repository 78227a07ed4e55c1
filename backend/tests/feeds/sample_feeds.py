"""A small file of each feed, all of one route day, and what else must be known first."""

from __future__ import annotations

from datetime import date

from sales_supervision.storage.feed_storage import Feed

ROUTE = "1004"
DAY = date(2026, 3, 17)

ROUTES = """\
route_code,route_name,territory
1004,Deira North,Dubai
"""
CUSTOMERS = """\
customer_code,customer_name,customer_name_ar,route_code,country
C1,Al Noor Grocery,بقالة النور,1004,AE
C2,Corner Shop,,1004,AE
C3,Sea View Market,سوق إطلالة البحر,1004,AE
"""
ITEMS = """\
item_code,item_name,item_name_ar
WB,White Bread,خبز أبيض
CR,Croissant,كرواسون
"""
JOURNEY_PLAN = """\
date,route_code,sequence,customer_code
2026-03-17,1004,1,C2
2026-03-17,1004,2,C1
"""
SALES = """\
date,route_code,customer_code,item_code,quantity,unit_price
2026-03-14,1004,C1,WB,12,1.25
2026-03-14,1004,C2,CR,0,
"""
VAN_LOADS = """\
date,route_code,item_code,quantity
2026-03-17,1004,WB,40
2026-03-17,1004,CR,25
"""
RECOMMENDED_ORDERS = """\
date,route_code,customer_code,item_code,quantity,tier,priority_score,reason
2026-03-17,1004,C1,WB,12,MUST_STOCK,91.5,buys every 3 days
2026-03-17,1004,C2,CR,6,CONSIDER,40,
"""
ACTUALS = """\
date,route_code,customer_code,item_code,quantity,sold_at
2026-03-17,1004,C1,WB,10,2026-03-17T10:42:00+04:00
"""

SAMPLES = {
    Feed.ROUTES: ROUTES,
    Feed.CUSTOMERS: CUSTOMERS,
    Feed.ITEMS: ITEMS,
    Feed.JOURNEY_PLAN: JOURNEY_PLAN,
    Feed.SALES: SALES,
    Feed.VAN_LOADS: VAN_LOADS,
    Feed.RECOMMENDED_ORDERS: RECOMMENDED_ORDERS,
    Feed.ACTUALS: ACTUALS,
}
"""By feed, in the order of dependency; each can be imported after those before it."""
