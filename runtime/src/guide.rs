//! The reference, one page per module.
//!
//! | page | |
//! |---|---|
//! | [attributes] | every word of `#[resource(..)]` and `#[validate(..)]` |
//! | [types] | what the type of a field can be |
//! | [validation] | what each rule of `#[validate(..)]` does |
//! | [access] | who may do what, and how 401, 403 and 404 come about |
//! | [hooks] | code around a write, and the order of everything |
//! | [wire] | requests and answers |
//! | [errors] | problem documents, codes, statuses |
//! | [databases] | SQLite and PostgreSQL: types, faults, tables that exist, settings |
//! | [running] | environment, logs, health, limits, stopping, in an axum application |

macro_rules! pages {
    ($($page:ident = $file:literal;)*) => {$(
        #[doc = include_str!(concat!("../docs/", $file))]
        pub mod $page {}
    )*};
}

pages! {
    attributes = "attributes.md";
    types = "types.md";
    validation = "validation.md";
    access = "access.md";
    hooks = "hooks.md";
    wire = "wire.md";
    errors = "errors.md";
    databases = "databases.md";
    running = "running.md";
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::{ConnectOptions, app::Settings, descriptor::PageLimits, error::code::CODES};

    /// The cells of each row below a heading, without the table's head.
    fn table(page: &'static str, heading: &str) -> Vec<Vec<&'static str>> {
        let lines = page.lines().skip_while(|line| *line != heading).skip(1);
        let rows = lines.take_while(|line| !line.starts_with('#')).filter(|line| line.starts_with('|'));
        rows.skip(2).map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
    }

    #[test]
    fn the_page_of_errors_lists_every_code_as_it_is() {
        let listed = table(include_str!("../docs/errors.md"), "## Codes");
        let expected: Vec<Vec<String>> = CODES
            .iter()
            .map(|(code, status, meaning)| vec![format!("`{code}`"), status.to_string(), (*meaning).to_owned()])
            .collect();
        assert_eq!(listed, expected);
    }

    #[test]
    fn the_limits_are_those_that_hold() {
        let (settings, options) = (Settings::default(), ConnectOptions::default());
        let seconds = |time: Duration| format!("{} s", time.as_secs());
        let limits = table(include_str!("../docs/running.md"), "## Limits");
        let told = |name: &str| limits.iter().find(|row| row[0] == name).map_or("nothing", |row| row[1]);
        assert_eq!(told("body"), format!("{} MiB", settings.body_limit >> 20));
        assert_eq!(told("request"), seconds(settings.request_timeout));
        assert_eq!(told("waiting for a client"), seconds(settings.client_timeout));
        assert_eq!(told("idle connection"), seconds(settings.idle_timeout));
        assert_eq!(told("waiting for a connection"), seconds(options.acquire_timeout));
        assert_eq!(told("statement"), options.statement_timeout.map_or("none".to_owned(), seconds));
        assert_eq!(told("rows of a page"), PageLimits::USUAL.max.to_string());
    }
}
