"""The formulas of each equation, written once. Trusted."""
