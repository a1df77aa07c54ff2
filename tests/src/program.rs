//! The program `xianfeng` as a child process, with a test's storage in its environment.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use xianfeng_api::config::{TEST_FILE, variable};
use xianfeng_demo::wechat::StandIn;

use crate::Storage;
use crate::server::asking;

/// The program, ready to be run.
#[derive(Debug)]
pub struct Program {
    file: PathBuf,
    settings: Vec<(String, String)>,
    zone: Option<String>,
}

/// What came of a run.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ended {
    /// Asserts success and answers standard output.
    #[must_use]
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// Asserts an exit code and answers all that was printed.
    #[must_use]
    #[track_caller]
    pub fn ended_with(self, code: i32) -> String {
        let printed = self.out + &self.err;
        assert_eq!(self.code, Some(code), "{printed}");
        printed
    }
}

impl Program {
    /// On a storage, configured as tests are.
    #[must_use]
    pub fn on(storage: &Storage) -> Self {
        let file = storage.directory().join("xianfeng.toml");
        fs::write(&file, TEST_FILE).expect("the configuration can be written");
        let settings = storage.settings().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { file, settings, zone: None }.with("log.format", "json").with("log.filter", "info")
    }

    /// With another setting.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.settings.push((key.to_owned(), value.to_owned()));
        self
    }

    /// With a stand-in for WeChat.
    #[must_use]
    pub fn asking(self, wechat: &StandIn) -> Self {
        asking(wechat).into_iter().fold(self, |program, (key, value)| program.with(key, &value))
    }

    /// On a machine in another time zone, as `TZ` names it (POSIX: `EST5` is UTC−5).
    #[must_use]
    pub fn in_zone(mut self, zone: &str) -> Self {
        self.zone = Some(zone.to_owned());
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(executable());
        // Whoever runs the tests may have an installation in the environment.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("XIANFENG_")) {
            command.env_remove(name);
        }
        command.arg("--config").arg(&self.file).args(arguments).stdin(Stdio::null());
        command.envs(self.settings.iter().map(|(key, value)| (variable(key), value)));
        command.envs(self.zone.iter().map(|zone| ("TZ", zone)));
        command
    }

    /// Runs a command to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().expect("the program runs: tests/run builds it first");
        Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Starts `serve` and waits until it listens.
    ///
    /// # Panics
    /// When it ends instead, with what it said.
    #[must_use]
    pub fn serve(&self) -> Serving {
        let mut child = self.command(&["serve"]).stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("standard error"));
        let mut seen = String::new();
        let base_url = loop {
            let start = seen.len();
            let read = lines.read_line(&mut seen).expect("a line of the log");
            assert!(read > 0, "the server did not start: {seen}");
            let line: serde_json::Value = serde_json::from_str(&seen[start..]).unwrap_or_default();
            if line["message"] == "listening" {
                break line["url"].as_str().expect("an address").to_owned();
            }
        };
        let log = Arc::new(Mutex::new(seen));
        let kept = Arc::clone(&log);
        let reader = std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut log = kept.lock().expect("the log");
                log.push_str(&line);
                log.push('\n');
            }
        });
        Serving { child, base_url, log, reader: Some(reader) }
    }
}

/// `target/debug/xianfeng`, beside the directory of the test executable.
fn executable() -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test executable");
    let directory = test.parent().and_then(Path::parent).expect("target/debug/deps");
    directory.join(format!("xianfeng{}", std::env::consts::EXE_SUFFIX))
}

/// The running server; killed when dropped.
#[derive(Debug)]
pub struct Serving {
    child: Child,
    /// Where it listens.
    pub base_url: String,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Serving {
    /// Asks it to stop, as an init system does, and waits; answers exit code and log.
    #[must_use]
    pub fn terminate(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().expect("kill runs");
        assert!(told.success());
        let status = self.child.wait().expect("the server ends");
        self.drain();
        (status.code(), self.log())
    }

    /// Kills it, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().expect("the server is there to be killed");
        self.child.wait().expect("the server ends");
        self.drain();
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    fn drain(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the log is read");
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
