//! From a request to an operation, and what surrounds both: request ids, time and size limits, panics, logs.

mod body_in_time;
mod body_limit;
mod dispatch;
mod head;
mod health;
mod media_type;
mod request_id;
mod shell;

pub use self::{
    dispatch::{collection, item},
    head::RequestHead,
    health::{live, other_health_method, ready},
    shell::{not_found, shell},
};
