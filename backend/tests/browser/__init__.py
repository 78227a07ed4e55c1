"""The page in a real headless Chromium, on a real server over a real database."""
