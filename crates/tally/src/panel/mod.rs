//! 抽签小组 — A panel by lot that mirrors the neighbourhood, with the fairest chances.
