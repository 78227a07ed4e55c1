"""What a save survives; ``python -m tests.reliability`` (``make reliability``) does it at length."""
