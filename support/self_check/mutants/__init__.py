"""Mutants of the transcripts of a green run: each is a stream that no platform should get through.

A family of operators is a file: `missing`, `repeated`, `misplaced`, `late`, `fields`, `strangers`
and `leaked`. What a conforming platform could have sent all the same is in `equivalences`.
"""
