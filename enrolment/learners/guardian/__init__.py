"""The parent or guardian of somebody under age: who they are, and whether they agree."""
