mod agreement;
mod bodies;
mod parameters;
mod values;
