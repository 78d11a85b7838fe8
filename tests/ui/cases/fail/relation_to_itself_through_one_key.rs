use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Friendship {
    #[resource(id)]
    person_id: i64,
    #[resource(id)]
    friend_id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Person {
    id: i64,
    #[resource(through = Friendship)]
    friends: HasMany<Person>,
}

fn main() {
    used_elsewhere::<Person>();
}
