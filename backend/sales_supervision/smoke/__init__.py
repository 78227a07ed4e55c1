"""The smoke tests of the deployment checklist, run against any deployment from outside."""
