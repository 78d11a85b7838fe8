//! From a request to an operation, and what surrounds both: request ids, time and size limits, panics, logs.

mod accept_encoding;
mod body_in_time;
mod body_limit;
mod dispatch;
mod head;
mod health;
mod media_type;
mod related;
mod relative_reference;
mod request_id;
mod shell;
mod static_content;

pub use self::{
    dispatch::{collection, item, media_types, only_get},
    head::RequestHead,
    health::{live, ready},
    related::{link, related},
    relative_reference::relative_reference,
    shell::{WrongHost, not_found, shell},
    static_content::StaticContent,
};
