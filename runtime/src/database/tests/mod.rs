mod answers;
mod connections;
mod faults;
mod forms;
mod leases;
#[cfg(feature = "sqlite")]
mod reading;
mod round_trip;
mod transactions;
