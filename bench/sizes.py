"""How long and how much. BENCH_TINY=1 only shows that everything runs; its figures say nothing."""

import os

TINY = os.environ.get("BENCH_TINY") == "1"
# Five are the least whose median says something; many short rounds beat few long ones on a busy machine.
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "1" if TINY else "9"))
# One side of one round.
SECONDS = float(os.environ.get("BENCH_SECONDS", "0.2" if TINY else "0.8"))
# Runs when queries are first counted, when speed is measured, and when queries must not have grown.
FEW = 10
RUNS = 12 if TINY else 200
MANY = 20 if TINY else 2000
# Certificates in one print run and in many files, which takes a minute, so three rounds of each; and made singly.
SHEETS = 4 if TINY else 300
SHEETS_ROUNDS = min(ROUNDS, 3)
SINGLES = 2 if TINY else 10
