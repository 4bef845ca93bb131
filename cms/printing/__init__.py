"""The prospectus on paper: what it says, its PDF editions, the flyer of a course and the planner of a place."""
