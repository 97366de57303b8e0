"""The kill matrix: which promises each saboteur turns red, and whether its own is among them."""
