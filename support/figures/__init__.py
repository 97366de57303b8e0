"""Figures of recovery and of customer impact, as text, JSON and pages of the report."""
