//! 计票 — Counts that need one mark or one number a name: plurality, block, approval, score, Borda.
