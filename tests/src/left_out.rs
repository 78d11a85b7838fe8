use std::{collections::BTreeSet, env, io::Write, sync::Mutex};

/// Set where every test must run.
const LEAVE_NOTHING_OUT: &str = "RESTRUCT_TEST_LEAVE_NOTHING_OUT";

/// Says what is not tested here and what it takes to have it tested; once, and past the capture of output, so that it is
/// seen although the test passes.
///
/// # Panics
/// Nothing may be left out.
pub fn leave_out(what: &str, it_takes: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    assert!(env::var_os(LEAVE_NOTHING_OUT).is_none(), "{what} would be left out: it takes {it_takes}");
    if SAID.lock().is_ok_and(|mut said| said.insert(what.to_owned())) {
        let _ = writeln!(std::io::stderr(), "left out: {what} (it takes {it_takes})");
    }
}
