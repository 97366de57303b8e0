"""What keeps a run of behave honest: guards, the way to interrupt it, and its outcome."""
