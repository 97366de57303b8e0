"""The executable specification of how AI agents may fail in front of customers."""
