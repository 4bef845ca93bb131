"""What the product costs, as ratios to plainer things measured in the same run.

`make bench` measures; `make soak` kills processes under load and counts what was lost. One module
each measured thing; `anchors/` holds the plain things that ours stand beside. Both need Linux.
"""
