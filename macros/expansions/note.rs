/// Something to remember.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(author_id)), sort(-created_at))]
pub struct Note {
    pub id: i64,
    #[validate(length(min = 1, max = 200))]
    pub text: String,
    #[resource(immutable)]
    pub author_id: i64,
    #[resource(created_at, sort)]
    pub created_at: DateTime<Utc>,
}
