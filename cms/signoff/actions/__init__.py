"""What people do with words that are to be signed: ask, sign, send back, publish in an emergency."""
