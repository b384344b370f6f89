"""What is said aloud: phrases, how each is pronounced, how fast and how loud."""
