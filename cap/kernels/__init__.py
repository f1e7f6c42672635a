"""Rigorous kernels: exact numbers, balls, matrices, formulas, infinite tables. Trusted."""
