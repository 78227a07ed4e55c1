"""Customer and route reviews: who writes them, what is kept, what they may cost."""
