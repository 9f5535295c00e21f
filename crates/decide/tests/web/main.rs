//! 决策共谋 — Tests of the pages and the API of `decide`, one module per noun.

#[cfg(test)]
mod proposal;
