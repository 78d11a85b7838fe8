use restruct::prelude::*;

#[derive(Clone, Debug, ResourceEnum)]
enum Status<const N: usize> {
    Draft,
    Published,
}

fn main() {}
