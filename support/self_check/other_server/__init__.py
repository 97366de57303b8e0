"""A small agent server in other clothes: another library, other names, no code of ours.

`server.py` is kept as an example of how to conform from scratch, `server.toml` of how to say so.
"""
