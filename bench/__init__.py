"""Benchmarks: each measures the product and its floor in one run, and prints the ratio."""
