//! What is logged, for tests.

use std::{
    future::Future,
    io,
    sync::{Arc, Mutex},
};

/// Runs a future and gives what it has logged on this thread, where the tasks run that it spawns in a test.
pub async fn logged<F: Future>(future: F) -> (F::Output, String) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let output = future.await;
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    (output, text)
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
