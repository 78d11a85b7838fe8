//! The guide, one page per topic.
//!
//! | to begin with | |
//! |---|---|
//! | [start] | from `cargo new` to an API with callers, a hook and a test |
//! | [coming_from_fastapi] | what FastAPI, SQLModel and Pydantic call a thing, and what it is here |
//! | [coming_from_django_rest_framework] | the same for Django and its REST framework |
//! | [coming_from_django_filter] | the same for filters, search, orders and pages of that framework |
//! | [coming_from_django_relations] | the same for keys to other models, nested serializers and what loads them |
//!
//! | what a resource is | |
//! |---|---|
//! | [fields] | what the type of a field can be, who sets a field, and keys |
//! | [validation] | what each rule of `#[validate(..)]` does |
//! | [relations] | how rows of resources belong together, and what clients can ask for by it |
//! | [access] | who may do what, and how 401, 403 and 404 come about |
//! | [hooks] | code around a write, and the order of everything |
//! | [attributes] | every word of `#[resource(..)]` and `#[validate(..)]` |
//!
//! | what clients see | |
//! |---|---|
//! | [wire] | requests and answers |
//! | [queries] | what lists can be asked for: filters, search, order, pages, fields |
//! | [errors] | problem documents, codes, statuses |
//! | [document] | the OpenAPI document and its page |
//!
//! | what stands behind it | |
//! |---|---|
//! | [databases] | SQLite and PostgreSQL: types, faults, settings |
//! | [existing_databases] | resources over tables that are there already |
//! | [deployment] | environment, logs, health, limits, proxies, containers, stopping |
//! | [axum] | routes and layers of your own; Restruct inside of an axum application |
//! | [generated_code] | what the derive writes, and what it costs |

macro_rules! pages {
    ($($page:ident = $file:literal $(with $images:literal)?;)*) => {
        $(
            $(#[doc = include_str!(concat!("../docs/", $images))])?
            #[doc = include_str!(concat!("../docs/", $file))]
            pub mod $page {}
        )*

        /// Each page's name and text.
        #[cfg(test)]
        const PAGES: &[(&str, &str)] = &[$((stringify!($page), include_str!(concat!("../docs/", $file)))),*];
    };
}

pages! {
    start = "start.md";
    coming_from_fastapi = "coming_from_fastapi.md";
    coming_from_django_rest_framework = "coming_from_django_rest_framework.md";
    coming_from_django_filter = "coming_from_django_filter.md";
    coming_from_django_relations = "coming_from_django_relations.md";
    fields = "fields.md";
    validation = "validation.md";
    relations = "relations.md";
    access = "access.md";
    hooks = "hooks.md";
    attributes = "attributes.md";
    wire = "wire.md";
    queries = "queries.md";
    errors = "errors.md";
    document = "document.md" with "images/embedded.txt";
    databases = "databases.md";
    existing_databases = "existing_databases.md";
    deployment = "deployment.md";
    axum = "axum.md";
    generated_code = "generated_code.md";
}

#[cfg(test)]
mod page_of_queries;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::PAGES;
    use crate::{ConnectOptions, app::Settings, descriptor::PageLimits, error::code::CODES};

    /// What rustdoc calls a heading, so that a link can end in it.
    fn anchor(heading: &str) -> String {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || "-_ ".contains(*letter));
        kept.map(|letter| if letter == ' ' { '-' } else { letter.to_ascii_lowercase() }).collect()
    }

    /// The lines of a page that are no code.
    fn prose(page: &str) -> impl Iterator<Item = &str> {
        let mut in_code = false;
        page.lines().filter(move |line| {
            let is_fence = line.starts_with("```");
            in_code ^= is_fence;
            !in_code && !is_fence
        })
    }

    fn anchors(name: &str) -> Option<Vec<String>> {
        let (_, page) = PAGES.iter().find(|(page, _)| *page == name)?;
        Some(
            prose(page)
                .filter(|line| line.starts_with('#'))
                .map(|line| anchor(line.trim_start_matches(['#', ' '])))
                .collect(),
        )
    }

    /// The targets of a page's links: what follows `](`, up to the end of it.
    fn links(page: &str) -> Vec<String> {
        let text = prose(page).collect::<Vec<_>>().join("\n");
        text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
    }

    /// rustdoc copies no files, so the pictures are in the page itself: as definitions of the links by which the page names
    /// them, before the page's own, which are for those who read it as a file.
    #[test]
    fn the_pictures_are_those_beside_the_pages() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images");
        let mut expected = String::new();
        for name in ["docs-page", "docs-page-answer"] {
            let picture = std::fs::read(folder.join(name).with_extension("png")).expect("a picture");
            let text = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, picture);
            expected += &format!("[{name}]: data:image/png;base64,{text}\n");
        }
        let embedded = folder.join("embedded.txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&embedded, &expected).expect("it is written");
        }
        let found = std::fs::read_to_string(embedded).unwrap_or_default();
        assert!(
            found == expected,
            "a picture is another; BLESS=1 cargo test -p restruct --lib pictures writes them anew"
        );
    }

    /// rustdoc knows the pages and the items, and does not look at what stands behind a `#`.
    #[test]
    fn links_lead_somewhere() {
        let mut broken = Vec::new();
        for (name, page) in PAGES {
            for link in links(page) {
                let (target, heading) = link.split_once('#').unwrap_or((&link, ""));
                let target = if target.is_empty() { name } else { target };
                let known = match target.strip_prefix("crate::guide::").unwrap_or(target) {
                    page if target.starts_with("crate::guide::") || page == *name => anchors(page),
                    _ if target.starts_with("https://") || target.starts_with("crate::") => continue,
                    _ => None,
                };
                if !known.is_some_and(|known| heading.is_empty() || known.contains(&heading.to_owned())) {
                    broken.push(format!("{name}: {link}"));
                }
            }
        }
        assert!(broken.is_empty(), "{broken:#?}");
    }

    #[test]
    fn a_broken_link_is_seen() {
        assert_eq!(anchor("`validate` on a field"), "validate-on-a-field");
        assert_eq!(
            links("see [a](crate::guide::access#rules), [b](#c)\n```\n[no](no)\n```"),
            ["crate::guide::access#rules", "#c"]
        );
        assert!(anchors("access").is_some_and(|known| known.contains(&"which-status".to_owned())));
        assert!(anchors("nowhere").is_none());
    }

    /// A page that nobody is led to is read by nobody.
    #[test]
    fn the_first_page_names_every_page_and_the_folder_holds_no_other() {
        let first = include_str!("guide.rs");
        let unnamed = PAGES.iter().filter(|(name, _)| !first.contains(&format!("//! | [{name}] |")));
        assert_eq!(unnamed.map(|(name, _)| *name).collect::<Vec<_>>(), Vec::<&str>::new());
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        let files =
            folder.map(|file| file.unwrap().file_name().into_string().unwrap()).filter(|file| file.ends_with(".md"));
        assert_eq!(files.count(), PAGES.len());
    }

    /// The cells of each row below a heading, without the table's head.
    pub(super) fn table(page: &'static str, heading: &str) -> Vec<Vec<&'static str>> {
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
        let limits = table(include_str!("../docs/deployment.md"), "## Limits");
        let told = |name: &str| {
            limits.iter().find(|row| row[0].split(':').next() == Some(name)).map_or("nothing", |row| row[1])
        };
        assert_eq!(told("body"), format!("{} MiB", settings.body_limit >> 20));
        assert_eq!(told("request"), seconds(settings.request_timeout));
        assert_eq!(told("waiting for a client"), seconds(settings.client_timeout));
        assert_eq!(told("idle connection"), seconds(settings.idle_timeout));
        assert_eq!(told("waiting for a connection"), seconds(options.acquire_timeout));
        assert_eq!(told("statement"), options.statement_timeout.map_or("none".to_owned(), seconds));
        assert_eq!(told("rows of a page"), PageLimits::USUAL.max.to_string());
        let queries = settings.query_limits;
        assert_eq!(told("filters of a list"), queries.filters.to_string());
        assert_eq!(told("values of an `in`"), queries.values.to_string());
        assert_eq!(told("words of a search"), queries.terms.to_string());
        assert_eq!(told("fields of a sort"), queries.sort_keys.to_string());
    }
}
