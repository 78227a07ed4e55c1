"""How the product itself fares: observed in memory, kept hour by hour, told in a report."""
