//! Types of other names: syntax does not tell what they are, so the compiler must.

use restruct::prelude::*;

type Number = i64;
type Moment = DateTime<Utc>;
type Text = String;
type Maybe = Option<String>;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(author)), sort(-made, text), unique(text, author))]
pub struct Aliased {
    #[resource(id(auto))]
    pub number: Number,
    #[resource(sort, unique, default = "new")]
    #[validate(length(min = 1, max = 200), email)]
    pub text: Text,
    pub maybe: Maybe,
    pub author: Number,
    #[validate(range(min = 0))]
    pub count: Option<Number>,
    #[resource(created_at)]
    pub made: Moment,
    #[resource(version)]
    pub version: Number,
}
