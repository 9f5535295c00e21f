//! 转移 — Ranked ballots whose votes move on: instant run-off, Scottish STV, Meek STV.
