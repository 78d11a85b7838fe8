use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
#[validate(schema(function = check))]
struct Post {
    id: i64,
    title: String,
}

fn check(text: &String) -> Result<(), restruct::validator::ValidationError> {
    let _ = text;
    Ok(())
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
