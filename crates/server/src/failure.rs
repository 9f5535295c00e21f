//! 失败 — Why a command could not do what it was asked, in words for the person at the terminal.

use std::fmt;

/// Why a command stopped. Printed to standard error; the program then ends with 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

impl Failure {
    /// A failure in Chinese, then in English.
    pub fn new(zh: impl fmt::Display, en: impl fmt::Display) -> Self {
        Self(format!("{zh}\n        {en}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<kernel::Error> for Failure {
    fn from(cause: kernel::Error) -> Self {
        Self(cause.to_string())
    }
}

impl From<std::io::Error> for Failure {
    /// A closed pipe (`gongdi rules list | head`) is told to nobody.
    fn from(cause: std::io::Error) -> Self {
        let gone = cause.kind() == std::io::ErrorKind::BrokenPipe;
        Self(if gone { String::new() } else { cause.to_string() })
    }
}
