//! Values that decide whether a rule is kept, and what follows from who refuses them.

use super::super::{
    existing::ExistingCheck,
    literal::quoted,
    tokens::{TokenKind, tokens},
};
use crate::database::constraint::CheckRule;

/// Values that decide whether a rule is kept, as SQL.
pub(super) struct Probes {
    pub(super) rule: CheckRule,
    /// The field may have them, and here is how they are told.
    pub(super) inside: Vec<(String, String)>,
    pub(super) outside: Vec<String>,
}

/// All choices, and texts that are none: what the checks name themselves among them.
pub(super) fn choice_probes(choices: &[&str], checks: &[(usize, &ExistingCheck)]) -> Probes {
    let named = checks.iter().flat_map(|(_, check)| tokens(&check.condition));
    let named = named.filter(|token| token.kind == TokenKind::Text).map(|token| token.meant());
    let strange = [String::new(), "restruct: no choice".to_owned()].into_iter().chain(named);
    let outside = strange.filter(|text| !choices.contains(&text.as_str()));
    Probes {
        rule: CheckRule::Choice,
        inside: choices.iter().filter_map(|choice| Some((quoted(choice)?, format!("'{choice}'")))).collect(),
        outside: outside.filter_map(|text| quoted(&text)).collect(),
    }
}

pub(super) fn range_probes(inside: &[&str], outside: &[String]) -> Probes {
    let inside = inside.iter().map(|number| ((*number).to_owned(), (*number).to_owned())).collect();
    Probes { rule: CheckRule::Range, inside, outside: outside.to_vec() }
}

/// Each value outside is refused by a check that takes some value inside: by a check of this rule. Where something
/// else refuses it, the name decides.
pub(super) fn is_kept(inside: &[Vec<bool>], outside: &[Vec<bool>], is_named: bool) -> bool {
    let takes_some = |check: usize| inside.iter().any(|refused| !refused[check]);
    let refused = |by: &Vec<bool>| (0..by.len()).any(|check| by[check] && takes_some(check));
    let let_through = |by: &Vec<bool>| !by.contains(&true);
    outside.iter().all(refused) || (is_named && !outside.iter().any(let_through))
}

/// Checks that refuse what is inside. Of a length only those that take a short text, and none of a range: what a number
/// means may bound it further.
pub(super) fn refusing(
    checks: &[(usize, &ExistingCheck)],
    probes: &Probes,
    inside: &[Vec<bool>],
) -> Vec<(usize, String)> {
    let mut refusing = Vec::new();
    for (place, (position, _)) in checks.iter().enumerate() {
        let refused = probes.inside.iter().zip(inside).filter(|(_, refused)| refused[place]).map(|((_, told), _)| told);
        let refused: Vec<&str> = refused.map(String::as_str).collect();
        let is_of_rule = match probes.rule {
            CheckRule::Choice => true,
            CheckRule::Length => refused.len() == 1,
            CheckRule::Range => false,
        };
        if is_of_rule && !refused.is_empty() {
            refusing.push((*position, refused.join(", ")));
        }
    }
    refusing
}
