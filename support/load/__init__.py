"""Load: many customers at once, each of whose events is judged while it runs (LOAD-1)."""
