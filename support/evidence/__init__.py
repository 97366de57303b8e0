"""What a scenario looks at besides a customer's events: logs, files, answers over HTTP."""
