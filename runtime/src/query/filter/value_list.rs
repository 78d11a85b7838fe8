//! Several values in one parameter: `draft,published`. One that has a comma, or is empty, stands in double quotes, and a
//! quote in it is doubled (as in RFC 4180, section 2).

/// Why a text is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFault {
    /// The value at this place, from 1, is empty and not quoted.
    Empty(usize),
    /// The quote that this value begins with is not closed, or something follows the one that closes it.
    Quote(usize),
}

/// The values, without their quotes.
///
/// # Errors
/// A value is empty, or its quotes do not fit.
pub fn split(text: &str) -> Result<Vec<String>, ListFault> {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let place = values.len() + 1;
        let (value, behind) = match rest.strip_prefix('"') {
            Some(quoted) => read_quoted(quoted).ok_or(ListFault::Quote(place))?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let (value, behind) = rest.split_at(end);
                if value.is_empty() {
                    return Err(ListFault::Empty(place));
                }
                (value.to_owned(), behind)
            }
        };
        values.push(value);
        rest = match behind.strip_prefix(',') {
            Some(rest) => rest,
            None if behind.is_empty() => return Ok(values),
            None => return Err(ListFault::Quote(place)),
        };
    }
}

/// A value as it stands in a list.
pub fn quoted_where_needed(text: &str) -> String {
    if text.is_empty() || text.contains(',') || text.starts_with('"') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// What stands before the closing quote, and what behind it; `None` where it is not closed.
pub fn read_quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once('"')?;
        value.push_str(before);
        match behind.strip_prefix('"') {
            Some(behind) => {
                value.push('"');
                rest = behind;
            }
            None => return Some((value, behind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ListFault, quoted_where_needed, split};

    #[test]
    fn values_are_split_at_commas_outside_quotes() {
        for (text, values) in [
            ("a", vec!["a"]),
            ("a,b", vec!["a", "b"]),
            ("\"a,b\",c", vec!["a,b", "c"]),
            ("\"say \"\"hi\"\"\"", vec!["say \"hi\""]),
            ("\"\"", vec![""]),
            (" a, b", vec![" a", " b"]),
            ("5\" disk", vec!["5\" disk"]),
        ] {
            assert_eq!(split(text).as_deref(), Ok(values.map_owned().as_slice()), "{text}");
        }
    }

    #[test]
    fn what_is_no_list_is_told_by_the_place() {
        for (text, fault) in [
            ("", ListFault::Empty(1)),
            ("a,", ListFault::Empty(2)),
            (",a", ListFault::Empty(1)),
            ("a,\"b", ListFault::Quote(2)),
            ("\"a\"b", ListFault::Quote(1)),
        ] {
            assert_eq!(split(text), Err(fault), "{text}");
        }
    }

    trait MapOwned {
        fn map_owned(self) -> Vec<String>;
    }

    impl MapOwned for Vec<&str> {
        fn map_owned(self) -> Vec<String> {
            self.into_iter().map(str::to_owned).collect()
        }
    }

    proptest! {
        #[test]
        fn quoted_values_come_back(values in prop::collection::vec(".*", 1..5)) {
            let quoted: Vec<String> = values.iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
            prop_assert_eq!(split(&quoted.join(",")), Ok(values.clone()));
            let needed: Vec<String> = values.iter().map(|value| quoted_where_needed(value)).collect();
            prop_assert_eq!(split(&needed.join(",")), Ok(values));
        }
    }
}
