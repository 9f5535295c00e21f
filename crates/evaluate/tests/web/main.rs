//! 效果共评 — Tests of the pages and the API of `evaluate`, one module per noun.

#[cfg(test)]
mod rates;
#[cfg(test)]
mod review;
#[cfg(test)]
mod verdict;
#[cfg(test)]
mod words;
#[cfg(test)]
mod world;
