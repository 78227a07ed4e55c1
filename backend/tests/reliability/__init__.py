"""What a save survives; ``make reliability`` does it at length."""
