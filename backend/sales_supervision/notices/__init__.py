"""Who else has a day open, and what they saved or reopened, told within seconds."""
