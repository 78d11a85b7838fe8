use std::{
    fs,
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    Cluster,
    cluster::{as_nobody_special, free_port, give, run},
    leave_out,
};

const PROGRAM: &str = "/usr/sbin/pgbouncer";

/// PgBouncer before a server, in session mode and with nothing that it ignores. It is gone when the value is.
#[derive(Debug)]
pub struct Pooler {
    directory: TempDir,
    port: u16,
    running: Child,
}

impl Pooler {
    /// Starts one; `None` where PgBouncer is left out, which is said aloud.
    pub fn start(cluster: &Cluster) -> Option<Self> {
        if !Path::new(PROGRAM).exists() {
            leave_out("PgBouncer", PROGRAM);
            return None;
        }
        let directory = tempfile::tempdir().expect("a directory for PgBouncer");
        let (port, place) = (free_port(), directory.path().display());
        let settings = format!(
            "[databases]\n* = host=127.0.0.1 port={}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             unix_socket_dir =\nauth_type = trust\nauth_file = {place}/users\npool_mode = session\n\
             pidfile = {place}/pid\nlogfile = {place}/log\nserver_login_retry = 1\n",
            cluster.port()
        );
        fs::write(directory.path().join("settings"), settings).expect("its settings");
        fs::write(directory.path().join("users"), "\"postgres\" \"\"\n").expect("its users");
        give(directory.path());
        let running = begin(directory.path(), port);
        Some(Self { directory, port, running })
    }

    /// The URL of a database of the server behind it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Ends it, and with it all connections.
    pub fn stop(&mut self) {
        let pid = fs::read_to_string(self.directory.path().join("pid")).expect("it runs");
        run(Command::new("kill").arg(pid.trim()));
        self.running.wait().expect("it ends");
    }

    /// Starts it anew.
    pub fn start_again(&mut self) {
        self.running = begin(self.directory.path(), self.port);
    }
}

fn begin(directory: &Path, port: u16) -> Child {
    let mut program = as_nobody_special(Path::new(PROGRAM));
    let program = program.arg("-q").arg(directory.join("settings"));
    let mut running =
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    for _ in 0..1000 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return running;
        }
        sleep(Duration::from_millis(20));
    }
    let _ = running.kill();
    let _ = running.wait();
    panic!("PgBouncer does not answer: {:?}", fs::read_to_string(directory.join("log")));
}

impl Drop for Pooler {
    fn drop(&mut self) {
        if let Ok(pid) = fs::read_to_string(self.directory.path().join("pid")) {
            let _ = Command::new("kill").arg(pid.trim()).status();
            let _ = self.running.wait();
        }
    }
}
