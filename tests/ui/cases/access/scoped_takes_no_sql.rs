use restruct::prelude::*;
use restruct::sea_orm::sea_query::Expr;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn narrow(cx: &mut Context<'_>) {
    let _ = cx.query::<Post>().filter(Expr::cust("1 = 1 OR true"));
}

fn main() {}
