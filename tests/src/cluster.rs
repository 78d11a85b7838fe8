use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::{database::POSTGRES_URL, leave_out};

/// Where Debian keeps PostgreSQL's programs, by version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// Whom they run as where the tests are root's, for which they refuse to run.
const USER: &str = "postgres";

/// A PostgreSQL server of a test's own, which can be stopped. It is gone when the value is.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    directory: TempDir,
    port: u16,
}

impl Cluster {
    /// Makes one and starts it; `None` where PostgreSQL is left out, which is said aloud.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs().filter(|_| env::var_os(POSTGRES_URL).is_some()) else {
            leave_out(
                "a PostgreSQL server that is stopped and started",
                &format!("{POSTGRES_URL} and the programs of a server below {PROGRAMS}"),
            );
            return None;
        };
        let directory = tempfile::tempdir().expect("a directory for the server");
        give(directory.path());
        let cluster = Self { programs, directory, port: free_port() };
        let mut made = cluster.program("initdb");
        run(made.args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "--username=postgres"]));
        cluster.start_again();
        Some(cluster)
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Its port on 127.0.0.1.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Stops it as a failure of power would, as far as its processes are concerned.
    pub fn crash(&self) {
        run(self.program("pg_ctl").args(["stop", "--mode=immediate", "--wait"]));
    }

    /// Starts it when it has been stopped, and waits until it answers.
    pub fn start_again(&self) {
        let socket = self.directory.path().display();
        // The disk is not what is tested: a process that is killed loses nothing that it has handed to the system.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{socket}' -c fsync=off -c deadlock_timeout=100ms",
            self.port
        );
        let log = self.directory.path().join("log");
        run(self.program("pg_ctl").args(["start", "--wait", "--options", &options]).arg("--log").arg(log));
    }

    /// One of its programs, which finds its data.
    fn program(&self, name: &str) -> Command {
        let mut command = as_nobody_special(&self.programs.join(name));
        command.env("PGDATA", self.directory.path().join("data"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stopping = self.program("pg_ctl");
        let _ =
            stopping.args(["stop", "--mode=immediate", "--wait"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

/// Those of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(PROGRAMS).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let newest = versions.max_by_key(|version| version.parse::<u32>().unwrap_or_default())?;
    let programs = PathBuf::from(PROGRAMS).join(newest).join("bin");
    programs.join("initdb").exists().then_some(programs)
}

/// A program that refuses to run as root.
pub(crate) fn as_nobody_special(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", USER, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

/// A port that is free now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Gives a directory to whom such programs run as.
pub(crate) fn give(directory: &Path) {
    if is_root() {
        run(Command::new("chown").arg("-R").arg(USER).arg(directory));
    }
}

/// Whether the tests may do what only root may.
fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output();
    told.is_ok_and(|told| told.stdout == b"0\n")
}

/// Runs a program to its end.
///
/// # Panics
/// It cannot, or says that it failed.
pub(crate) fn run(command: &mut Command) {
    // Not to a pipe: a server that is started would keep it open.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?}: {status:?}");
}
