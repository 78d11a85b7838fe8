#[derive(Clone, Copy, Debug, ResourceEnum)]
#[resource(rename_all = "kebab-case")]
pub enum Status {
    Draft,
    InReview,
    #[resource(rename = "gone")]
    Archived,
}
