use std::process::Command;

use crate::leave_out;

/// The fenced blocks of a language in a text of Markdown, such as `rust` or `rust,no_run`.
pub fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let begin = format!("```{language}\n");
    text.split(begin.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// Whether there is a `curl` to run sessions with. Without it they are left out, which is said aloud.
pub fn has_curl() -> bool {
    let is_there = Command::new("curl").arg("--version").output().is_ok();
    if !is_there {
        leave_out("the sessions of the documentation", "curl");
    }
    is_there
}

/// Runs the commands of a `console` block and compares what each prints with what is shown. `<id>` and `<time>` stand for
/// anything up to the end of a JSON text or of a header's line. `address` takes the place of `127.0.0.1:3000`.
///
/// # Panics
/// A command prints something else.
pub fn run_session(block: &str, address: &str) {
    let steps = steps(block);
    assert!(!steps.is_empty(), "a session has commands");
    for (command, shown) in steps {
        let command = command.replace("127.0.0.1:3000", address);
        let output = Command::new("sh").args(["-c", &command]).output().expect("a shell");
        let output = String::from_utf8(output.stdout).expect("a text").replace('\r', "").trim().to_owned();
        assert!(is_shown(&shown, &output), "{command}\nprints {output}\nnot    {shown}");
    }
}

/// Commands, each with what it prints.
fn steps(block: &str) -> Vec<(String, String)> {
    let steps = block.split("$ ").skip(1).map(|step| {
        let end =
            step.match_indices('\n').find(|(at, _)| !step[..*at].ends_with('\\')).map_or(step.len(), |(at, _)| at);
        (step[..end].replace("\\\n", ""), step[end..].trim().to_owned())
    });
    steps.collect()
}

/// Whether an output is the one shown.
fn is_shown(shown: &str, output: &str) -> bool {
    let mut rest = output;
    for (index, part) in shown.replace("<time>", "<id>").split("<id>").enumerate() {
        if index > 0 {
            rest = rest.find(['"', '\n']).map_or("", |end| &rest[end..]);
        }
        let Some(after) = rest.strip_prefix(part) else { return false };
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_stand_for_texts() {
        assert!(is_shown(r#"{"id":"<id>","at":"<time>"}"#, r#"{"id":"01","at":"2026"}"#));
        assert!(!is_shown(r#"{"id":"<id>","at":"<time>"}"#, r#"{"id":"01","by":"2026"}"#));
        assert!(
            is_shown("date: <time>\nx: 1", "date: now\nx: 1") && !is_shown("date: <time>\nx: 1", "date: now\nx: 2")
        );
        assert!(!is_shown("a", "ab"));
    }

    #[test]
    fn a_command_may_go_on_in_the_next_line() {
        let block = "$ curl a \\\n    b\n{}\n$ true\n";
        assert_eq!(steps(block), [("curl a     b".to_owned(), "{}".to_owned()), ("true".to_owned(), String::new())]);
    }
}
