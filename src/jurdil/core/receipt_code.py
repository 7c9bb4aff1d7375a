"""The code with which a witness comes back: 19 random symbols and one check symbol, in five groups of four.

The alphabet is Crockford's base 32 (no I, L, O, U), so 19 symbols carry 95 bits. The check symbol is a weighted sum
over the field of 32 elements: it finds every single wrong symbol and every swap of two symbols.
"""

from __future__ import annotations

from .errors import WrongCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DATA_SYMBOLS = 19
BITS = DATA_SYMBOLS * 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def _times_x(value: int) -> int:
    """Multiplies by x in GF(32) with the primitive polynomial x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _check(symbols: list[int]) -> int:
    total = 0
    for symbol in symbols:
        total = _times_x(total ^ symbol)
    return total


def from_number(number: int) -> str:
    """The code, in groups, of a random number of 95 bits."""
    if not 0 <= number < 1 << BITS:
        raise ValueError("a receipt code is made from a number of 95 bits")
    symbols = [(number >> (5 * place)) & 31 for place in reversed(range(DATA_SYMBOLS))]
    text = "".join(ALPHABET[symbol] for symbol in [*symbols, _check(symbols)])
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def normalise(typed: str) -> str:
    """The code as twenty symbols, from what a person typed or read out. Raises `WrongCode`, saying what is wrong."""
    text = "".join(sign for sign in typed.upper().translate(_READ_AS) if sign.isalnum())
    if len(text) != DATA_SYMBOLS + 1:
        raise WrongCode(fault="length", length=len(text))
    if any(sign not in ALPHABET for sign in text):
        raise WrongCode(fault="symbol", length=len(text))
    symbols = [ALPHABET.index(sign) for sign in text]
    if _check(symbols[:-1]) != symbols[-1]:
        raise WrongCode(fault="check", length=len(text))
    return text
