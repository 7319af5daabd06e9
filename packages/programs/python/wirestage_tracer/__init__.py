"""Shows what a Python program does to its Wirestage lab."""
