"""What those see and do who help a learner: what the learner ticked, and nothing else."""
