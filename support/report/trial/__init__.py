"""A small suite that ends in every way, run by behave in a process of its own, and read back."""
