//! 两两比较 — Every pair of names compared: the Condorcet matrix, Schulze, ranked pairs.
