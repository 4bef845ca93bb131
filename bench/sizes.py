"""How long and how much. BENCH_TINY=1 only shows that everything runs; its figures say nothing."""

import os

TINY = os.environ.get("BENCH_TINY") == "1"
# Five rounds are the least whose median says something.
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "1" if TINY else "5"))
# One side of one round.
SECONDS = float(os.environ.get("BENCH_SECONDS", "0.2" if TINY else "1.5"))
# Runs when queries are first counted, when speed is measured, and when queries must not have grown.
FEW = 10
RUNS = 12 if TINY else 200
MANY = 20 if TINY else 2000
# Certificates in one print run, and made singly in one round.
SHEETS = 4 if TINY else 60
SINGLES = 2 if TINY else 10
