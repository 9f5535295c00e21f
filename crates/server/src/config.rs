//! 配置 — One TOML file and environment overrides; what is unknown or wrong is refused with what was meant.
//!
//! ```toml
//! database = "sqlite:gongdi-data/gongdi.db"   # or postgres://user@host/gongdi   GONGDI_DATABASE
//! listen = "127.0.0.1:8420"                   #                                  GONGDI_LISTEN
//! origin = "https://gongdi.example"           # the address people type          GONGDI_ORIGIN
//! key_file = "gongdi-data/gongdi.key"         # made when missing, mode 0600     GONGDI_KEY_FILE
//! rules = "gongdi-rules"                      # own rules and holiday notices GONGDI_RULES
//! log = "info"                                # error warn info debug trace off  GONGDI_LOG
//! ```

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};
use tracing::level_filters::LevelFilter;

use crate::Failure;

/// The file that is read when none is named and it is there.
pub const FILE: &str = "gongdi.toml";

/// What the host decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `sqlite:path` or `postgres://…`.
    pub database: String,
    /// Where the program listens.
    pub listen: SocketAddr,
    /// The address people reach this host by, without a trailing slash.
    pub origin: String,
    /// Where the secret key is kept.
    pub key_file: PathBuf,
    /// The folder of the host's own rules and holiday notices, if it has one.
    pub rules: Option<PathBuf>,
    /// From which level on the log speaks.
    pub log: LevelFilter,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:gongdi-data/gongdi.db".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8420)),
            origin: String::new(),
            key_file: PathBuf::from("gongdi-data/gongdi.key"),
            rules: None,
            log: LevelFilter::INFO,
        }
    }
}

/// One setting: its names, what it expects in words, and how it is read.
struct Key {
    name: &'static str,
    env: &'static str,
    expects: &'static str,
    set: fn(&mut Config, &str) -> Option<()>,
}

const KEYS: [Key; 6] = [
    Key {
        name: "database",
        env: "GONGDI_DATABASE",
        expects: "\"sqlite:gongdi.db\" / \"postgres://user@host/gongdi\"",
        set: |c, text| {
            let path = text.strip_prefix("sqlite:").is_some_and(|path| !path.is_empty());
            let server = text.starts_with("postgres://") || text.starts_with("postgresql://");
            (path || server).then(|| text.clone_into(&mut c.database))
        },
    },
    Key {
        name: "listen",
        env: "GONGDI_LISTEN",
        expects: "\"127.0.0.1:8420\"",
        set: |c, text| text.parse().ok().map(|address| c.listen = address),
    },
    Key {
        name: "origin",
        env: "GONGDI_ORIGIN",
        expects: "\"https://gongdi.example\"",
        set: |c, text| origin(text).map(|origin| origin.clone_into(&mut c.origin)),
    },
    Key {
        name: "key_file",
        env: "GONGDI_KEY_FILE",
        expects: "\"gongdi.key\"",
        set: |c, text| (!text.is_empty()).then(|| c.key_file = PathBuf::from(text)),
    },
    Key {
        name: "rules",
        env: "GONGDI_RULES",
        expects: "\"gongdi-rules\"",
        set: |c, text| (!text.is_empty()).then(|| c.rules = Some(PathBuf::from(text))),
    },
    Key {
        name: "log",
        env: "GONGDI_LOG",
        expects: "\"error\" \"warn\" \"info\" \"debug\" \"trace\" \"off\"",
        set: |c, text| level(text).map(|level| c.log = level),
    },
];

/// `http(s)://host[:port]`, without what browsers leave out or what would double a slash.
fn origin(text: &str) -> Option<&str> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = host.strip_suffix('/').unwrap_or(host);
    let plain = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    plain.then(|| text.strip_suffix('/').unwrap_or(text))
}

fn level(word: &str) -> Option<LevelFilter> {
    let known = ["error", "warn", "info", "debug", "trace", "off"].contains(&word);
    known.then(|| word.parse().ok()).flatten()
}

/// Something wrong with the configuration: where, and what is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `gongdi.toml:3: listen`, or the name of an environment variable.
    pub place: String,
    /// What is wrong, in Chinese and English.
    pub words: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.words)
    }
}

impl Config {
    /// The configuration of a host: the named file, else `gongdi.toml` if it is there, else what is usual.
    ///
    /// # Errors
    /// All problems at once.
    pub fn of_host(file: Option<&Path>) -> Result<Self, Failure> {
        let path = file.map_or_else(|| PathBuf::from(FILE), Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if file.is_none() && e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(e) => {
                let shown = path.display();
                return Err(Failure::new(
                    format!("配置文件 {shown} 读不出来：{e}"),
                    format!("the configuration {shown} cannot be read: {e}"),
                ));
            }
        };
        Self::read(&path.display().to_string(), &text, std::env::vars()).map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Failure(lines.join("\n        "))
        })
    }

    /// Reads a file's text (its name is for messages), then the environment over it.
    ///
    /// # Errors
    /// All problems at once.
    pub fn read(
        name: &str,
        text: &str,
        env: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Problem>> {
        let mut config = Self::default();
        let mut problems = config.take_file(name, text);
        problems.extend(config.take_env(env));
        if config.origin.is_empty() {
            config.origin = format!("http://{}", config.listen);
        }
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }

    fn take_file(&mut self, name: &str, text: &str) -> Vec<Problem> {
        let at = |offset: usize| {
            let before = text.get(..offset).unwrap_or(text);
            format!("{name}:{}", before.matches('\n').count() + 1)
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(e) => {
                let place = at(e.span().map_or(0, |span| span.start));
                let words = format!("不是 TOML not TOML: {}", e.message());
                return vec![Problem { place, words }];
            }
        };
        let mut problems = Vec::new();
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(word, _)| word.span().start);
        for (word, value) in entries {
            let place = format!("{}: {}", at(word.span().start), word.get_ref());
            let word: &str = word.get_ref();
            let wrong = match (KEYS.iter().find(|k| k.name == word), value.get_ref()) {
                (None, _) => Some(unknown(word, KEYS.iter().map(|k| k.name))),
                (Some(key), DeValue::String(text)) => self.take(key, text),
                (Some(key), other) => {
                    let (zh, en) = kind(other);
                    Some(format!(
                        "应当是带引号的文字，如 {0}，这里是{zh} must be text in quotes, such as {0}, and is {en}",
                        key.expects
                    ))
                }
            };
            problems.extend(wrong.map(|words| Problem { place, words }));
        }
        problems
    }

    fn take_env(&mut self, env: impl IntoIterator<Item = (String, String)>) -> Vec<Problem> {
        let mut ours: Vec<(String, String)> = env
            .into_iter()
            .filter(|(name, _)| name.starts_with("GONGDI_") && !of_tests(name))
            .collect();
        ours.sort();
        let mut problems = Vec::new();
        for (name, value) in ours {
            let wrong = match KEYS.iter().find(|k| k.env == name) {
                Some(key) => self.take(key, &value),
                None => Some(unknown(&name, KEYS.iter().map(|k| k.env))),
            };
            problems.extend(wrong.map(|words| Problem { place: name, words }));
        }
        problems
    }

    /// A value that is wrong is not repeated in the message: it may hold a password.
    fn take(&mut self, key: &Key, text: &str) -> Option<String> {
        let taken = (key.set)(self, text);
        taken.is_none().then(|| format!("应当是 must be {}", key.expects))
    }
}

/// Names that belong to tests and tools, not to the program.
fn of_tests(name: &str) -> bool {
    name.starts_with("GONGDI_TEST_")
        || ["GONGDI_TEST_PG", "GONGDI_BIN", "GONGDI_SHOTS"].contains(&name)
}

fn kind(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("文字", "text"),
        DeValue::Integer(_) | DeValue::Float(_) => ("数字", "a number"),
        DeValue::Boolean(_) => ("真假", "true or false"),
        DeValue::Datetime(_) => ("日期", "a date"),
        DeValue::Array(_) => ("列表", "a list"),
        DeValue::Table(_) => ("一节", "a section"),
    }
}

/// Names the nearest known name, and all of them when none is near.
fn unknown(name: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    let near = known
        .clone()
        .map(|k| (strsim::damerau_levenshtein(&name.to_lowercase(), &k.to_lowercase()), k))
        .min()
        .filter(|(distance, k)| *distance <= k.len() / 2);
    if let Some((_, near)) = near {
        return format!("没有这一项，是不是 {near}？ unknown name: did you mean {near}?");
    }
    let all: Vec<&str> = known.collect();
    format!("没有这一项，只有 unknown name, known are: {}", all.join(" "))
}
