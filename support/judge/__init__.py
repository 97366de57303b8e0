"""Judges logs that somebody captured: which streams are in a file, and what is wrong in each.

The rules are the validator's own; here is only what finds a customer's events among others', and
what tells where in the file something was found.
"""
