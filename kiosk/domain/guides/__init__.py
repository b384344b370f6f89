"""The guides: questions, papers, steps, and the partners they lead to."""
