//! SQL as far as it has to be understood.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in quotes.
    Quoted,
    /// A text.
    Text,
    Number,
    /// One character of anything else.
    Sign,
}

#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: TokenKind,
    /// As it is written, with its quotes.
    pub written: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Token<'_> {
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.written.eq_ignore_ascii_case(word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign && self.written.starts_with(sign)
    }

    /// The name or the text that is meant.
    pub fn meant(&self) -> String {
        let Some(quote) = self.written.chars().next() else { return String::new() };
        match self.kind {
            TokenKind::Quoted | TokenKind::Text => {
                let close = if quote == '[' { ']' } else { quote };
                let inner = self.written.get(1..).unwrap_or_default();
                inner.strip_suffix(close).unwrap_or(inner).replace(&format!("{close}{close}"), &close.to_string())
            }
            _ => self.written.to_owned(),
        }
    }
}

/// The tokens of a text, without blanks and comments.
pub fn tokens(sql: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = sql[start..].chars().next() {
        let rest = &sql[start..];
        let (kind, length) = match first {
            _ if first.is_whitespace() => (None, first.len_utf8()),
            '-' if rest.starts_with("--") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            '\'' => (Some(TokenKind::Text), quoted_length(rest, '\'')),
            '"' | '`' => (Some(TokenKind::Quoted), quoted_length(rest, first)),
            '[' => (Some(TokenKind::Quoted), rest.find(']').map_or(rest.len(), |end| end + 1)),
            '0'..='9' => (Some(TokenKind::Number), word_length(rest)),
            _ if is_of_word(first) => (Some(TokenKind::Word), word_length(rest)),
            _ => (Some(TokenKind::Sign), first.len_utf8()),
        };
        if let Some(kind) = kind {
            tokens.push(Token { kind, written: &rest[..length], start });
        }
        start += length;
    }
    tokens
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$') || !letter.is_ascii()
}

fn word_length(text: &str) -> usize {
    text.find(|letter| !is_of_word(letter)).unwrap_or(text.len())
}

/// Up to the quote that is not doubled.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut end = 1;
    loop {
        match text[end..].find(quote) {
            None => return text.len(),
            Some(found) if text[end + found + 1..].starts_with(quote) => end += found + 2,
            Some(found) => return end + found + 1,
        }
    }
}

/// The text without its comments: cut out of its lines, one would take what follows with it.
pub fn without_comments(sql: &str) -> String {
    let (mut text, mut end) = (String::new(), 0);
    for token in tokens(sql) {
        // Nothing but blanks and comments stands between two tokens.
        let between = &sql[end..token.start];
        let has_comment = between.contains("--") || between.contains("/*");
        text.push_str(if has_comment { " " } else { between });
        text.push_str(token.written);
        end = token.start + token.written.len();
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_gone_and_all_else_is_as_it_was() {
        for (sql, expected) in [
            ("a > 0 -- positive\n", "a > 0"),
            ("a /* one */> 0 -- positive\n  AND b", "a > 0 AND b"),
            ("a  =\n'-- no'  /* ", "a  =\n'-- no'"),
            ("/* a */ \"/* b */\" - - 1", "\"/* b */\" - - 1"),
            ("", ""),
        ] {
            assert_eq!(without_comments(sql), expected, "{sql}");
        }
    }
}
