"""How the specification becomes a package: what builds it, and what it is started by."""
