use restruct::prelude::*;

/// Hundredths of a currency's unit.
#[derive(Clone, Debug)]
struct Money(i64);

impl restruct::FieldType for Money {
    type As = i64;

    fn into_column(self) -> i64 {
        self.0
    }

    fn try_from_column(cents: i64) -> std::result::Result<Self, String> {
        Ok(Self(cents))
    }
}
restruct::field_type!(Money);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(length(min = 1))]
    price: Money,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
