/// What can be seen of a JSON value without building it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// How deep arrays and objects are nested; 1 for `[]`, 0 for `1`.
    pub depth: usize,
    /// Members of all objects in it, those with the same key counted each.
    pub members: usize,
}

/// The shape of a text that is known to be a JSON value.
pub(super) fn shape(json: &str) -> Shape {
    let mut shape = Shape { depth: 0, members: 0 };
    let mut level = 0_usize;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                level += 1;
                shape.depth = shape.depth.max(level);
            }
            b']' | b'}' => level = level.saturating_sub(1),
            b':' => shape.members += 1,
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
    }
    shape
}

fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape};

    #[test]
    fn counts_levels_and_members() {
        let cases = [
            ("1", 0, 0),
            ("[]", 1, 0),
            ("[[],[[]]]", 3, 0),
            (r#"{"a":{"b":[1,{"c":2}]},"a":3}"#, 4, 4),
            (r#"{"[{:\"[":"]}:\\"}"#, 1, 1),
        ];
        for (json, depth, members) in cases {
            assert_eq!(shape(json), Shape { depth, members }, "{json}");
        }
    }
}
