"""What runs inside the load tool: the standard library and locust, nothing of the product."""
