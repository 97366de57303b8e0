"""What the suite's checks of itself stand on: small suites that behave really runs."""
