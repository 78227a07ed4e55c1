"""The pure core: plans, visits, redistribution, scores. Standard library only, no I/O, no clock."""
