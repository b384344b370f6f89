"""The wall screen: a number, a desk, nothing else."""
