use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, PartialEq)]
struct Money {
    cents: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(part, note))]
struct Post {
    #[resource(id(client))]
    id: Money,
    #[resource(indx)]
    part: i64,
    note: Option<Money>,
    number: Sensitive<Money>,
    card: Input<Money>,
    settings: Json<Money>,
    #[resource(sort, default = Money { cents: 0 })]
    #[validate(custom(function = fair))]
    price: Money,
}

fn fair(_: &Money) -> Result<(), restruct::validator::ValidationError> {
    Ok(())
}

fn main() {
    used_elsewhere::<Post>();
}
