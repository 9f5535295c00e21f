//! 词 — Words that are the same in code, addresses, columns and locale keys.

/// An enum whose values are words: `ALL`, `word()` and `parse()`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every word, in order, as forms offer them.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// The word in addresses, columns and keys.
            pub const fn word(self) -> &'static str { match self { $($name::$variant => $word),+ } }
            /// Reads the word back; `None` for any other.
            pub fn parse(word: &str) -> Option<Self> { match word { $($word => Some($name::$variant),)+ _ => None } }
        }
    };
}
pub(crate) use words;
