//! Regular expressions of Rust in the dialect that JSON Schema asks for, ECMA-262 (core, section 6.4).

use regex_syntax::{
    ParserBuilder,
    hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition},
};

/// Beyond so many characters a pattern explains nothing: `\w` alone is some seven hundred ranges of Unicode.
const LONGEST: usize = 2_000;

/// The pattern that matches the same texts; `None` where there is none of a readable size.
pub fn to_ecma(pattern: &str) -> Option<String> {
    let hir = ParserBuilder::new().build().parse(pattern).ok()?;
    let mut output = String::new();
    write(&mut output, &hir)?;
    (output.len() <= LONGEST).then_some(output)
}

/// A pattern for texts that hold this one.
pub fn contains(part: &str) -> String {
    let mut pattern = String::new();
    part.chars().for_each(|character| literal(&mut pattern, character));
    pattern
}

/// A pattern for texts that do not hold this one.
pub fn does_not_contain(part: &str) -> String {
    format!(r"^(?![\s\S]*{})", contains(part))
}

fn write(output: &mut String, hir: &Hir) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => output.push_str("(?:)"),
        HirKind::Literal(text) => str::from_utf8(&text.0).ok()?.chars().for_each(|one| literal(output, one)),
        HirKind::Class(Class::Unicode(class)) => write_class(output, class),
        HirKind::Class(Class::Bytes(class)) => write_class(output, &class.to_unicode_class()?),
        HirKind::Look(look) => output.push_str(match look {
            Look::Start => "^",
            Look::End => "$",
            Look::WordAscii => r"\b",
            Look::WordAsciiNegate => r"\B",
            _ => return None,
        }),
        HirKind::Repetition(repetition) => write_repetition(output, repetition)?,
        HirKind::Capture(capture) => group(output, "(", &capture.sub)?,
        HirKind::Concat(parts) => {
            for part in parts {
                match part.kind() {
                    HirKind::Alternation(_) => group(output, "(?:", part)?,
                    _ => write(output, part)?,
                }
            }
        }
        HirKind::Alternation(parts) => {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    output.push('|');
                }
                write(output, part)?;
            }
        }
    }
    Some(())
}

fn group(output: &mut String, open: &str, inner: &Hir) -> Option<()> {
    output.push_str(open);
    write(output, inner)?;
    output.push(')');
    Some(())
}

fn write_repetition(output: &mut String, repetition: &Repetition) -> Option<()> {
    let sub = &repetition.sub;
    let is_one = match sub.kind() {
        HirKind::Class(_) | HirKind::Capture(_) => true,
        HirKind::Literal(text) => str::from_utf8(&text.0).is_ok_and(|text| text.chars().nth(1).is_none()),
        _ => false,
    };
    if is_one {
        write(output, sub)?;
    } else {
        group(output, "(?:", sub)?;
    }
    match (repetition.min, repetition.max) {
        (0, None) => output.push('*'),
        (1, None) => output.push('+'),
        (0, Some(1)) => output.push('?'),
        (min, None) => output.push_str(&format!("{{{min},}}")),
        (min, Some(max)) if min == max => output.push_str(&format!("{{{min}}}")),
        (min, Some(max)) => output.push_str(&format!("{{{min},{max}}}")),
    }
    if !repetition.greedy {
        output.push('?');
    }
    Some(())
}

/// Ranges, or those that are left out where these are fewer.
fn write_class(output: &mut String, class: &ClassUnicode) {
    let mut rest = class.clone();
    rest.negate();
    // JavaScript alone knows `[^]` and `[]`.
    match (class.ranges(), rest.ranges()) {
        ([], _) => return output.push_str("(?!)"),
        (_, []) => return output.push_str(r"[\s\S]"),
        _ => {}
    }
    let excludes = rest.ranges().len() < class.ranges().len();
    output.push_str(if excludes { "[^" } else { "[" });
    for range in if excludes { &rest } else { class }.ranges() {
        literal(output, range.start());
        if range.end() > range.start() {
            if u32::from(range.end()) > u32::from(range.start()) + 1 {
                output.push('-');
            }
            literal(output, range.end());
        }
    }
    output.push(']');
}

fn literal(output: &mut String, character: char) {
    match character {
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' | '-' => {
            // Outside of a class a hyphen means itself, and `\-` is an error in ECMA's Unicode mode; `\x2d` is right in both.
            match character {
                '-' => output.push_str(r"\x2d"),
                other => output.extend(['\\', other]),
            }
        }
        ' '..='~' => output.push(character),
        // As UTF-16, of which ECMA's and Python's dialect have the same escape; what is beyond stands for itself.
        character if u32::from(character) <= 0xffff => output.push_str(&format!(r"\u{:04x}", u32::from(character))),
        character => output.push(character),
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn the_dialect_is_translated() {
        for (rust, ecma) in [
            (r"^[a-z0-9-]+$", r"^[\x2d0-9a-z]+$"),
            (r"^a.c$", r"^a[^\u000a]c$"),
            (r"\A(?:ab|cd){2,3}?\z", r"^(?:ab|cd){2,3}?$"),
            (r"(?i)^x\.y$", r"^[Xx]\.[Yy]$"),
            (r"^(?P<year>[0-9]{4})", r"^([0-9]{4})"),
            (r"(?s)^.$", r"^[\s\S]$"),
            (r"^[a&&b]$", "^(?!)$"),
            (r"^[[:alpha:]]*$", r"^[A-Za-z]*$"),
            (r"^(?-u:\d)$", r"^[0-9]$"),
            (r"^é\x{1F600}$", "^\\u00e9\u{1F600}$"),
        ] {
            assert_eq!(to_ecma(rust).as_deref(), Some(ecma), "{rust}");
        }
    }

    #[test]
    fn what_the_dialect_lacks_is_left_out() {
        for rust in [r"(?m)^a$", r"\bword\b", r"^\w+$"] {
            assert_eq!(to_ecma(rust), None, "{rust}");
        }
    }

    #[test]
    fn a_translated_pattern_matches_the_same_texts() {
        for rust in [r"^[a-z]{1,3}(-[0-9]+)?$", r"(?i)cat|dog", r"^\d+$", r"^[^a-c]x*?$", r"^(a|bc)+$"] {
            let ecma = to_ecma(rust).expect("a pattern");
            let (one, other) = (Regex::new(rust).expect("a pattern"), Regex::new(&ecma).expect("a pattern"));
            for text in ["abc-12", "ABC", "a CAT", "٣4", "x", "dx", "d", "abcbc", "", "\n", "ab-", "é"] {
                assert_eq!(one.is_match(text), other.is_match(text), "{rust} {ecma} {text:?}");
            }
        }
    }
}
