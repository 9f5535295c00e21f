//! 发展共建 — Tests of the pages and the API of `build`, one module per noun.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what helpers of tests find missing fails the test"
)]

mod account;
mod award;
mod contribution;
mod project;
mod road;
mod story;
mod work;
