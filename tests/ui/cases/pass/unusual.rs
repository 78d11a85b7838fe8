//! What few write, and nothing forbids. A warning about what is generated would be a fault too.

#![deny(warnings)]

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(r#access(public), r#sort(-r#type), unique(r#type, r#match), hooks(self::Raw))]
pub struct Raw {
    pub r#id: i64,
    pub r#type: String,
    #[validate(must_match(other = r#type))]
    pub r#match: String,
    pub self_: i64,
}

impl Hooks for Raw {}

#[derive(Clone, Copy, Debug, ResourceEnum)]
#[repr(u8)]
pub enum Level {
    Low = 1,
    High = 5,
}

macro_rules! declare {
    (
        $name:ident, $key:ident: $ty:ty, $max:literal, $least:expr, $value:expr, $case:literal, $rule:path, $hooks:ty,
        $operator:ident
    ) => {
        #[derive(Clone, Debug, Resource)]
        #[resource(access(read = $rule, write = owner($key)), sort(-$key), page(size = $max), rename_all = $case)]
        #[resource(hooks($hooks))]
        pub struct $name {
            pub id: i64,
            pub $key: $ty,
            #[validate(length(min = $least, max = $max), contains(pattern = $case))]
            #[resource(default = $value, column = $case)]
            pub title: Option<String>,
            #[validate(range(min = -$least, max = $max))]
            #[resource(default = $least)]
            pub price: Decimal,
            #[resource(default = Level::High, filter($operator))]
            pub level: Level,
        }
    };
}
declare!(Made, owner_id: i64, 50, 1, "none", "camelCase", Nothing, Silent, ne);

#[derive(Debug)]
pub struct Nothing;

impl Rule<Made> for Nothing {
    fn filter(_: Option<&Principal>) -> Filter<Made> {
        Filter::never()
    }
}

#[derive(Debug)]
pub struct Silent;

impl<R: Resource> Hooks<R> for Silent {}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), path = "strassen")]
#[allow(non_snake_case)]
pub struct Straße
where
    String: Clone,
{
    pub id: i64,
    pub größe: i64,
    pub otherName: i64,
    #[cfg(any())]
    pub left_out: std::rc::Rc<str>,
    #[cfg_attr(all(), resource(sort), validate(length(max = 5)))]
    #[doc(hidden)]
    pub name: String,
}

#[deprecated = "use another"]
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Old {
    pub id: i64,
    #[deprecated = "use another"]
    pub name: String,
    #[deprecated = "use another"]
    pub password: Input<String>,
}
