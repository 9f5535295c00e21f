//! 席位 — Seats shared among lists by divisors or largest remainders.
