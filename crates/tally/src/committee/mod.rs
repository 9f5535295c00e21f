//! 认可选举委员会 — Committees chosen by approval: PAV, sequential PAV, equal shares, Phragmén.
