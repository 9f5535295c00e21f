//! 参与式预算 — Shared money spent as the voters say: greedy, equal shares, Phragmén, maximin support.
