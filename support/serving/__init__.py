"""The reference platform as a server that people start, and make fail, by hand."""
