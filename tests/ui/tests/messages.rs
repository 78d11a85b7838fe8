//! What the compiler says about a fault is a part of Restruct: one message, at the word that the user typed, saying what to
//! write instead. Each case has one fault and is named by it; those called `several_..` have more.
//!
//! * `cases/fail`: faults that the derives find.
//! * `cases/compiler`: faults that the compiler finds, through the bounds and assertions of what is generated.
//! * `cases/access`: attempts to get past the access rules.
//!
//! `TRYBUILD=overwrite cargo test -p restruct-ui-tests` writes the `.stderr` files anew; read the difference.

use std::{env, fs, path::PathBuf, process::Command};

/// The compiler whose words the cases of `compiler` and `access` hold. Another one finds the same faults and may say so in
/// other words.
const WORDED_BY: &str = "rustc 1.95.";

/// Faults of which the compiler tells more than once: SeaORM's traits ask for the same in many places, and a path is one
/// fault where it is imported and another where it is used.
const TOLD_MORE_THAN_ONCE: [&str; 6] = [
    "missing_clone",
    "missing_clone_on_enum",
    "missing_debug",
    "crate_that_is_another",
    "crate_that_is_nowhere",
    "relation_to_nowhere",
];

#[test]
fn each_fault_has_its_message() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/fail/*.rs");
    if words_are_known() {
        cases.compile_fail("cases/compiler/*.rs");
        cases.compile_fail("cases/access/*.rs");
    } else {
        println!("left out: cases/compiler and cases/access, which hold the words of {WORDED_BY}*");
    }
}

fn words_are_known() -> bool {
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(compiler).arg("--version").output().expect("the compiler says its version");
    let named = String::from_utf8_lossy(&version.stdout).starts_with(WORDED_BY);
    named || env::var_os("RESTRUCT_TEST_LEAVE_NOTHING_OUT").is_some()
}

#[test]
fn one_fault_has_one_message() {
    for (name, messages) in all_messages() {
        let errors = count(&messages, "error");
        if name.contains("/several_") || TOLD_MORE_THAN_ONCE.iter().any(|known| name.ends_with(known)) {
            assert!(errors > 1, "{name} has one message and should be called by its fault");
        } else {
            assert_eq!(errors, 1, "{name}");
        }
        assert_eq!(count(&messages, "warning"), 0, "{name}");
    }
}

#[test]
fn each_message_of_ours_says_what_to_write() {
    for (name, messages) in all_messages() {
        if name.starts_with("fail/") {
            assert_eq!(messages.matches("\n       help: ").count(), count(&messages, "error"), "{name}");
        }
    }
}

/// The names of all cases, with their folder, and what is said about each.
fn all_messages() -> Vec<(String, String)> {
    let cases = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut all = Vec::new();
    for folder in ["fail", "compiler", "access"] {
        for entry in fs::read_dir(cases.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "stderr") {
                let name = path.file_stem().unwrap().to_string_lossy();
                all.push((format!("{folder}/{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(all.len() >= 300, "only {} cases", all.len());
    all
}

fn count(messages: &str, level: &str) -> usize {
    messages.lines().filter(|line| line.starts_with(level)).count()
}
