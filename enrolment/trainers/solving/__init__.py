"""A term's runs and their trainers: plain data in, a plan with its proof and its reasons out. No Django here."""
