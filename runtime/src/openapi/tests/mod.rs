mod agreement;
mod bodies;
mod parameters;
