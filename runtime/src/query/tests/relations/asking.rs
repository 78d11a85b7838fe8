//! Random requests.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    cells::Cell,
    random::value,
    request::{Fields, Filter, Operand, Path, Request, Subject, Term, reached},
    tables::{Kind, TABLES},
};
use crate::{descriptor::Operator, query::tests::question::looks_into};

/// All paths of so many links; only such as lead to one row at the most.
fn paths(root: usize, length: usize, to_one: bool) -> Vec<Path> {
    (0..length).fold(vec![Path::new()], |shorter, _| {
        shorter
            .into_iter()
            .flat_map(|path| {
                let links = TABLES[reached(root, &path)].links.iter().enumerate();
                let followed = links.filter(|(_, link)| !(to_one && link.many)).map(|(step, _)| step);
                followed.map(|step| path.iter().copied().chain([step]).collect()).collect::<Vec<Path>>()
            })
            .collect()
    })
}

/// A path of one of these lengths, as far as the resource lets one go.
fn path(root: usize, lengths: std::ops::RangeInclusive<usize>, to_one: bool) -> BoxedStrategy<Path> {
    let most = TABLES[root].depth;
    lengths
        .prop_flat_map(move |length| {
            let paths = paths(root, length.min(most), to_one);
            if paths.is_empty() { Just(Path::new()).boxed() } else { select(paths).boxed() }
        })
        .boxed()
}

fn operators(kind: Kind, nullable: bool) -> Vec<Operator> {
    use Operator::{
        Contains, EndsWith, Eq, Gt, Gte, IContains, IEndsWith, IExact, IStartsWith, In, IsNull, Lt, Lte, Ne, NotIn,
        StartsWith,
    };
    let mut operators = vec![Eq, Ne, In, In, NotIn, Gte, Gt, Lt, Lte];
    if kind == Kind::Text {
        operators.extend([IExact, Contains, IContains, StartsWith, IStartsWith, EndsWith, IEndsWith]);
    }
    if nullable {
        operators.extend([IsNull, IsNull]);
    }
    operators
}

fn of_column(path: Path, table: usize) -> BoxedStrategy<Filter> {
    (0..TABLES[table].columns.len())
        .prop_flat_map(move |position| {
            let (path, column) = (path.clone(), &TABLES[table].columns[position]);
            select(operators(column.kind, column.nullable)).prop_flat_map(move |operator| {
                let operand = match operator {
                    Operator::IsNull => any::<bool>().prop_map(Operand::Truth).boxed(),
                    Operator::In | Operator::NotIn => vec(value(column.kind), 1..5).prop_map(Operand::Several).boxed(),
                    operator => value(column.kind)
                        .prop_filter("it finds anything", move |cell| !looks_into(operator) || *cell != Cell::from(""))
                        .prop_map(Operand::One)
                        .boxed(),
                };
                let path = path.clone();
                operand.prop_map(move |operand| {
                    let subject = Subject::Column(position);
                    Filter { path: path.clone(), subject, operator, operand }
                })
            })
        })
        .boxed()
}

/// Of a column, or of the last link of the path.
fn filter(root: usize) -> BoxedStrategy<Filter> {
    path(root, 0..=3, false)
        .prop_flat_map(move |path| {
            let of_column = of_column(path.clone(), reached(root, &path));
            let Some((last, before)) = path.split_last() else { return of_column };
            let (subject, path) = (Subject::Link(*last), before.to_vec());
            let of_link = any::<bool>().prop_map(move |truth| Filter {
                path: path.clone(),
                subject,
                operator: Operator::IsNull,
                operand: Operand::Truth(truth),
            });
            prop_oneof![4 => of_column, 1 => of_link].boxed()
        })
        .boxed()
}

/// Filters of rows that one path leads to, all of which one row has to fulfil, and below those of rows that they lead to.
fn together(root: usize) -> BoxedStrategy<Vec<Filter>> {
    path(root, 1..=2, false)
        .prop_flat_map(move |path| {
            let at = reached(root, &path);
            let of_row = of_column(path.clone(), at);
            let below = filter(at).prop_map(move |filter| {
                let path: Path = path.iter().chain(&filter.path).copied().collect();
                Filter { path, ..filter }
            });
            let most = TABLES[root].depth;
            let below = below.prop_filter("it is not too deep", move |filter| {
                filter.path.len() + usize::from(matches!(filter.subject, Subject::Link(_))) <= most
            });
            vec(prop_oneof![3 => of_row, 1 => below], 2..4)
        })
        .boxed()
}

/// Many, few, and such as belong together.
fn filters(root: usize) -> BoxedStrategy<Vec<Filter>> {
    prop_oneof![
        6 => Just(Vec::new()),
        4 => vec(filter(root), 1..4),
        4 => together(root),
        1 => (together(root), filter(root)).prop_map(|(together, one)| [together, vec![one]].concat()),
    ]
    .prop_map(|filters| {
        let mut kept: Vec<Filter> = Vec::new();
        for filter in filters {
            let same = |other: &Filter| {
                (&other.path, other.subject, other.operator) == (&filter.path, filter.subject, filter.operator)
            };
            if !kept.iter().any(same) {
                kept.push(filter);
            }
        }
        kept
    })
    .boxed()
}

fn term(root: usize) -> BoxedStrategy<Term> {
    let with_columns = move |path: Path| {
        let columns = TABLES[reached(root, &path)].columns.iter().enumerate();
        let sorted: Vec<usize> = columns.filter(|(_, column)| column.sort).map(|(column, _)| column).collect();
        (Just(path), select(sorted), any::<bool>())
    };
    path(root, 0..=3, true)
        .prop_flat_map(with_columns)
        .prop_map(|(path, column, descending)| Term { path, column, descending })
        .boxed()
}

fn sort(root: usize) -> BoxedStrategy<Option<Vec<Term>>> {
    let terms = vec(term(root), 1..4).prop_map(|terms| {
        let mut kept: Vec<Term> = Vec::new();
        for term in terms {
            if !kept.iter().any(|other| (&other.path, other.column) == (&term.path, term.column)) {
                kept.push(term);
            }
        }
        kept
    });
    option::of(terms).boxed()
}

/// Paths to expand, and fields out of them.
fn tree(root: usize) -> BoxedStrategy<(Vec<Path>, Fields)> {
    let expand = vec(path(root, 1..=3, false), 0..4).prop_map(|paths| {
        let mut paths: Vec<Path> = paths.into_iter().filter(|path| !path.is_empty()).collect();
        paths.sort();
        paths.dedup();
        paths
    });
    (expand.prop_shuffle(), prop::bool::weighted(0.4))
        .prop_flat_map(move |(expand, is_projected)| {
            let mut nodes: Vec<Path> =
                expand.iter().flat_map(|path| (0..=path.len()).map(|length| path[..length].to_vec())).collect();
            nodes.push(Path::new());
            let names: Vec<(Path, usize)> = nodes
                .iter()
                .flat_map(|path| {
                    let columns = 0..TABLES[reached(root, path)].columns.len();
                    columns.map(|column| (path.clone(), column)).collect::<Vec<_>>()
                })
                .collect();
            let fields = vec(select(names), 1..5).prop_map(|mut fields| {
                fields.sort();
                fields.dedup();
                fields
            });
            let fields = if is_projected { fields.prop_shuffle().prop_map(Some).boxed() } else { Just(None).boxed() };
            (Just(expand), fields)
        })
        .boxed()
}

fn search(root: usize) -> BoxedStrategy<Vec<String>> {
    if !TABLES[root].columns.iter().any(|column| column.search) {
        return Just(Vec::new()).boxed();
    }
    let term = select(&["a", "B", "ab"][..]).prop_map(str::to_owned);
    option::weighted(0.15, term).prop_map(Vec::from_iter).boxed()
}

/// A request that the documentation lets clients make.
pub fn request() -> BoxedStrategy<Request> {
    let roots = prop_oneof![3 => Just(1_usize), 3 => Just(3), 6 => 0..TABLES.len()];
    roots
        .prop_flat_map(|root| {
            (tree(root), filters(root), search(root), sort(root)).prop_map(move |(tree, filters, search, sort)| {
                let (expand, fields) = tree;
                Request { root, expand, fields, filters, search, sort }
            })
        })
        .boxed()
}
