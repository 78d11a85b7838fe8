//! The plural of an English noun, for table names and URL segments.
//!
//! The table is frozen: a change here would rename tables and addresses of programs that exist. Whoever wants another
//! plural writes `table = ".."` and `path = ".."`.

/// Nouns whose plural follows no rule.
const IRREGULAR: &[(&str, &str)] = &[
    ("analysis", "analyses"),
    ("appendix", "appendices"),
    ("axis", "axes"),
    ("basis", "bases"),
    ("calf", "calves"),
    ("child", "children"),
    ("crisis", "crises"),
    ("criterion", "criteria"),
    ("datum", "data"),
    ("diagnosis", "diagnoses"),
    ("elf", "elves"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hypothesis", "hypotheses"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("man", "men"),
    ("matrix", "matrices"),
    ("medium", "media"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("parenthesis", "parentheses"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("quiz", "quizzes"),
    ("shelf", "shelves"),
    ("synopsis", "synopses"),
    ("synthesis", "syntheses"),
    ("thesis", "theses"),
    ("thief", "thieves"),
    ("tooth", "teeth"),
    ("vertex", "vertices"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("woman", "women"),
];

/// Nouns that are their own plural, or that are one already.
const UNCHANGED: &[&str] = &[
    "advice",
    "aircraft",
    "analytics",
    "credentials",
    "data",
    "deer",
    "equipment",
    "evidence",
    "feedback",
    "fish",
    "furniture",
    "goods",
    "hardware",
    "information",
    "luggage",
    "media",
    "metadata",
    "money",
    "music",
    "news",
    "people",
    "rice",
    "series",
    "settings",
    "sheep",
    "software",
    "species",
    "staff",
    "statistics",
    "traffic",
];

/// Nouns in -o that take -es; all others take -s (photos, videos, repos).
const O_WITH_ES: &[&str] = &["cargo", "echo", "embargo", "hero", "mosquito", "potato", "tomato", "torpedo", "veto"];

/// Closed compounds of these are as irregular as they are: salesperson, grandchild, policewoman.
const COMPOUND_ENDS: &[&str] = &["person", "child", "woman"];

/// The plural of a name in `snake_case` or `kebab-case`: of its last word.
pub(crate) fn plural(name: &str) -> String {
    let start = name.rfind(['_', '-']).map_or(0, |separator| separator + 1);
    let (lead, noun) = name.split_at(start);
    format!("{lead}{}", plural_noun(noun))
}

fn plural_noun(noun: &str) -> String {
    if UNCHANGED.contains(&noun) {
        return noun.to_owned();
    }
    if let Some(plural) = irregular(noun) {
        return plural;
    }
    let takes_es = ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) || O_WITH_ES.contains(&noun);
    if takes_es {
        return format!("{noun}es");
    }
    match noun.strip_suffix('y') {
        Some(stem) if stem.ends_with(|letter| !"aeiou".contains(letter)) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

fn irregular(noun: &str) -> Option<String> {
    IRREGULAR.iter().find_map(|(singular, plural)| {
        let lead = noun.strip_suffix(singular)?;
        (lead.is_empty() || COMPOUND_ENDS.contains(singular)).then(|| format!("{lead}{plural}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let expected = [
            ("post", "posts"),
            ("category", "categories"),
            ("day", "days"),
            ("survey", "surveys"),
            ("address", "addresses"),
            ("status", "statuses"),
            ("bus", "buses"),
            ("lens", "lenses"),
            ("virus", "viruses"),
            ("box", "boxes"),
            ("index", "indexes"),
            ("branch", "branches"),
            ("dish", "dishes"),
            ("photo", "photos"),
            ("repo", "repos"),
            ("hero", "heroes"),
            ("chief", "chiefs"),
            ("proof", "proofs"),
            ("schema", "schemas"),
            ("human", "humans"),
            ("post2", "post2s"),
        ];
        for (singular, plural_form) in expected {
            assert_eq!(plural(singular), plural_form);
        }
    }

    #[test]
    fn exceptions() {
        let expected = [
            ("person", "people"),
            ("salesperson", "salespeople"),
            ("grandchild", "grandchildren"),
            ("datum", "data"),
            ("quiz", "quizzes"),
            ("leaf", "leaves"),
            ("analysis", "analyses"),
            ("news", "news"),
            ("series", "series"),
            ("settings", "settings"),
            ("money", "money"),
        ];
        for (singular, plural_form) in expected {
            assert_eq!(plural(singular), plural_form);
        }
    }

    #[test]
    fn only_the_last_word_changes() {
        assert_eq!(plural("category_child"), "category_children");
        assert_eq!(plural("blog-entry"), "blog-entries");
        assert_eq!(plural("user_data"), "user_data");
        assert_eq!(plural("o_auth2_token"), "o_auth2_tokens");
    }

    #[test]
    fn the_tables_are_sorted_and_without_doubles() {
        assert!(IRREGULAR.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(UNCHANGED.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(O_WITH_ES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
