"""The deployment checklist: what a machine can check is run, the rest is asked and signed."""
