mod answers;
mod connections;
mod faults;
mod forms;
mod round_trip;
mod transactions;
