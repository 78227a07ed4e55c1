"""Tests of what tries a deployment from outside."""
