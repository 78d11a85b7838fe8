use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Money {
    cents: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(filter(eq, gt), sort, search, unique, default = Money { cents: 0 })]
    #[validate(custom(function = fair))]
    price: Money,
}

fn fair(_: &Money) -> Result<(), restruct::validator::ValidationError> {
    Ok(())
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
