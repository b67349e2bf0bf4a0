"""What a lifter's history gives: each insight a pure function of logged sets.

An insight is a frozen dataclass with its numbers, their errors, and a sentence, ``told``; where
there is too little to say anything it is a ``Withheld``.
"""
