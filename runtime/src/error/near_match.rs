/// The candidate that somebody who wrote `word` most likely meant, if one is near enough: no more than a third of its
/// letters are wrong, and at least one may be.
pub(crate) fn near_match<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a name at such a length, and the work grows with its square.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let typed: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let allowed = (typed.len() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (distance(&typed, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, taken out, replaced, or swapped with their neighbour (optimal string alignment).
fn distance(typed: &[char], candidate: &str) -> usize {
    let wanted: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=wanted.len()).collect();
    for (i, left) in typed.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, right) in wanted.iter().enumerate() {
            let replaced = last[j] + usize::from(left != right);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *left == wanted[j - 1] && typed[i - 1] == *right;
            if swapped {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[wanted.len()]
}

#[cfg(test)]
mod tests {
    use super::near_match;

    #[test]
    fn finds_what_was_meant() {
        let names = ["title", "body", "created_at", "author_id", "id"];
        let cases = [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("autor_id", Some("author_id")),
            ("createdAt", Some("created_at")),
            ("bdoy", Some("body")),
            ("price", None),
            ("", None),
            ("x", None),
        ];
        for (word, expected) in cases {
            assert_eq!(near_match(word, names), expected, "{word}");
        }
    }

    #[test]
    fn takes_the_nearest_of_two() {
        assert_eq!(near_match("views", ["view", "views_", "news"]), Some("view"));
        assert_eq!(near_match("tags", ["tag", "tags"]), Some("tags"));
    }

    #[test]
    fn does_not_compare_monsters() {
        let monster = "a".repeat(1_000_000);
        assert_eq!(near_match(&monster, ["a"]), None);
    }
}
