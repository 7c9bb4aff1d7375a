"""The law engine. It names no country: the law itself is data under law/<country>/."""
