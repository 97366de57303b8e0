"""Secrets that faults plant, as they really turn up in errors. Made up: none opens anything."""

from typing import Final

KEY: Final = "sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"
PASSWORD: Final = "hunter2"
EMAIL: Final = "maya@example.com"
CLOUD_KEY: Final = "AKIAIOSFODNN7EXAMPLE"
WEB_TOKEN: Final = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXlhIn0.c2lnbmF0dXJl"

SECRETS: Final = (KEY, PASSWORD, EMAIL, CLOUD_KEY, WEB_TOKEN)
"""What nobody may read: no customer, no operator, and nobody who finds the store's file."""

PATH: Final = "/srv/app/orders/lookup.py"
QUERY: Final = "SELECT * FROM customers"
DRIVER: Final = "psycopg.OperationalError"

INTERNALS: Final = (PATH, QUERY, DRIVER, "Traceback (most recent call last)")
"""How we are built: what an operator needs, and no customer may read."""

LEAKY_ERROR: Final = (
    f'Traceback (most recent call last):\n  File "{PATH}", line 42, in find\n'
    f"{DRIVER}: connection to postgresql://orders:{PASSWORD}@db.internal:5432 failed: "
    f"{QUERY} WHERE email = '{EMAIL}'; Authorization: Bearer {KEY}"
)
LEAKY_CAUSE: Final = f"could not sign with {CLOUD_KEY}: password={PASSWORD} was refused"
LEAKY_CONTEXT: Final = f"the session {WEB_TOKEN} of {EMAIL} is over"
LEAKY_OUTPUT: Final = f"Order A-1042 of {EMAIL}: one lamp, paid with {KEY}."
"""What a careless tool answers: it looks like an answer, so it goes where answers go."""
