//! Filters of one request together: those of the rows themselves, and behind relations those of the rows that these lead to.

use sea_orm::sea_query::{BinOper, ExprTrait, SimpleExpr};

use super::{Filter, Subject, Test, sql};
use crate::{access::Scope, descriptor::Descriptor, query::path::passed as passed_by};

/// Fewer rows: those that the filters ask for.
pub fn narrow<'c>(scope: Scope<'c>, filters: &[Filter]) -> Scope<'c> {
    let filters: Vec<&Filter> = filters.iter().collect();
    let conditions = conditions(&scope, &filters, 0);
    conditions.into_iter().fold(scope, Scope::narrow)
}

/// What the filters ask of a row that so many steps have led to. All below one relation are asked of one and the same row.
fn conditions(scope: &Scope<'_>, filters: &[&Filter], passed: usize) -> Vec<SimpleExpr> {
    let (own, further): (Vec<&Filter>, Vec<&Filter>) = filters.iter().partition(|filter| filter.steps.len() == passed);
    let mut conditions: Vec<SimpleExpr> = own.into_iter().map(|filter| of_row(scope, filter)).collect();
    let mut steps: Vec<usize> = Vec::new();
    for filter in &further {
        let step = filter.steps[passed];
        if !steps.contains(&step) {
            steps.push(step);
            let below: Vec<&Filter> = further.iter().copied().filter(|filter| filter.steps[passed] == step).collect();
            conditions.push(behind(scope, step, &below, passed + 1));
        }
    }
    conditions
}

fn of_row(scope: &Scope<'_>, filter: &Filter) -> SimpleExpr {
    match filter.subject {
        Subject::Field(field) => sql::condition(&scope.descriptor().fields[field], scope.backend(), &filter.test),
        Subject::Relation(relation) => {
            let related = scope.related(&scope.descriptor().relations[relation]);
            if filter.test == Test::IsNull(true) { related.is_absent() } else { related.exists() }
        }
    }
}

/// A row behind a relation for which the filters hold. Where one relation leads to nothing, every value there is null: what
/// holds of nulls holds then too, so that there must be no row for which it does not.
fn behind(scope: &Scope<'_>, step: usize, filters: &[&Filter], passed: usize) -> SimpleExpr {
    let relation = &scope.descriptor().relations[step];
    let mut related = scope.related(relation);
    let conditions = conditions(&related.far, filters, passed);
    if relation.is_many() || !hold_of_nothing(related.far.descriptor(), filters, passed) {
        related.far = conditions.into_iter().fold(related.far, Scope::narrow);
        return related.exists();
    }
    let all = conditions.into_iter().reduce(SimpleExpr::and);
    if let Some(all) = all {
        let fails = all.binary(BinOper::Custom("IS NOT"), SimpleExpr::Constant(true.into()));
        related.far = related.far.narrow(fails);
    }
    related.is_absent()
}

/// Whether the filters hold of a row that is not there: of nulls, and of relations that lead nowhere.
fn hold_of_nothing(descriptor: &'static Descriptor, filters: &[&Filter], passed: usize) -> bool {
    let needs_a_row =
        |filter: &Filter| passed_by(descriptor, &filter.steps[passed..]).any(|(_, relation)| relation.is_many());
    filters.iter().all(|filter| filter.test.holds_of_null() && !needs_a_row(filter))
}
