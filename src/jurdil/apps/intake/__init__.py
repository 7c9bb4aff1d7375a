"""The guided report, the receipt code, and the dialogue with the witness."""
