//! Fields whose name looks like a secret say whether they show.

use super::types::FieldType;
use crate::errors::{Errors, quoted};
use crate::names::plain;
use crate::parse::Field;

/// Words that name secrets; `api_key` is two.
const SECRETS: [&[&str]; 5] = [&["password"], &["secret"], &["token"], &["api", "key"], &["hash"]];

/// BAD: `password_hash: String`, `#[resource(exposed)] title: String`
pub(super) fn say_whether_they_show(field: &Field, ty: &FieldType, errors: &Errors) {
    let name = plain(&field.ident);
    let words = &field.words;
    // A word that could not be read may have been one of these.
    let said = words.hidden.is_some() || words.write_only.is_some() || words.exposed.is_some() || field.unread;
    match secret_in(&name) {
        Some(secret) if !said && ty.has_column() => {
            let what = format!("`{name}` looks secret, for it says `{secret}`, and would be shown to every reader");
            let choices = quoted(&["hidden", "write_only", "exposed"]);
            errors.report(
                &field.ident,
                what,
                format!("say one of {choices}, or use `Input<T>` for what no column stores"),
            );
        }
        None if ty.has_column() => {
            if let Some(word) = &words.exposed {
                let what = format!("`exposed` says nothing here: the name `{name}` does not look secret");
                errors.report(&word.word, what, "leave `exposed` out");
            }
        }
        _ => {}
    }
}

/// The secret that a name in `snake_case` holds as whole words.
fn secret_in(name: &str) -> Option<String> {
    let words: Vec<String> = name.split('_').map(str::to_lowercase).collect();
    let found = SECRETS.iter().find(|secret| words.windows(secret.len()).any(|window| window == **secret));
    found.map(|secret| secret.join("_"))
}

#[cfg(test)]
mod tests {
    use super::secret_in;
    use crate::testing::{fault_of_field, faults_of_field};

    #[test]
    fn whole_words_are_secrets() {
        for name in ["password", "password_hash", "reset_token", "api_key", "stripe_api_key_live", "client_secret"] {
            assert!(secret_in(name).is_some(), "{name}");
        }
        for name in ["hashtag", "tokens", "key", "api", "secretary", "api_keys"] {
            assert_eq!(secret_in(name), None, "{name}");
        }
    }

    #[test]
    fn a_secret_says_whether_it_shows() {
        assert!(
            fault_of_field("password_hash: String").starts_with("`password_hash` looks secret, for it says `password`")
        );
        assert!(
            fault_of_field("api_key: Sensitive<String>").contains("say one of `hidden`, `write_only` and `exposed`")
        );
        assert!(faults_of_field("password: Input<String>").is_empty());
        for word in ["hidden", "write_only", "exposed"] {
            assert!(faults_of_field(&format!("#[resource({word})] token: String")).is_empty());
        }
        assert!(fault_of_field("#[resource(hiden)] token: String").starts_with("unknown word `hiden`"));
        assert!(fault_of_field("#[resource(unique hidden)] token: String").starts_with("expected `,` before `hidden`"));
        assert!(fault_of_field("#[resource(exposed)] title: String").starts_with("`exposed` says nothing here"));
    }
}
