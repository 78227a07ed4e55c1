"""Maintenance: announced by whoever operates, told to everybody, ended by the clock."""
