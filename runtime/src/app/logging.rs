use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt};

/// Logs to standard output as `RUST_LOG` says (default: `info`), as JSON where `LOG_FORMAT=json`. Does nothing where
/// the program has set up its own subscriber.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let json = std::env::var("LOG_FORMAT").is_ok_and(|format| format.eq_ignore_ascii_case("json"));
    let builder = fmt().with_env_filter(filter).with_ansi(std::io::stdout().is_terminal());
    let _ = if json { builder.json().flatten_event(true).try_init() } else { builder.try_init() };
}
