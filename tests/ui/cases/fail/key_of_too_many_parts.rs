use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(id)]
    part_1: i64,
    #[resource(id)]
    part_2: i64,
    #[resource(id)]
    part_3: i64,
    #[resource(id)]
    part_4: i64,
    #[resource(id)]
    part_5: i64,
    #[resource(id)]
    part_6: i64,
    #[resource(id)]
    part_7: i64,
    #[resource(id)]
    part_8: i64,
    #[resource(id)]
    part_9: i64,
    #[resource(id)]
    part_10: i64,
    #[resource(id)]
    part_11: i64,
    #[resource(id)]
    part_12: i64,
    #[resource(id)]
    part_13: i64,
}

fn main() {
    used_elsewhere::<Post>();
}
