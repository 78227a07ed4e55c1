"""Sales Supervision: follow a van route live, redistribute unsold stock, save the day."""

__version__ = "0.1.0"
