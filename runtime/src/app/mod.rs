//! The application: which resources there are, and how they are served.

mod builder;
mod checks;
mod contract_checks;
mod group;
mod logging;
mod openapi;
mod resource_checks;
mod routes;
mod serve;
mod settings;
mod shared;
#[cfg(test)]
pub mod testing;

pub use self::{
    builder::App,
    group::Group,
    settings::{ContractPaths, Settings},
    shared::Shared,
};

use std::{
    future::Future,
    pin::{Pin, pin},
};

/// Runs a program's `async fn main`; named by `#[restruct::main]`.
///
/// # Panics
/// The operating system gives no threads.
pub fn block_on<F: Future>(main: F) -> F::Output {
    let mut output = None;
    run_to_end(pin!(async { output = Some(main.await) }));
    output.expect("the runtime returns when the future has")
}

/// Not generic, so that the runtime's machinery is compiled here and not in each program.
fn run_to_end(main: Pin<&mut dyn Future<Output = ()>>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("the operating system gives no threads for the runtime").block_on(main);
}
