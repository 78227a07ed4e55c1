"""What is deployed, and how one release takes the place of another."""
