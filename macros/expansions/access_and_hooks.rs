#[derive(Clone, Debug, Resource)]
#[resource(
    access(
        read = Published or tenant(company) and not role("guest") or crate::rules::Everything,
        create = owner(author_id) and (role("writer") or Self),
        update = nobody,
    ),
    operations(list, get, create, update, replace),
    hooks(AuditLog, Self),
    crate = crate::vendored::restruct
)]
pub(crate) struct Draft {
    #[resource(id(generate = make_key(Self::PREFIX)))]
    id: String,
    author_id: Uuid,
    company: i32,
}
