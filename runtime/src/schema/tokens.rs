//! SQL as far as it has to be understood: where SQLite keeps a table's checks is the text that made it.

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

/// A check in the text that made a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenCheck {
    /// Empty where it has none.
    pub name: String,
    /// What stands in its parentheses.
    pub condition: String,
}

/// The checks of a `CREATE TABLE`, those of columns among them. `CHECK` is a word that nothing can be called without
/// quotes.
pub fn checks(sql: &str) -> Vec<WrittenCheck> {
    let tokens = tokens(sql);
    let mut checks = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        let opens = tokens.get(position + 1).filter(|next| next.is_sign('('));
        let (true, Some(open)) = (token.is_word("CHECK"), opens) else { continue };
        let Some(end) = closing(&tokens[position + 1..]) else { continue };
        let named = position.checked_sub(2).is_some_and(|before| tokens[before].is_word("CONSTRAINT"));
        checks.push(WrittenCheck {
            name: if named { tokens[position - 1].meant() } else { String::new() },
            condition: sql[open.start + 1..end].trim().to_owned(),
        });
    }
    checks
}

/// What a `CREATE TABLE` says of one column, from its name on.
pub fn column_definition(sql: &str, column: &str) -> Option<String> {
    let tokens = tokens(sql);
    let open = tokens.iter().position(|token| token.is_sign('('))?;
    let (mut depth, mut begins, mut found) = (0_usize, true, None);
    for token in &tokens[open + 1..] {
        let ends = depth == 0 && (token.is_sign(',') || token.is_sign(')'));
        match (found, ends) {
            (Some(start), true) => return sql.get(start..token.start).map(|text| text.trim().to_owned()),
            _ if begins && token.kind != TokenKind::Sign && token.meant().eq_ignore_ascii_case(column) => {
                found = Some(token.start);
            }
            _ => {}
        }
        begins = ends;
        if token.is_sign('(') {
            depth += 1;
        } else if token.is_sign(')') {
            depth = depth.checked_sub(1)?;
        }
    }
    None
}

/// Where the parenthesis that the first token opens is closed.
fn closing(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for token in tokens {
        if token.is_sign('(') {
            depth += 1;
        } else if token.is_sign(')') {
            depth -= 1;
            if depth == 0 {
                return Some(token.start);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"CREATE TABLE "a ( b" ( -- CHECK (no)
        id INTEGER PRIMARY KEY, /* CHECK (no) */
        [the title] text CHECK(length("the title") <= 3) DEFAULT 'CHECK (no)',
        "check" varchar(9) CONSTRAINT `it's` check ( "check" IN ('a)', 'b''(') ),
        twice INT GENERATED ALWAYS AS (id * 2, 3) STORED NOT NULL,
        CONSTRAINT both CHECK ((id > 0) AND (id < 9)))"#;

    #[test]
    fn checks_are_found_where_they_are_and_nowhere_else() {
        let expected = [
            ("", r#"length("the title") <= 3"#),
            ("it's", r#""check" IN ('a)', 'b''(')"#),
            ("both", "(id > 0) AND (id < 9)"),
        ];
        let found = checks(TABLE);
        let found: Vec<_> = found.iter().map(|check| (check.name.as_str(), check.condition.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_column_is_found_by_its_name() {
        let twice = "twice INT GENERATED ALWAYS AS (id * 2, 3) STORED NOT NULL";
        assert_eq!(column_definition(TABLE, "TWICE").as_deref(), Some(twice));
        assert_eq!(column_definition(TABLE, "id").as_deref(), Some("id INTEGER PRIMARY KEY"));
        assert_eq!(column_definition("CREATE TABLE t (a, b text)", "b").as_deref(), Some("b text"));
        assert_eq!(column_definition(TABLE, "nothing"), None);
    }

    #[test]
    fn what_is_broken_off_is_read_to_its_end() {
        for text in ["'a", "\"", "[x", "/* ", "--", "CHECK (", "CHECK (')", "ü'''", "CONSTRAINT CHECK (a)"] {
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                assert!(checks(&text[..end]).len() <= 1);
                column_definition(&text[..end], "a");
            }
        }
    }
}
