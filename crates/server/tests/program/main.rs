//! 程序 — Tests of the program itself: command line, configuration, demo, checks, and what a power cut leaves.

#[cfg(test)]
mod check;
#[cfg(test)]
mod config;
#[cfg(test)]
mod count;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod gongdi;
#[cfg(test)]
mod help;
#[cfg(test)]
mod http;
#[cfg(test)]
mod import;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod text;
