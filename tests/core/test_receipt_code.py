"""The code with which a witness comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurdil.core import receipt_code
from jurdil.core.errors import WrongCode

numbers = st.integers(min_value=0, max_value=2**receipt_code.BITS - 1)


@given(numbers)
def test_a_code_typed_back_in_small_letters_without_its_dashes_is_the_same_code(number: int) -> None:
    code = receipt_code.from_number(number)
    assert receipt_code.normalise(code.lower().replace("-", " ")) == code.replace("-", "")


@given(numbers, st.integers(0, 19), st.integers(1, 31))
def test_a_code_with_one_wrong_symbol_is_never_taken(number: int, place: int, shift: int) -> None:
    code = receipt_code.from_number(number).replace("-", "")
    wrong = receipt_code.ALPHABET[(receipt_code.ALPHABET.index(code[place]) + shift) % 32]
    with pytest.raises(WrongCode):
        receipt_code.normalise(code[:place] + wrong + code[place + 1 :])


@given(numbers, st.integers(0, 19), st.integers(0, 19))
def test_a_code_with_two_symbols_swapped_is_never_taken(number: int, one: int, other: int) -> None:
    symbols = list(receipt_code.from_number(number).replace("-", ""))
    if symbols[one] == symbols[other]:
        return
    symbols[one], symbols[other] = symbols[other], symbols[one]
    with pytest.raises(WrongCode):
        receipt_code.normalise("".join(symbols))


def test_letters_that_are_read_wrong_are_forgiven() -> None:
    code = receipt_code.from_number(0b00001 << 5)  # holds zeros and a one
    assert receipt_code.normalise(code.replace("0", "o").replace("1", "l")) == code.replace("-", "")


def test_a_code_has_at_least_eighty_bits() -> None:
    assert receipt_code.BITS >= 80
