"""Reading a coordinator's spreadsheets, line by line, with every doubt said aloud.

No rows and no screens here: words in, lines and doubts out.
"""
