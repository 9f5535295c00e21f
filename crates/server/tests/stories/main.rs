//! 故事 — The stories of the sources, each played by itself on both databases and read like the newspaper.

#[cfg(test)]
mod datang;
#[cfg(test)]
mod duhe;
#[cfg(test)]
mod guoshui;
#[cfg(test)]
mod jinsui;
#[cfg(test)]
mod shenjiadian;
#[cfg(test)]
mod tanhualin;
#[cfg(test)]
mod today;
#[cfg(test)]
mod told;
