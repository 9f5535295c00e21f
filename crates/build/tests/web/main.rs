//! 发展共建 — Tests of the pages and the API of `build`, one module per noun.

mod account;
mod award;
mod contribution;
mod project;
mod road;
mod story;
mod work;
