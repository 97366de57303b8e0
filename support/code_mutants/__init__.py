"""Mutants of the suite's own judges: small wrong changes, each of which a feature must notice.

mutmut makes the changes, what runs them is ours. mutmut's own runner speaks pytest only, and puts
switches around functions, which leaves out what the contract is made of: class bodies and tables.
cosmic-ray runs any command, but a process for each mutant, of which the start alone takes over a
second. Here a process that has everything loaded forks for each mutant.
"""
