use restruct::prelude::*;

/// Money, in cents.
#[derive(Clone, Debug)]
struct Money(i64);

impl restruct::FieldType for Money {
    type As = i64;

    fn into_column(self) -> i64 {
        self.0
    }

    fn try_from_column(value: i64) -> std::result::Result<Self, String> {
        Ok(Self(value))
    }
}
restruct::field_type!(Money);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(search)]
    price: Money,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
