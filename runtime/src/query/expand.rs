//! `?expand=author,comments.author`: which rows of other resources an answer has.

use super::{
    QueryLimits,
    path::{Stray, follow, followed},
    selection::{Edge, Selection},
};
use crate::{
    Error, Result,
    descriptor::Descriptor,
    error::{code, near_match},
};

/// The relations that are followed, as a tree.
///
/// # Errors
/// 400: a path is none of declared relations, is too deep or stands twice, or there are too many.
pub fn parse(descriptor: &'static Descriptor, limits: &QueryLimits, text: &str) -> Result<Vec<Edge>> {
    let mut selection = Selection::default();
    let mut seen: Vec<&str> = Vec::new();
    for (index, path) in text.split(',').enumerate() {
        if index == limits.paths {
            let detail = format!("must be at most {index} paths");
            return Err(Error::bad_parameter("expand", code::TOO_MANY_PATHS, detail));
        }
        let (steps, _) = follow(descriptor, path).map_err(|stray| astray(index, &stray))?;
        if seen.contains(&path) {
            return Err(Error::bad_parameter("expand", code::BAD_VALUE, "names a path twice"));
        }
        seen.push(path);
        selection.add(&steps);
    }
    Ok(selection.edges)
}

/// The path is told by its place, for what a client sends does not come back.
fn astray(index: usize, stray: &Stray<'_>) -> Error {
    let place = index + 1;
    let detail = match stray {
        Stray::TooDeep(most) => format!("follows too many relations: at most {most} are; path {place} has more"),
        Stray::Unknown { at, before, name } => {
            let relations = || followed(at).map(|relation| relation.wire);
            let near = near_match(name, relations()).map(|near| format!(" (did you mean `{before}{near}`?)"));
            let known: Vec<String> = relations().map(|known| format!("{before}{known}")).collect();
            let known = if known.is_empty() { "there are none here".to_owned() } else { known.join(", ") };
            format!(
                "must be relations with commas between, such as {known}, and behind them with `.` those of the rows that they \
                 lead to; path {place} is none{}",
                near.unwrap_or_default()
            )
        }
    };
    Error::bad_parameter("expand", code::NOT_ALLOWED, detail)
}
