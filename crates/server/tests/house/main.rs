//! 整座房子 — Generic tests that walk over everything the slices declare.

#[cfg(test)]
mod keep;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod strings;
