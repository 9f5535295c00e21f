//! A PostgreSQL that keeps what it acknowledged: `fsync` on, as in a county, gone when the test ends.
//!
//! `GONGDI_TEST_PG_BIN` says where the programs are, `GONGDI_TEST_PG_USER` as whom they run when we are root.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub struct Postgres {
    bin: PathBuf,
    user: Option<String>,
    folder: String,
    port: u16,
}

impl Postgres {
    /// Starts a cluster of its own; `None` where there is nothing to start.
    pub fn start() -> Option<Self> {
        let bin = PathBuf::from(std::env::var_os("GONGDI_TEST_PG_BIN")?);
        let user = std::env::var("GONGDI_TEST_PG_USER").ok();
        let mut server = Self { bin, user, folder: String::new(), port: 0 };
        server.folder =
            server.run("mktemp", &["-d", "/tmp/gongdi-crash-XXXXXXXX"]).trim().to_owned();
        let data = server.data();
        let initdb = server.program("initdb");
        server.run(
            &initdb,
            &["-D", &data, "-U", "gongdi", "--auth=trust", "--no-locale", "--encoding=UTF8"],
        );
        server.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        server.serve();
        Some(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://gongdi@127.0.0.1:{}/postgres", self.port)
    }

    /// Ends every process at once, without writing anything out, and starts again from what is on disk.
    pub fn crash(&self) {
        self.stop();
        self.serve();
    }

    fn serve(&self) {
        let options = format!("-p {} -k {} -c listen_addresses=127.0.0.1", self.port, self.folder);
        let (data, log) = (self.data(), format!("{}/log", self.folder));
        let pg_ctl = self.program("pg_ctl");
        self.run(
            &pg_ctl,
            &["start", "-w", "-s", "-t", "60", "-o", &options, "-D", &data, "-l", &log],
        );
    }

    fn stop(&self) {
        let (pg_ctl, data) = (self.program("pg_ctl"), self.data());
        self.run(&pg_ctl, &["stop", "-w", "-s", "-m", "immediate", "-D", &data]);
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder)
    }

    fn program(&self, name: &str) -> String {
        self.bin.join(name).display().to_string()
    }

    /// Its output goes to a file where a server stays behind: an inherited pipe would never close.
    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = match &self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--", program]);
                command
            }
        };
        command.args(arguments).current_dir("/").stdin(Stdio::null());
        if program.ends_with("pg_ctl") {
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
            assert!(status.success(), "{program} {arguments:?}");
            return String::new();
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if !self.folder.is_empty() {
            if self.port != 0 {
                self.stop();
            }
            self.run("rm", &["-rf", &self.folder]);
        }
    }
}
