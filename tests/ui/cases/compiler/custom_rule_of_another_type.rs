use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(custom(function = positive))]
    views: i64,
}

fn positive(text: &String) -> Result<(), restruct::validator::ValidationError> {
    let _ = text;
    Ok(())
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
