//! What the text that made a table says: SQLite keeps a table's checks, collations and more nowhere else.

use super::tokens::{Token, TokenKind, tokens, without_comments};

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
        let end = tokens[position + 1 + end].start;
        let named = position.checked_sub(2).is_some_and(|before| tokens[before].is_word("CONSTRAINT"));
        checks.push(WrittenCheck {
            name: if named { tokens[position - 1].meant() } else { String::new() },
            condition: without_comments(&sql[open.start + 1..end]),
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
            (Some(start), true) => return sql.get(start..token.start).map(without_comments),
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

/// Which token closes the parenthesis that the first one opens.
fn closing(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for (position, token) in tokens.iter().enumerate() {
        if token.is_sign('(') {
            depth += 1;
        } else if token.is_sign(')') {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(position);
            }
        }
    }
    None
}

/// The collation that a `CREATE TABLE` gives a column.
pub fn collation(sql: &str, column: &str) -> Option<String> {
    let definition = column_definition(sql, column)?;
    let (mut depth, mut collates, mut found) = (0_usize, false, None);
    for token in tokens(&definition) {
        if token.is_sign('(') {
            depth += 1;
        } else if token.is_sign(')') {
            depth = depth.checked_sub(1)?;
        } else if depth == 0 && collates {
            // The last one counts.
            found = Some(token.meant());
        }
        collates = token.is_word("COLLATE");
    }
    found
}

/// A foreign key in the text that made a table.
#[cfg(any(feature = "sqlite", test))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub parent: String,
    /// Whether it is looked at when the transaction ends only.
    pub deferred: bool,
}

/// The foreign keys of a `CREATE TABLE`, those of columns among them.
#[cfg(any(feature = "sqlite", test))]
pub fn references(sql: &str) -> Vec<Reference> {
    let tokens = tokens(sql);
    let mut references: Vec<Reference> = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        if token.is_word("REFERENCES") {
            let parent = tokens.get(position + 1).map(Token::meant).unwrap_or_default();
            references.push(Reference { parent, deferred: false });
        }
        let Some(last) = references.last_mut() else { continue };
        if token.is_word("DEFERRABLE") {
            let negated = tokens[position - 1].is_word("NOT");
            let follow = |place: usize, word| tokens.get(position + place).is_some_and(|next| next.is_word(word));
            last.deferred = !negated && follow(1, "INITIALLY") && follow(2, "DEFERRED");
        }
    }
    references
}

/// What a `CREATE TABLE` says that is told nowhere else and that a table made from a catalogue would not have.
pub fn peculiarity(sql: &str) -> Option<String> {
    let tokens = tokens(sql);
    let follows = |position: usize, word| tokens.get(position + 1).is_some_and(|next: &Token| next.is_word(word));
    if tokens.get(1).is_some_and(|token| token.is_word("VIRTUAL")) {
        return Some("it is a virtual table".to_owned());
    }
    for (position, token) in tokens.iter().enumerate() {
        if token.is_word("ON") && follows(position, "CONFLICT") {
            return Some("it has an `ON CONFLICT`".to_owned());
        }
        let is_set = (token.is_word("UNIQUE") || token.is_word("KEY"))
            && tokens.get(position + 1).is_some_and(|next| next.is_sign('('));
        let end = if is_set { closing(&tokens[position + 1..]) } else { None };
        let mut set = tokens[position + 1..].iter().take(end.unwrap_or_default());
        if set.any(|token| token.is_word("COLLATE")) {
            return Some("a key or a unique constraint of it has a `COLLATE` of its own".to_owned());
        }
    }
    let open = tokens.iter().position(|token| token.is_sign('('));
    let end = open.and_then(|open| Some(open + closing(&tokens[open..])?));
    let Some(end) = end else { return Some("the text that made it cannot be read".to_owned()) };
    let rest = tokens.get(end + 1).map(|token| without_comments(&sql[token.start..]));
    rest.map(|rest| format!("it is `{rest}`"))
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
    fn a_comment_takes_nothing_with_it() {
        let sql = "CREATE TABLE t (a int CHECK (a > 0 -- positive\n), b int -- the last\n)";
        assert_eq!(checks(sql)[0].condition, "a > 0");
        assert_eq!(column_definition(sql, "b").as_deref(), Some("b int"));
    }

    #[test]
    fn collations_are_those_of_columns() {
        let sql =
            "CREATE TABLE t (a varchar(9) COLLATE nocase, [b c] text CHECK (b COLLATE x), c COLLATE \"r\" UNIQUE)";
        let found = ["A", "b c", "c", "d"].map(|column| collation(sql, column));
        assert_eq!(found, [Some("nocase".to_owned()), None, Some("r".to_owned()), None]);
    }

    #[test]
    fn references_are_in_their_order() {
        let sql = "CREATE TABLE t (a REFERENCES \"p q\" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, \
                   b REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED, c REFERENCES r DEFERRABLE, \
                   FOREIGN KEY (a, b) REFERENCES s deferrable initially deferred)";
        let found: Vec<_> = references(sql).into_iter().map(|one| (one.parent, one.deferred)).collect();
        let expected = [("p q", true), ("p", false), ("r", false), ("s", true)];
        assert_eq!(found, expected.map(|(parent, deferred)| (parent.to_owned(), deferred)));
    }

    #[test]
    fn what_only_the_text_says_is_found() {
        for (sql, expected) in [
            (TABLE, None),
            ("CREATE TABLE t (a text COLLATE x UNIQUE, CHECK (a COLLATE y > '')) -- STRICT", None),
            ("CREATE TABLE t (a int) STRICT, -- so\n WITHOUT ROWID", Some("it is `STRICT, WITHOUT ROWID`")),
            ("CREATE TABLE t (a UNIQUE ON CONFLICT IGNORE)", Some("it has an `ON CONFLICT`")),
            (
                "CREATE TABLE t (a, UNIQUE (a COLLATE NOCASE))",
                Some("a key or a unique constraint of it has a `COLLATE` of its own"),
            ),
            ("CREATE VIRTUAL TABLE t USING fts5 (a)", Some("it is a virtual table")),
            ("CREATE TABLE t (a", Some("the text that made it cannot be read")),
        ] {
            assert_eq!(peculiarity(sql).as_deref(), expected, "{sql}");
        }
    }

    #[test]
    fn what_is_broken_off_is_read_to_its_end() {
        for text in ["'a", "\"", "[x", "/* ", "--", "CHECK (", "CHECK (')", "ü'''", "CONSTRAINT CHECK (a)"] {
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                assert!(checks(&text[..end]).len() <= 1);
                collation(&text[..end], "a");
                references(&text[..end]);
                peculiarity(&text[..end]);
            }
        }
    }
}
