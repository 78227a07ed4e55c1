"""A made-up bakery in the Gulf, so that every feature has something to show."""
