"""What the validator says of some thousand small changes to good conversations, as it was read.

`conversations/` holds what customers received in green runs, beside the example streams;
`findings/` a file for each, with a line for each change and what is found in it. A change of the
validator that changes a line shows here, and is read again before it is kept:

    python -m support.self_check.reviewed
"""
