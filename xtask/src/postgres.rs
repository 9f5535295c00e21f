//! 临时数据库 — A throw-away `PostgreSQL` on a free port, gone when the tests end, however they end.
//!
//! A small watcher in a process group of its own holds a pipe from us. When we end (well, by Ctrl-C, or killed
//! outright) the pipe closes and the watcher stops the server and removes its folder. So no signal handler is needed
//! and nothing is left behind.
//!
//! This cluster trades durability for speed (`fsync = off`). A test about durability starts a cluster of its own with
//! the programs in `GONGDI_TEST_PG_BIN`, as the user `GONGDI_TEST_PG_USER` when that is set (we are root, and
//! `PostgreSQL` refuses to run as root).

use std::ffi::OsStr;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::command::{self, Failure, Outcome};

/// The programs a throw-away cluster needs.
const PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

const SETTINGS: &str = "
listen_addresses = '127.0.0.1'
max_connections = 300
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 1GB
timezone = 'UTC'
";

/// What the watcher runs: wait for the pipe to close, then stop the server and remove its folder.
const WATCH: &str = r#"trap '' HUP INT TERM
cat >/dev/null
"$1" stop -D "$2/data" -m immediate -s
rm -rf "$2""#;

/// A running throw-away server; dropping it stops it and removes its folder.
pub struct Server {
    watcher: Child,
    url: String,
    bin: PathBuf,
    user: Option<String>,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    pub fn start() -> Outcome<Self> {
        let bin = find_bin().ok_or_else(|| Failure::new("PostgreSQL is not installed"))?;
        let user = unprivileged_user()?;
        let folder = make_folder(user.as_deref())?;
        let watcher = watch(&bin, &folder, user.as_deref())?;
        let mut server = Self { watcher, url: String::new(), bin, user };
        server.create(&folder)?;
        let port = server.serve(&folder)?;
        server.url = format!("postgres://gongdi@127.0.0.1:{port}/postgres");
        Ok(server)
    }

    /// The variables tests read: where the server is, and with what to start another.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let mut variables = vec![
            ("GONGDI_TEST_PG", self.url.clone()),
            ("GONGDI_TEST_PG_BIN", self.bin.display().to_string()),
        ];
        variables.extend(self.user.clone().map(|user| ("GONGDI_TEST_PG_USER", user)));
        variables
    }

    fn create(&self, folder: &Path) -> Outcome {
        let data = folder.join("data");
        command::capture(
            as_user(self.user.as_deref(), self.bin.join("initdb"))
                .arg("-D")
                .arg(&data)
                .args(["-U", "gongdi", "--auth=trust", "--no-locale", "--encoding=UTF8"])
                .arg("--no-sync"),
        )?;
        let path = data.join("postgresql.conf");
        let wrong = |e: std::io::Error| Failure::new(format!("cannot configure PostgreSQL: {e}"));
        let defaults = std::fs::read_to_string(&path).map_err(wrong)?;
        let socket = format!("unix_socket_directories = '{}'\n", folder.display());
        std::fs::write(&path, format!("{defaults}{SETTINGS}{socket}")).map_err(wrong)
    }

    /// Another program may take the free port between finding and using it: then the next one is tried.
    fn serve(&self, folder: &Path) -> Outcome<u16> {
        let log = folder.join("log");
        for _ in 0..3 {
            let port = free_port()?;
            let started = as_user(self.user.as_deref(), self.bin.join("pg_ctl"))
                .args(["start", "-w", "-s", "-t", "60", "-o", &format!("-p {port}"), "-D"])
                .arg(folder.join("data"))
                .arg("-l")
                .arg(&log)
                .status();
            if started.is_ok_and(|status| status.success()) {
                return Ok(port);
            }
        }
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        Err(Failure::new(format!("PostgreSQL does not start:\n{said}")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        if let Err(e) = self.watcher.wait() {
            command::say(&format!("the watcher of the test database is lost: {e}"));
        }
    }
}

/// The folder with `PostgreSQL`'s server programs: from `PATH`, then Debian's folders (newest first), then our own builds.
pub fn find_bin() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = command::path_folders()
        .into_iter()
        .chain(newest_first(debian.map(|entry| entry.path()).collect()))
        .chain(["/usr/local/bin".into(), "/usr/local/pgsql/bin".into()]);
    folders.into_iter().find_map(|folder| {
        // Links in PATH lead to the folder the programs find their own files from.
        let real = folder.join("initdb").canonicalize().ok()?;
        let real = real.parent()?;
        PROGRAMS.iter().all(|program| real.join(program).is_file()).then(|| real.to_owned())
    })
}

fn newest_first(mut versions: Vec<PathBuf>) -> Vec<PathBuf> {
    let number = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_string_lossy().parse::<u32>().ok()).unwrap_or(0)
    };
    versions.sort_by_key(|path| std::cmp::Reverse(number(path)));
    versions.into_iter().map(|path| path.join("bin")).collect()
}

/// As root the server runs as `postgres`, or `nobody` where that user is missing; otherwise as ourselves.
fn unprivileged_user() -> Outcome<Option<String>> {
    if !command::is_root() {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| command::capture(Command::new("id").args(["-u", user])).is_ok())
        .map(|user| Some(user.to_owned()))
        .ok_or_else(|| Failure::new("as root PostgreSQL needs a user `postgres` or `nobody`"))
}

/// A command that runs as `user`, from a folder that user may enter.
fn as_user(user: Option<&str>, program: impl AsRef<OsStr>) -> Command {
    let mut command = match user {
        None => Command::new(program),
        Some(user) if command::find(&["runuser"]).is_some() => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
        Some(user) => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", user, "--regid", user, "--init-groups", "--"]).arg(program);
            command
        }
    };
    command.current_dir("/").stdin(Stdio::null());
    command
}

/// A folder of the user's own; its path is short because a socket's path may not exceed 107 bytes.
fn make_folder(user: Option<&str>) -> Outcome<PathBuf> {
    let made = command::capture(as_user(user, "mktemp").args(["-d", "/tmp/gongdi-pg-XXXXXXXX"]))?;
    Ok(PathBuf::from(made.trim()))
}

fn watch(bin: &Path, folder: &Path, user: Option<&str>) -> Outcome<Child> {
    as_user(user, "sh")
        .args(["-c", WATCH, "sh"])
        .arg(bin.join("pg_ctl"))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|e| Failure::new(format!("cannot watch the test database: {e}")))
}

fn free_port() -> Outcome<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|e| Failure::new(format!("no free port on 127.0.0.1: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn newer_versions_come_first() {
        let found = newest_first(["/pg/9", "/pg/17", "/pg/15"].map(PathBuf::from).into());
        assert_eq!(found, ["/pg/17/bin", "/pg/15/bin", "/pg/9/bin"].map(PathBuf::from));
    }

    /// `cargo test` alone must work with nothing installed, so this one needs `PostgreSQL` to have something to hold.
    #[test]
    fn a_dropped_server_answers_no_more_and_leaves_no_folder() {
        if find_bin().is_none() {
            return;
        }
        let server = Server::start().unwrap();
        let url = server.environment().first().unwrap().1.clone();
        let port: u16 = url.split([':', '/']).rev().nth(1).unwrap().parse().unwrap();
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(server);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
