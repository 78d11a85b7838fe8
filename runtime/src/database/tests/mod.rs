mod answers;
mod connections;
mod faults;
mod forms;
mod leases;
mod round_trip;
mod transactions;
