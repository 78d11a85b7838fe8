//! What relations say of tables: which columns name rows of which table.

use crate::{
    database::constraint::columns,
    descriptor::{Descriptor, KeyPair, Relation, RelationKind, with_related},
};

/// Those of them that rows are made of: the served ones, and those that are reached through others as children or as
/// links. Of a parent that is not served nobody makes rows.
pub fn written(resources: &[&'static Descriptor]) -> Vec<&'static Descriptor> {
    let mut all = resources.to_vec();
    for relation in with_related(resources).into_iter().flat_map(|resource| resource.relations) {
        match (&relation.through, relation.kind) {
            (Some(through), _) => all.push((through.join)()),
            (None, RelationKind::HasMany) => all.push((relation.target)()),
            _ => {}
        }
    }
    all
}

/// Columns of a child by which rows name their parent.
#[derive(Debug)]
pub struct Link {
    pub parent: &'static Descriptor,
    pub parent_columns: Vec<&'static str>,
    pub child: &'static Descriptor,
    /// Positions in the fields of the child, in the order of `parent_columns`.
    pub child_fields: Vec<usize>,
}

impl Link {
    fn new(
        parent: (&'static Descriptor, impl Iterator<Item = usize>),
        child: (&'static Descriptor, impl Iterator<Item = usize>),
    ) -> Self {
        let parent_columns = columns(parent.0, &parent.1.collect::<Vec<_>>());
        Self { parent: parent.0, parent_columns, child: child.0, child_fields: child.1.collect() }
    }

    fn up(child: &'static Descriptor, parent: &'static Descriptor, keys: &'static [KeyPair]) -> Self {
        Self::new((parent, keys.iter().map(|pair| pair.far)), (child, keys.iter().map(|pair| pair.near)))
    }

    fn down(parent: &'static Descriptor, child: &'static Descriptor, keys: &'static [KeyPair]) -> Self {
        Self::new((parent, keys.iter().map(|pair| pair.near)), (child, keys.iter().map(|pair| pair.far)))
    }

    pub fn child_columns(&self) -> Vec<&'static str> {
        columns(self.child, &self.child_fields)
    }

    /// Whether both say the same of the same tables.
    pub fn is_same(&self, other: &Self) -> bool {
        let pairs = |link: &Self| {
            let mut pairs: Vec<_> = link.child_columns().into_iter().zip(link.parent_columns.clone()).collect();
            pairs.sort_unstable();
            pairs
        };
        self.child.table == other.child.table && self.parent.table == other.parent.table && pairs(self) == pairs(other)
    }
}

/// The links that a resource declares as its own: its rows belong to others.
pub fn belongings(resource: &'static Descriptor) -> impl Iterator<Item = (&'static Relation, Link)> {
    let own = resource.relations.iter().filter(|relation| relation.kind == RelationKind::BelongsTo);
    own.map(move |relation| (relation, Link::up(resource, (relation.target)(), relation.keys)))
}

/// The links from elsewhere by which the relation finds its rows: of one that goes through a third resource, both of that.
pub fn incoming(resource: &'static Descriptor, relation: &'static Relation) -> Vec<Link> {
    let target = (relation.target)();
    match (&relation.through, relation.kind) {
        (_, RelationKind::BelongsTo) => Vec::new(),
        (None, _) => vec![Link::down(resource, target, relation.keys)],
        (Some(through), _) => {
            let join = (through.join)();
            vec![Link::down(resource, join, relation.keys), Link::up(join, target, through.keys)]
        }
    }
}

/// What relations take for granted and nobody declares, each once, for the log; but for what is seen to anyway.
pub fn undeclared(resources: &[&'static Descriptor], is_kept: impl Fn(&Link) -> bool) -> Vec<String> {
    let all = with_related(resources);
    let declared: Vec<Link> = all.iter().flat_map(|resource| belongings(resource)).map(|(_, link)| link).collect();
    let mut told: Vec<Link> = Vec::new();
    let mut texts = Vec::new();
    for resource in all {
        for relation in resource.relations {
            for link in incoming(resource, relation) {
                if declared.iter().chain(&told).any(|known| known.is_same(&link)) || is_kept(&link) {
                    continue;
                }
                texts.push(undeclared_text(resource, relation, &link));
                told.push(link);
            }
        }
    }
    texts
}

fn undeclared_text(resource: &Descriptor, relation: &Relation, link: &Link) -> String {
    let (parent, child) = (link.parent.name, link.child.name);
    let fields = link.child_fields.iter().map(|field| format!("`{child}.{}`", link.child.fields[*field].name));
    let fields = fields.collect::<Vec<_>>().join(" and ");
    let (holder, name) = (resource.name, relation.name);
    format!(
        "`{holder}.{name}` goes by {fields}, and nothing keeps that to rows of `{parent}` that exist: declare a \
         `BelongsTo<{parent}>` in `{child}`, which is a foreign key of its table"
    )
}
