"""What the suite costs, measured side by side with what it could not do without."""
